// SPDX-License-Identifier: Apache-2.0
import { stringify } from "yaml";
import { organisationPolicies, READ_ONLY_ACLS } from "@licet/embedded-network/description/organisation-policies";
import type { Organisation } from "../config/schema.js";
import { OrganisationLayout } from "@licet/embedded-network/crypto/layout";
import { LOOPBACK, type NetworkPlan, type OrdererPlan } from "./plan.js";

/** The profile that configtxgen is asked for. */
export const CHANNEL_PROFILE = "Channel";
/** A block is cut when its first transaction has waited this long. */
const BATCH_TIMEOUT = "250ms";
/** A block is cut at this many transactions. */
const BATCH_MESSAGES_MAX = 500;

/** Fabric's defaults but for the tick, which makes a restarted ordering service elect a leader in 2 to 4 seconds. */
const RAFT_OPTIONS = {
  TickInterval: "200ms",
  ElectionTick: 10,
  HeartbeatTick: 1,
  MaxInflightBlocks: 5,
  SnapshotIntervalSize: "16 MB",
} as const;

/**
 * Every duration must be given, since configtxgen has no defaults for them. They are those of Fabric's sample
 * configuration, but for the batch interval (a block is cut as soon as with Raft), and for the forwarding of what
 * reached a follower alone, as the `peer` command and other clients of a single ordering node send it.
 */
const BFT_OPTIONS = {
  RequestBatchMaxCount: 100,
  RequestBatchMaxInterval: "200ms",
  RequestForwardTimeout: "2s",
  RequestComplainTimeout: "20s",
  RequestAutoRemoveTimeout: "3m0s",
  ViewChangeResendInterval: "5s",
  ViewChangeTimeout: "20s",
  LeaderHeartbeatTimeout: "1m0s",
  CollectTimeout: "1s",
  RequestBatchMaxBytes: 10_485_760,
  IncomingMessageBufferSize: 200,
  RequestPoolSize: 100_000,
  LeaderHeartbeatCount: 10,
} as const;

/** configtxgen reads no aliases in some places. */
const YAML_OPTIONS = { aliasDuplicateObjects: false, lineWidth: 0 } as const;

type Policies = Record<string, { Type: string; Rule: string }>;

/** The text of configtx.yaml for a channel with all peer organisations and the plan's ordering service. */
export function configtxYaml(plan: NetworkPlan): string {
  const capabilities = {
    Channel: plan.consensus === "bft" ? { V3_0: true } : { V2_0: true },
    Orderer: { V2_0: true },
    Application: { V2_5: true },
  };
  const profile = {
    Policies: channelPolicies(),
    Capabilities: capabilities.Channel,
    Orderer: {
      ...consensusSection(plan),
      BatchTimeout: BATCH_TIMEOUT,
      BatchSize: { MaxMessageCount: BATCH_MESSAGES_MAX, AbsoluteMaxBytes: "10 MB", PreferredMaxBytes: "2 MB" },
      Organizations: [ordererOrganisation(plan)],
      Capabilities: capabilities.Orderer,
      Policies: { ...channelPolicies(), BlockValidation: implicitMeta("ANY Writers") },
    },
    Application: {
      Organizations: plan.consortium.organisations.map((organisation) => peerOrganisation(plan, organisation)),
      Policies: {
        ...channelPolicies(),
        LifecycleEndorsement: implicitMeta("MAJORITY Endorsement"),
        Endorsement: implicitMeta("MAJORITY Endorsement"),
      },
      ...(plan.consortium.organisations.some(({ access }) => access === "read-only") && { ACLs: READ_ONLY_ACLS }),
      Capabilities: capabilities.Application,
    },
  };
  return stringify({ Profiles: { [CHANNEL_PROFILE]: profile } }, YAML_OPTIONS);
}

function consensusSection(plan: NetworkPlan): object {
  if (plan.consensus === "raft")
    return {
      OrdererType: "etcdraft",
      EtcdRaft: { Consenters: plan.orderers.map(consenter), Options: RAFT_OPTIONS },
    };
  return {
    OrdererType: "BFT",
    SmartBFT: BFT_OPTIONS,
    ConsenterMapping: plan.orderers.map((orderer, at) => ({
      ID: at + 1,
      MSPID: plan.consortium.orderer.mspId,
      Identity: orderer.files.certificate,
      ...consenter(orderer),
    })),
  };
}

function consenter(orderer: OrdererPlan): object {
  return {
    Host: LOOPBACK,
    Port: orderer.port,
    ClientTLSCert: orderer.files.tlsCertificate,
    ServerTLSCert: orderer.files.tlsCertificate,
  };
}

function ordererOrganisation(plan: NetworkPlan): object {
  const { mspId, domain } = plan.consortium.orderer;
  return {
    Name: mspId,
    ID: mspId,
    MSPDir: new OrganisationLayout(plan.directory, "orderer", domain).msp,
    Policies: {
      Readers: signature(`OR('${mspId}.member')`),
      Writers: signature(`OR('${mspId}.member')`),
      Admins: signature(`OR('${mspId}.admin')`),
    },
    OrdererEndpoints: plan.orderers.map((orderer) => `${LOOPBACK}:${orderer.port}`),
  };
}

/** The text of a configtx.yaml from which `configtxgen -printOrg` prints an organisation that is to be added. */
export function newOrganisationYaml(plan: NetworkPlan, organisation: Organisation): string {
  return stringify({ Organizations: [peerOrganisation(plan, organisation)] }, YAML_OPTIONS);
}

/** Where an organisation's peers are found by those of others. */
export function anchorPeers(plan: NetworkPlan, organisation: Organisation): { Host: string; Port: number }[] {
  return plan.peers
    .filter((peer) => peer.organisation.mspId === organisation.mspId)
    .map((peer) => ({ Host: LOOPBACK, Port: peer.port }));
}

function peerOrganisation(plan: NetworkPlan, organisation: Organisation): object {
  const { mspId, domain } = organisation;
  const policies = Object.entries(organisationPolicies(organisation));
  const anchors = anchorPeers(plan, organisation);
  return {
    Name: mspId,
    ID: mspId,
    MSPDir: new OrganisationLayout(plan.directory, "peer", domain).msp,
    Policies: Object.fromEntries(policies.map(([name, rule]) => [name, signature(rule)])),
    ...(anchors.length > 0 && { AnchorPeers: anchors }),
  };
}

function channelPolicies(): Policies {
  return {
    Readers: implicitMeta("ANY Readers"),
    Writers: implicitMeta("ANY Writers"),
    Admins: implicitMeta("MAJORITY Admins"),
  };
}

const implicitMeta = (Rule: string): { Type: string; Rule: string } => ({ Type: "ImplicitMeta", Rule });
const signature = (Rule: string): { Type: string; Rule: string } => ({ Type: "Signature", Rule });
