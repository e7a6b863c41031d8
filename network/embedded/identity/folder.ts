// SPDX-License-Identifier: Apache-2.0

import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { msp } from "@hyperledger/fabric-protos";
import { newMessage } from "../protocol/new-message.js";
import { parse } from "yaml";
import { z } from "zod";
import { MspError } from "./identity.js";

const OuIdentifier = z.object({
  Certificate: z.string().optional(),
  OrganizationalUnitIdentifier: z.string(),
});

const MspYaml = z.object({
  OrganizationalUnitIdentifiers: z.array(OuIdentifier).optional(),
  NodeOUs: z
    .object({
      Enable: z.boolean(),
      ClientOUIdentifier: OuIdentifier.optional(),
      PeerOUIdentifier: OuIdentifier.optional(),
      AdminOUIdentifier: OuIdentifier.optional(),
      OrdererOUIdentifier: OuIdentifier.optional(),
    })
    .optional(),
});

function readAll(directory: string): Uint8Array[] {
  if (!existsSync(directory)) return [];
  const names = readdirSync(directory).filter((name) => !name.startsWith("."));
  return names.sort().map((name) => readFileSync(path.join(directory, name)));
}

function ouIdentifier(directory: string, identifier: z.infer<typeof OuIdentifier>): msp.FabricOUIdentifier {
  const { Certificate, OrganizationalUnitIdentifier: organizationalUnitIdentifier } = identifier;
  const certificate = Certificate ? readFileSync(path.join(directory, Certificate)) : undefined;
  return newMessage(msp.FabricOUIdentifier, { organizationalUnitIdentifier, certificate });
}

function readYaml(directory: string): z.infer<typeof MspYaml> {
  const file = path.join(directory, "config.yaml");
  if (!existsSync(file)) return {};
  const parsed = MspYaml.safeParse(parse(readFileSync(file, "utf8")));
  if (!parsed.success) throw new MspError(`${file} is not an MSP configuration: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

function nodeOus(directory: string, yaml: z.infer<typeof MspYaml>): msp.FabricNodeOUs | undefined {
  const ous = yaml.NodeOUs;
  if (ous === undefined) return undefined;
  const identifier = (ou: z.infer<typeof OuIdentifier> | undefined): msp.FabricOUIdentifier | undefined =>
    ou === undefined ? undefined : ouIdentifier(directory, ou);
  return newMessage(msp.FabricNodeOUs, {
    enable: ous.Enable,
    clientOuIdentifier: identifier(ous.ClientOUIdentifier),
    peerOuIdentifier: identifier(ous.PeerOUIdentifier),
    adminOuIdentifier: identifier(ous.AdminOUIdentifier),
    ordererOuIdentifier: identifier(ous.OrdererOUIdentifier),
  });
}

/** The revocation lists in an MSP folder, PEM. */
export function readRevocationLists(directory: string): Uint8Array[] {
  return readAll(path.join(directory, "crls"));
}

/**
 * Reads an organisation's verifying MSP folder, in the layout Fabric's tools use, into the definition that goes into the channel's
 * configuration.
 * @throws {MspError} when it has no CA certificate.
 */
export function readMspFolder(mspId: string, directory: string): msp.FabricMSPConfig {
  const rootCertsList = readAll(path.join(directory, "cacerts"));
  if (rootCertsList.length === 0)
    throw new MspError(`${directory} has no certificate in cacerts; generate the organisation's certificates first`);
  const yaml = readYaml(directory);
  return newMessage(msp.FabricMSPConfig, {
    name: mspId,
    rootCertsList,
    intermediateCertsList: readAll(path.join(directory, "intermediatecerts")),
    adminsList: readAll(path.join(directory, "admincerts")),
    revocationListList: readRevocationLists(directory),
    tlsRootCertsList: readAll(path.join(directory, "tlscacerts")),
    tlsIntermediateCertsList: readAll(path.join(directory, "tlsintermediatecerts")),
    cryptoConfig: newMessage(msp.FabricCryptoConfig, {
      signatureHashFamily: "SHA2",
      identityIdentifierHashFunction: "SHA256",
    }),
    organizationalUnitIdentifiersList: (yaml.OrganizationalUnitIdentifiers ?? []).map((identifier) =>
      ouIdentifier(directory, identifier),
    ),
    fabricNodeOus: nodeOus(directory, yaml),
  });
}
