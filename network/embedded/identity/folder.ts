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
  const message = newMessage(msp.FabricOUIdentifier, {
    organizationalUnitIdentifier: identifier.OrganizationalUnitIdentifier,
  });
  if (identifier.Certificate) message.setCertificate(readFileSync(path.join(directory, identifier.Certificate)));
  return message;
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
  const message = newMessage(msp.FabricNodeOUs, { enable: ous.Enable });
  const identifier = (ou: z.infer<typeof OuIdentifier> | undefined): msp.FabricOUIdentifier | undefined =>
    ou === undefined ? undefined : ouIdentifier(directory, ou);
  message.setClientOuIdentifier(identifier(ous.ClientOUIdentifier));
  message.setPeerOuIdentifier(identifier(ous.PeerOUIdentifier));
  message.setAdminOuIdentifier(identifier(ous.AdminOUIdentifier));
  message.setOrdererOuIdentifier(identifier(ous.OrdererOUIdentifier));
  return message;
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
  const config = newMessage(msp.FabricMSPConfig, { name: mspId });
  const roots = readAll(path.join(directory, "cacerts"));
  if (roots.length === 0) {
    throw new MspError(`${directory} has no certificate in cacerts; generate the organisation's certificates first`);
  }
  config.setRootCertsList(roots);
  config.setIntermediateCertsList(readAll(path.join(directory, "intermediatecerts")));
  config.setAdminsList(readAll(path.join(directory, "admincerts")));
  config.setRevocationListList(readRevocationLists(directory));
  config.setTlsRootCertsList(readAll(path.join(directory, "tlscacerts")));
  config.setTlsIntermediateCertsList(readAll(path.join(directory, "tlsintermediatecerts")));
  const crypto = newMessage(msp.FabricCryptoConfig, {
    signatureHashFamily: "SHA2",
    identityIdentifierHashFunction: "SHA256",
  });
  config.setCryptoConfig(crypto);
  const yaml = readYaml(directory);
  for (const identifier of yaml.OrganizationalUnitIdentifiers ?? []) {
    config.addOrganizationalUnitIdentifiers(ouIdentifier(directory, identifier));
  }
  config.setFabricNodeOus(nodeOus(directory, yaml));
  return config;
}
