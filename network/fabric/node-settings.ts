// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { writeText } from "@licet/embedded-network/crypto/material";
import type { FabricBinaries } from "./binaries.js";
import { administratorOf, LOOPBACK, type NetworkPlan, type OrdererPlan, type PeerPlan } from "./plan.js";

/** Environment variables of one process. */
export type Environment = Readonly<Record<string, string>>;

/** Variables that would silently change how Fabric's programs behave are not handed on to them. */
const FOREIGN_SETTINGS = /^(CORE|ORDERER|FABRIC|CONFIGTX|CHAINCODE|OSNADMIN)_/;
const NODE_LOG_LEVEL = "warn";
/** A peer's gateway warns with the words of chaincodes and with what endorsers have written, which is nobody else's business. */
export const QUIET_GATEWAY = "gateway=error";
/** How much Fabric's commands say beside their answer. */
export const COMMAND_LOG_LEVEL = "error";
/** Fabric's default of 4 s makes every start and deployment wait for it several times over. */
const GOSSIP_STATE_INTERVAL = "1s";
/** A peer that joined before the others finds none; Fabric's default is to look for them again after 25 s. */
const GOSSIP_RECONNECT_INTERVAL = "2s";

/** The environment of this process without Fabric's settings, with the given ones. */
export function environmentWith(settings: Environment): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !FOREIGN_SETTINGS.test(name));
  return { ...Object.fromEntries(inherited), ...settings };
}

/**
 * Writes a peer's folder: Fabric's sample configuration with the chaincode-as-a-service builder put in and Docker taken
 * out. Both can be set in the file only.
 */
export function writePeerConfig(peer: PeerPlan, binaries: FabricBinaries): void {
  const document = parseDocument(readFileSync(join(binaries.config, "core.yaml"), "utf8"));
  document.setIn(["vm", "endpoint"], "");
  document.setIn(
    ["chaincode", "externalBuilders"],
    [{ name: "ccaas_builder", path: binaries.ccaasBuilder, propagateEnvironment: [] }],
  );
  writeText(join(peer.folder, "core.yaml"), document.toString());
}

/** Writes an ordering node's folder with Fabric's sample configuration; its settings go through the environment. */
export function writeOrdererConfig(orderer: OrdererPlan, binaries: FabricBinaries): void {
  writeText(join(orderer.folder, "orderer.yaml"), readFileSync(join(binaries.config, "orderer.yaml"), "utf8"));
}

/** What a peer process is started with. */
export function peerEnvironment(plan: NetworkPlan, peer: PeerPlan): Environment {
  const address = `${LOOPBACK}:${peer.port}`;
  const chaincodeAddress = `${LOOPBACK}:${peer.chaincodePort}`;
  const firstPeer = plan.peers.find((other) => other.organisation.mspId === peer.organisation.mspId) ?? peer;
  return {
    FABRIC_CFG_PATH: peer.folder,
    FABRIC_LOGGING_SPEC: `${QUIET_GATEWAY}:${NODE_LOG_LEVEL}`,
    CORE_PEER_ID: peer.host,
    CORE_PEER_ADDRESS: address,
    CORE_PEER_LISTENADDRESS: address,
    CORE_PEER_CHAINCODEADDRESS: chaincodeAddress,
    CORE_PEER_CHAINCODELISTENADDRESS: chaincodeAddress,
    CORE_PEER_LOCALMSPID: peer.organisation.mspId,
    CORE_PEER_MSPCONFIGPATH: peer.files.msp,
    CORE_PEER_TLS_ENABLED: "true",
    CORE_PEER_TLS_CERT_FILE: peer.files.tlsCertificate,
    CORE_PEER_TLS_KEY_FILE: peer.files.tlsKey,
    CORE_PEER_TLS_ROOTCERT_FILE: peer.files.tlsCa,
    CORE_PEER_GOSSIP_BOOTSTRAP: `${LOOPBACK}:${firstPeer.port}`,
    CORE_PEER_GOSSIP_ENDPOINT: address,
    CORE_PEER_GOSSIP_EXTERNALENDPOINT: address,
    CORE_PEER_GOSSIP_RECONNECTINTERVAL: GOSSIP_RECONNECT_INTERVAL,
    CORE_PEER_GOSSIP_PUBLISHSTATEINFOINTERVAL: GOSSIP_STATE_INTERVAL,
    CORE_PEER_GOSSIP_REQUESTSTATEINFOINTERVAL: GOSSIP_STATE_INTERVAL,
    // Otherwise an invalid transaction that names a collection without its data halts the peer for a minute.
    CORE_PEER_GOSSIP_PVTDATA_SKIPPULLINGINVALIDTRANSACTIONSDURINGCOMMIT: "true",
    CORE_OPERATIONS_LISTENADDRESS: `${LOOPBACK}:${peer.operationsPort}`,
    ...peerDataEnvironment(peer),
  };
}

/** Where a peer keeps its ledger and its snapshots, for the process and for the commands that work on a stopped peer. */
export function peerDataEnvironment(peer: PeerPlan): Environment {
  return {
    CORE_PEER_FILESYSTEMPATH: join(peer.folder, "data"),
    CORE_LEDGER_SNAPSHOTS_ROOTDIR: join(peer.folder, "snapshots"),
  };
}

/** What an ordering node's process is started with. */
export function ordererEnvironment(plan: NetworkPlan, orderer: OrdererPlan): Environment {
  const data = join(orderer.folder, "data");
  return {
    FABRIC_CFG_PATH: orderer.folder,
    FABRIC_LOGGING_SPEC: NODE_LOG_LEVEL,
    ORDERER_GENERAL_LISTENADDRESS: LOOPBACK,
    ORDERER_GENERAL_LISTENPORT: String(orderer.port),
    ORDERER_GENERAL_LOCALMSPID: plan.consortium.orderer.mspId,
    ORDERER_GENERAL_LOCALMSPDIR: orderer.files.msp,
    ORDERER_GENERAL_TLS_ENABLED: "true",
    ORDERER_GENERAL_TLS_PRIVATEKEY: orderer.files.tlsKey,
    ORDERER_GENERAL_TLS_CERTIFICATE: orderer.files.tlsCertificate,
    ORDERER_GENERAL_TLS_ROOTCAS: orderer.files.tlsCa,
    ORDERER_GENERAL_BOOTSTRAPMETHOD: "none",
    ORDERER_CHANNELPARTICIPATION_ENABLED: "true",
    ORDERER_FILELEDGER_LOCATION: join(data, "ledger"),
    ORDERER_CONSENSUS_WALDIR: join(data, "wal"),
    ORDERER_CONSENSUS_SNAPDIR: join(data, "snapshots"),
    ORDERER_OPERATIONS_LISTENADDRESS: `${LOOPBACK}:${orderer.operationsPort}`,
    // Only the metrics tell whether the channel has a leader.
    ORDERER_METRICS_PROVIDER: "prometheus",
    ORDERER_ADMIN_LISTENADDRESS: `${LOOPBACK}:${orderer.adminPort}`,
    ORDERER_ADMIN_TLS_ENABLED: "true",
    ORDERER_ADMIN_TLS_PRIVATEKEY: orderer.files.tlsKey,
    ORDERER_ADMIN_TLS_CERTIFICATE: orderer.files.tlsCertificate,
    ORDERER_ADMIN_TLS_CLIENTAUTHREQUIRED: "true",
    ORDERER_ADMIN_TLS_CLIENTROOTCAS: orderer.files.tlsCa,
  };
}

/** What the `peer` command is run with to act for the organisation of a peer as its administrator. */
export function administratorEnvironment(plan: NetworkPlan, peer: PeerPlan): Environment {
  return {
    FABRIC_CFG_PATH: peer.folder,
    FABRIC_LOGGING_SPEC: COMMAND_LOG_LEVEL,
    CORE_PEER_ADDRESS: `${LOOPBACK}:${peer.port}`,
    CORE_PEER_LOCALMSPID: peer.organisation.mspId,
    CORE_PEER_MSPCONFIGPATH: administratorOf(plan, peer.organisation).msp,
    CORE_PEER_TLS_ENABLED: "true",
    CORE_PEER_TLS_ROOTCERT_FILE: peer.files.tlsCa,
  };
}
