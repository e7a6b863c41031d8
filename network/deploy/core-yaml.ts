// SPDX-License-Identifier: Apache-2.0
import { stringify } from "yaml";
import type { FabricLine } from "../fabric/binaries.js";

/**
 * A peer's core.yaml. What differs from node to node goes through the environment; the file holds what only a file can
 * say (no Docker, chaincode as a service), and the settings whose absence Fabric would read as zero.
 */
export function coreYaml(networkId: string, line: FabricLine): string {
  const core = {
    peer: { networkId, ...peerSection(line) },
    // Without an endpoint the peer neither looks for Docker nor reports itself as ill without it.
    vm: { endpoint: "" },
    chaincode: chaincodeSection(),
    ledger: {
      state: { stateDatabase: "goleveldb", totalQueryLimit: 100_000 },
      history: { enableHistoryDatabase: true },
      pvtdataStore: {
        collElgProcMaxDbBatchSize: 5_000,
        collElgProcDbBatchesInterval: 1_000,
        deprioritizedDataReconcilerInterval: "60m",
        purgeInterval: 100,
        purgedKeyAuditLogging: true,
      },
      snapshots: { rootDir: "/var/hyperledger/production/snapshots" },
    },
    operations: { listenAddress: "127.0.0.1:9443", tls: { enabled: false } },
    metrics: { provider: "disabled" },
  };
  return stringify(core, { lineWidth: 0 });
}

/** Fabric 3 refuses proposals whose time is too far from the peer's; Fabric 2.5 does not know the filter. */
const AUTH_FILTERS: Readonly<Record<FabricLine, readonly string[]>> = {
  "2.5": ["DefaultAuth", "ExpirationCheck"],
  "3.1": ["DefaultAuth", "ExpirationCheck", "TimeWindowCheck"],
};

function peerSection(line: FabricLine): object {
  return {
    gateway: { enabled: true, endorsementTimeout: "30s", broadcastTimeout: "30s", dialTimeout: "2m" },
    keepalive: {
      interval: "7200s",
      timeout: "20s",
      minInterval: "60s",
      client: { interval: "60s", timeout: "20s" },
      deliveryClient: { interval: "60s", timeout: "20s" },
    },
    gossip: gossipSection(),
    tls: { enabled: true, clientAuthRequired: false },
    authentication: { timewindow: "15m" },
    BCCSP: { Default: "SW", SW: { Hash: "SHA2", Security: 256 } },
    localMspType: "bccsp",
    client: { connTimeout: "3s" },
    deliveryclient: {
      // Gossip of blocks is off: each peer takes them from the ordering service itself, as Fabric 3 does by default.
      blockGossipEnabled: false,
      reconnectTotalTimeThreshold: "3600s",
      connTimeout: "3s",
      reConnectBackoffThreshold: "3600s",
      blockCensorshipTimeoutKey: "30s",
      minimalReconnectInterval: "100ms",
      policy: "cluster",
    },
    handlers: {
      authFilters: AUTH_FILTERS[line].map((name) => ({ name })),
      decorators: [{ name: "DefaultDecorator" }],
      endorsers: { escc: { name: "DefaultEndorsement" } },
      validators: { vscc: { name: "DefaultValidation" } },
    },
    discovery: {
      enabled: true,
      authCacheEnabled: true,
      authCacheMaxSize: 1_000,
      authCachePurgeRetentionRatio: 0.75,
      orgMembersAllowedAccess: false,
    },
    limits: { concurrency: { endorserService: 2_500, deliverService: 2_500, gatewayService: 500 } },
    maxRecvMsgSize: 104_857_600,
    maxSendMsgSize: 104_857_600,
  };
}

function gossipSection(): object {
  return {
    useLeaderElection: false,
    orgLeader: true,
    membershipTrackerInterval: "5s",
    maxBlockCountToStore: 10,
    maxPropagationBurstLatency: "10ms",
    maxPropagationBurstSize: 10,
    propagateIterations: 1,
    propagatePeerNum: 3,
    pullInterval: "4s",
    pullPeerNum: 3,
    requestStateInfoInterval: "4s",
    publishStateInfoInterval: "4s",
    publishCertPeriod: "10s",
    skipBlockVerification: false,
    dialTimeout: "3s",
    connTimeout: "2s",
    recvBuffSize: 20,
    sendBuffSize: 200,
    digestWaitTime: "1s",
    requestWaitTime: "1500ms",
    responseWaitTime: "2s",
    aliveTimeInterval: "5s",
    aliveExpirationTimeout: "25s",
    reconnectInterval: "25s",
    maxConnectionAttempts: 120,
    msgExpirationFactor: 20,
    election: {
      startupGracePeriod: "15s",
      membershipSampleInterval: "1s",
      leaderAliveThreshold: "10s",
      leaderElectionDuration: "5s",
    },
    pvtData: {
      pullRetryThreshold: "60s",
      transientstoreMaxBlockRetention: 20_000,
      pushAckTimeout: "3s",
      btlPullMargin: 10,
      reconcileBatchSize: 10,
      reconcileSleepInterval: "1m",
      reconciliationEnabled: true,
      // Otherwise an invalid transaction that names a collection without its data halts the peer for a minute.
      skipPullingInvalidTransactionsDuringCommit: true,
      // An organisation with a second peer has its own private data on it too, before the transaction is ordered.
      implicitCollectionDisseminationPolicy: { requiredPeerCount: 0, maxPeerCount: 1 },
    },
    state: {
      enabled: false,
      checkInterval: "10s",
      responseTimeout: "3s",
      batchSize: 10,
      blockBufferSize: 20,
      maxRetries: 3,
    },
  };
}

function chaincodeSection(): object {
  return {
    externalBuilders: [
      {
        name: "ccaas_builder",
        path: "/opt/hyperledger/ccaas_builder",
        propagateEnvironment: ["CHAINCODE_AS_A_SERVICE_BUILDER_CONFIG"],
      },
    ],
    installTimeout: "300s",
    startuptimeout: "300s",
    executetimeout: "30s",
    mode: "net",
    keepalive: 0,
    system: { _lifecycle: "enable", cscc: "enable", lscc: "enable", qscc: "enable" },
    logging: { level: "info", shim: "warning" },
    runtimeParams: {
      useWriteBatch: true,
      maxSizeWriteBatch: 1_000,
      useGetMultipleKeys: true,
      maxSizeGetMultipleKeys: 1_000,
    },
  };
}
