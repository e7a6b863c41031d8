// SPDX-License-Identifier: Apache-2.0
import { QUIET_GATEWAY } from "../fabric/node-settings.js";
import { CONTAINER_PORTS, type DeployedAuthority, type DeployedChaincode, type DeployedNode } from "./plan.js";
import type { DeployedOrganisation, DeployPlan } from "./plan.js";

/** Environment variables of a container. */
export type Variables = Readonly<Record<string, string>>;

/** Where things lie inside containers; Fabric's images and samples put them there. */
export const CONTAINER_PATHS = {
  /** Holds core.yaml. */
  peerConfig: "/etc/hyperledger/peercfg",
  msp: "/etc/hyperledger/fabric/msp",
  tls: "/etc/hyperledger/fabric/tls",
  adminMsp: "/etc/hyperledger/admin/msp",
  peerData: "/var/hyperledger/production",
  ordererData: "/var/hyperledger/production/orderer",
  ca: "/etc/hyperledger/fabric-ca",
  caHome: "/etc/hyperledger/fabric-ca-server",
  chaincodeTls: "/etc/hyperledger/chaincode/tls",
  profiles: "/etc/licet/profiles",
  users: "/etc/licet/users",
  gatewayHome: "/var/lib/licet/gateway",
  postgresData: "/var/lib/postgresql/data",
  backups: "/backups",
} as const;

/** The database, and the role that owns it, of an organisation's read model. */
export const POSTGRES_DATABASE = "licet";

const LOG_LEVEL = "info";
const ANY_ADDRESS = "0.0.0.0";
const tls = (file: string): string => `${CONTAINER_PATHS.tls}/${file}`;
const operations = `${ANY_ADDRESS}:${CONTAINER_PORTS.operations}`;

/** What a peer is started with; what only the file can say stands in core.yaml. */
export function peerVariables(organisation: DeployedOrganisation, peer: DeployedNode): Variables {
  const address = `${peer.host}:${peer.port}`;
  const bootstrap = organisation.nodes.find(({ host }) => host !== peer.host) ?? peer;
  const chaincodeListener = `127.0.0.1:${CONTAINER_PORTS.peerChaincodeListener}`;
  return {
    FABRIC_CFG_PATH: CONTAINER_PATHS.peerConfig,
    FABRIC_LOGGING_SPEC: `${QUIET_GATEWAY}:${LOG_LEVEL}`,
    CORE_PEER_ID: peer.host,
    CORE_PEER_ADDRESS: address,
    CORE_PEER_LISTENADDRESS: `${ANY_ADDRESS}:${peer.port}`,
    CORE_PEER_CHAINCODEADDRESS: chaincodeListener,
    CORE_PEER_CHAINCODELISTENADDRESS: chaincodeListener,
    CORE_PEER_GOSSIP_BOOTSTRAP: `${bootstrap.host}:${bootstrap.port}`,
    CORE_PEER_GOSSIP_ENDPOINT: address,
    CORE_PEER_GOSSIP_EXTERNALENDPOINT: address,
    CORE_PEER_LOCALMSPID: organisation.mspId,
    CORE_PEER_MSPCONFIGPATH: CONTAINER_PATHS.msp,
    CORE_PEER_TLS_ENABLED: "true",
    CORE_PEER_TLS_CERT_FILE: tls("server.crt"),
    CORE_PEER_TLS_KEY_FILE: tls("server.key"),
    CORE_PEER_TLS_ROOTCERT_FILE: tls("ca.crt"),
    CORE_PEER_FILESYSTEMPATH: CONTAINER_PATHS.peerData,
    CORE_LEDGER_SNAPSHOTS_ROOTDIR: `${CONTAINER_PATHS.peerData}/snapshots`,
    CORE_OPERATIONS_LISTENADDRESS: operations,
    CORE_METRICS_PROVIDER: "prometheus",
  };
}

/** What the `peer` command needs to act as the organisation's administrator through one of its peers. */
export function peerCommandVariables(organisation: DeployedOrganisation, peer: DeployedNode): Variables {
  return {
    FABRIC_CFG_PATH: CONTAINER_PATHS.peerConfig,
    FABRIC_LOGGING_SPEC: "error",
    CORE_PEER_ADDRESS: `${peer.host}:${peer.port}`,
    CORE_PEER_LOCALMSPID: organisation.mspId,
    CORE_PEER_MSPCONFIGPATH: CONTAINER_PATHS.adminMsp,
    CORE_PEER_TLS_ENABLED: "true",
    CORE_PEER_TLS_ROOTCERT_FILE: tls("ca.crt"),
  };
}

/** What an ordering node is started with; the image's own orderer.yaml holds the rest. */
export function ordererVariables(organisation: DeployedOrganisation, orderer: DeployedNode): Variables {
  return {
    FABRIC_LOGGING_SPEC: LOG_LEVEL,
    ORDERER_GENERAL_LISTENADDRESS: ANY_ADDRESS,
    ORDERER_GENERAL_LISTENPORT: String(orderer.port),
    ORDERER_GENERAL_LOCALMSPID: organisation.mspId,
    ORDERER_GENERAL_LOCALMSPDIR: CONTAINER_PATHS.msp,
    ORDERER_GENERAL_TLS_ENABLED: "true",
    ORDERER_GENERAL_TLS_PRIVATEKEY: tls("server.key"),
    ORDERER_GENERAL_TLS_CERTIFICATE: tls("server.crt"),
    ORDERER_GENERAL_TLS_ROOTCAS: `[${tls("ca.crt")}]`,
    ORDERER_GENERAL_BOOTSTRAPMETHOD: "none",
    ORDERER_CHANNELPARTICIPATION_ENABLED: "true",
    ORDERER_FILELEDGER_LOCATION: CONTAINER_PATHS.ordererData,
    ORDERER_CONSENSUS_WALDIR: `${CONTAINER_PATHS.ordererData}/etcdraft/wal`,
    ORDERER_CONSENSUS_SNAPDIR: `${CONTAINER_PATHS.ordererData}/etcdraft/snapshot`,
    ORDERER_ADMIN_LISTENADDRESS: `${ANY_ADDRESS}:${CONTAINER_PORTS.ordererAdmin}`,
    ORDERER_ADMIN_TLS_ENABLED: "true",
    ORDERER_ADMIN_TLS_PRIVATEKEY: tls("server.key"),
    ORDERER_ADMIN_TLS_CERTIFICATE: tls("server.crt"),
    ORDERER_ADMIN_TLS_CLIENTAUTHREQUIRED: "true",
    ORDERER_ADMIN_TLS_CLIENTROOTCAS: `[${tls("ca.crt")}]`,
    ORDERER_OPERATIONS_LISTENADDRESS: operations,
    ORDERER_METRICS_PROVIDER: "prometheus",
  };
}

/** What a certificate authority is started with; its first administrator comes from a secret. */
export function authorityVariables(authority: DeployedAuthority): Variables {
  return {
    FABRIC_CA_HOME: CONTAINER_PATHS.caHome,
    FABRIC_CA_SERVER_PORT: String(CONTAINER_PORTS.ca),
    FABRIC_CA_SERVER_CA_NAME: authority.caName,
    FABRIC_CA_SERVER_CA_CERTFILE: `${CONTAINER_PATHS.ca}/ca-cert.pem`,
    FABRIC_CA_SERVER_CA_KEYFILE: `${CONTAINER_PATHS.ca}/ca-key.pem`,
    FABRIC_CA_SERVER_TLS_ENABLED: "true",
    FABRIC_CA_SERVER_CSR_HOSTS: `${authority.host},${authority.name},localhost`,
    FABRIC_CA_SERVER_OPERATIONS_LISTENADDRESS: operations,
    FABRIC_CA_SERVER_METRICS_PROVIDER: "prometheus",
  };
}

/** What an organisation's process of a chaincode is started with; its TLS files show which peers it serves. */
export function chaincodeVariables(
  organisation: DeployedOrganisation,
  chaincode: DeployedChaincode,
  packageId: string,
): Variables {
  return {
    CHAINCODE_SERVER_ADDRESS: `${ANY_ADDRESS}:${CONTAINER_PORTS.chaincode}`,
    CHAINCODE_ID: packageId,
    CORE_CHAINCODE_ID_NAME: packageId,
    CORE_PEER_LOCALMSPID: organisation.mspId,
    CORE_CHAINCODE_LOGGING_LEVEL: "WARNING",
    CHAINCODE_TLS_DISABLED: "false",
    CHAINCODE_TLS_KEY: `${CONTAINER_PATHS.chaincodeTls}/server.key`,
    CHAINCODE_TLS_CERT: `${CONTAINER_PATHS.chaincodeTls}/server.crt`,
    CHAINCODE_CLIENT_CA_CERT: `${CONTAINER_PATHS.chaincodeTls}/ca.crt`,
  };
}

/** What the gateway is started with. The read model finds its database by the names that Postgres' clients use. */
export function gatewayVariables(plan: DeployPlan, organisation: DeployedOrganisation, postgres: string): Variables {
  return {
    HOST: ANY_ADDRESS,
    PORT: String(CONTAINER_PORTS.gateway),
    CHANNEL_NAME: plan.consortium.channel,
    CHAINCODE_NAME: organisation.chaincodes[0]?.definition.name ?? "",
    LEDGER_CLIENT: "fabric-gateway",
    LICET_PROFILES: CONTAINER_PATHS.profiles,
    LICET_GATEWAY_HOME: CONTAINER_PATHS.gatewayHome,
    PGHOST: postgres,
    PGPORT: String(CONTAINER_PORTS.postgres),
    PGDATABASE: POSTGRES_DATABASE,
    PGUSER: POSTGRES_DATABASE,
  };
}
