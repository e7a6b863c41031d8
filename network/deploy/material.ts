// SPDX-License-Identifier: Apache-2.0
import { basename, posix } from "node:path";
import { OrganisationLayout, type IdentityFiles } from "@licet/embedded-network/crypto/layout";
import type { DeployedAuthority, DeployedChaincode, DeployedNode, DeployedOrganisation } from "./plan.js";

/** Where things lie inside containers; Fabric's images and samples put them there. */
const CONTAINER_PATHS = {
  msp: "/etc/hyperledger/fabric/msp",
  tls: "/etc/hyperledger/fabric/tls",
  adminMsp: "/etc/hyperledger/admin/msp",
  ca: "/etc/hyperledger/fabric-ca",
  chaincodeTls: "/etc/hyperledger/chaincode/tls",
  users: "/etc/licet/users",
} as const;

/** The folder in front of every path of the conventional layout; deployments name it themselves. */
const LAYOUT_PREFIX = "organizations/";

/** One file of key material. */
export interface MaterialFile {
  /** Its name in a Kubernetes Secret. */
  readonly key: string;
  /** Where it lies below the `organizations` folder. */
  readonly source: string;
  /** Where it is mounted, below the mount point. */
  readonly target: string;
  /** Whether it is a private key; the others are certificates. */
  readonly isPrivate: boolean;
}

/** Files that go to one place of a container together: one Secret in Kubernetes. */
export interface Material {
  readonly name: string;
  readonly mountPath: string;
  readonly files: readonly MaterialFile[];
}

/** A password that no file of the `organizations` folder holds, and that is made up where there is none yet. */
export interface MadePassword {
  readonly name: string;
  /** Its name in a Kubernetes Secret. */
  readonly key: string;
  /** What stands before the password. */
  readonly prefix: string;
}

/** The passwords of an organisation: its authorities' first administrators, the database's user and superuser, that of the metrics. */
export function madePasswords({ authorities, gateway }: DeployedOrganisation): MadePassword[] {
  const bootstraps = authorities.map(({ name }) => ({ name: `${name}-bootstrap`, key: "boot", prefix: "admin:" }));
  if (!gateway) return bootstraps;
  return [
    ...bootstraps,
    { name: "postgres", key: "password", prefix: "" },
    { name: "postgres-admin", key: "password", prefix: "" },
    { name: "metrics", key: "token", prefix: "" },
  ];
}

/** The MSP folder of a peer or ordering node. */
export function nodeMsp(organisation: DeployedOrganisation, node: DeployedNode): Material {
  const files = layoutOf(organisation).node(node.name);
  return mspMaterial(`${node.name}-msp`, CONTAINER_PATHS.msp, organisation, files);
}

/** TLS files of a peer or ordering node. */
export function nodeTls(organisation: DeployedOrganisation, node: DeployedNode): Material {
  const { tlsCa, tlsCertificate, tlsKey } = layoutOf(organisation).node(node.name);
  return tlsMaterial(`${node.name}-tls`, CONTAINER_PATHS.tls, { ca: tlsCa, certificate: tlsCertificate, key: tlsKey });
}

/** The MSP folder of the organisation's administrator, whom backups act as. */
export function adminMsp(organisation: DeployedOrganisation): Material {
  const admin = organisation.users.find((user) => user.admin);
  if (!admin) throw new Error(`${organisation.name} has no administrator`);
  const files = layoutOf(organisation).user(admin.name);
  return mspMaterial("admin-msp", CONTAINER_PATHS.adminMsp, organisation, files);
}

/** Key and certificate of a certificate authority. */
export function authorityKeys(organisation: DeployedOrganisation, authority: DeployedAuthority): Material {
  const layout = layoutOf(organisation);
  const { certificate, key } = authority.name === "ca" ? layout.ca : layout.tlsCa;
  return {
    name: `${authority.name}-keys`,
    mountPath: CONTAINER_PATHS.ca,
    files: [file("ca-cert.pem", certificate, "ca-cert.pem"), file("ca-key.pem", key, "ca-key.pem", true)],
  };
}

/** What a chaincode's process shows to its peers, and whom it accepts. */
export function chaincodeTls(
  organisation: DeployedOrganisation,
  { definition: { name } }: DeployedChaincode,
): Material {
  const { ca, serverCertificate, serverKey } = layoutOf(organisation).chaincode(name);
  const files = { ca, certificate: serverCertificate, key: serverKey };
  return tlsMaterial(`chaincode-${name}-tls`, CONTAINER_PATHS.chaincodeTls, files);
}

/** What an organisation's peers show to a chaincode's process, below the `organizations` folder. */
export function chaincodeClientFiles(
  organisation: DeployedOrganisation,
  chaincode: DeployedChaincode,
): { readonly ca: string; readonly certificate: string; readonly key: string } {
  const { ca, clientCertificate, clientKey } = layoutOf(organisation).chaincode(chaincode.definition.name);
  return { ca: withoutPrefix(ca), certificate: withoutPrefix(clientCertificate), key: withoutPrefix(clientKey) };
}

/** Certificates and keys of the users that an organisation's gateway acts for, and the authority of its peers' TLS. */
export function gatewayUsers(organisation: DeployedOrganisation): Material {
  const layout = layoutOf(organisation);
  const users = organisation.users.filter(({ admin }) => !admin);
  return {
    name: "gateway-users",
    mountPath: CONTAINER_PATHS.users,
    files: [
      file("tlsca.crt", layout.tlsCa.certificate, "tlsca.crt"),
      ...users.flatMap(({ name }) => {
        const files = layout.user(name);
        return [
          file(`${name}.crt`, files.certificate, `${name}.crt`),
          file(`${name}.key`, files.key, `${name}.key`, true),
        ];
      }),
    ],
  };
}

/** The certificates of some material without its private keys. */
export function withoutKeys(material: Material): Material {
  return { ...material, files: material.files.filter(({ isPrivate }) => !isPrivate) };
}

/** All key material of an organisation's part. */
export function materialsOf(organisation: DeployedOrganisation): Material[] {
  return [
    ...organisation.nodes.flatMap((node) => [nodeMsp(organisation, node), nodeTls(organisation, node)]),
    ...organisation.authorities.map((authority) => authorityKeys(organisation, authority)),
    ...organisation.chaincodes.map((chaincode) => chaincodeTls(organisation, chaincode)),
    ...(organisation.gateway ? [gatewayUsers(organisation), adminMsp(organisation)] : []),
  ];
}

function tlsMaterial(name: string, mountPath: string, files: Record<"ca" | "certificate" | "key", string>): Material {
  return {
    name,
    mountPath,
    files: [
      file("ca.crt", files.ca, "ca.crt"),
      file("tls.crt", files.certificate, "server.crt"),
      file("tls.key", files.key, "server.key", true),
    ],
  };
}

function mspMaterial(
  name: string,
  mountPath: string,
  organisation: DeployedOrganisation,
  files: IdentityFiles,
): Material {
  const { caFileName, tlsCaFileName } = layoutOf(organisation);
  return {
    name,
    mountPath,
    files: [
      file("config.yaml", posix.join(files.msp, "config.yaml"), "config.yaml"),
      file("ca.pem", posix.join(files.msp, "cacerts", caFileName), `cacerts/${caFileName}`),
      file("tlsca.pem", posix.join(files.msp, "tlscacerts", tlsCaFileName), `tlscacerts/${tlsCaFileName}`),
      file("cert.pem", files.certificate, `signcerts/${basename(files.certificate)}`),
      file("key.pem", files.key, "keystore/priv_sk", true),
    ],
  };
}

function file(key: string, source: string, target: string, isPrivate = false): MaterialFile {
  return { key, source: withoutPrefix(source), target, isPrivate };
}

function withoutPrefix(source: string): string {
  if (!source.startsWith(LAYOUT_PREFIX)) throw new Error(`${source} is not below ${LAYOUT_PREFIX}`);
  return source.slice(LAYOUT_PREFIX.length);
}

function layoutOf({ kind, domain }: DeployedOrganisation): OrganisationLayout {
  return new OrganisationLayout("", kind, domain);
}
