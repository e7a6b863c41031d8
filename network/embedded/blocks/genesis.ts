// SPDX-License-Identifier: Apache-2.0

import { createHash } from "node:crypto";
import { common, msp, orderer, peer } from "@hyperledger/fabric-protos";
import { organisationPolicies, READ_ONLY_ACLS } from "../description/organisation-policies.js";
import { readMspFolder } from "../identity/folder.js";
import { parsePolicy } from "../policy/dsl.js";
import type { ChannelOptions, Endpoint } from "./channel-options.js";
import { LedgerError } from "../protocol/ledger-error.js";
import type { LedgerLimits } from "../protocol/limits.js";
import {
  dataHash,
  encodeBlock,
  lastConfigMetadata,
  METADATA_COUNT,
  METADATA_LAST_CONFIG,
  METADATA_SIGNATURES,
  METADATA_TRANSACTIONS_FILTER,
  unsignedMetadata,
} from "./block.js";
import { computeTxId } from "../protocol/envelope.js";

const { Rule } = common.ImplicitMetaPolicy;
const { PolicyType } = common.Policy;

const ADMINS = "Admins";
const NONCE_BYTES = 24;
const NO_CREATOR: Uint8Array = new Uint8Array(0);
/** Block hashing as every Fabric network uses it: one hash over the whole data. */
const HASHING_WIDTH = 0xffffffff;
const CAPABILITY_CHANNEL = "V2_0";
const CAPABILITY_ORDERER = "V2_0";
const CAPABILITY_APPLICATION = "V2_5";

type ImplicitRule = (typeof Rule)[keyof typeof Rule];

function implicitPolicy(rule: ImplicitRule, subPolicy: string): common.Policy {
  const definition = new common.ImplicitMetaPolicy();
  definition.setRule(rule);
  definition.setSubPolicy(subPolicy);
  const policy = new common.Policy();
  policy.setType(PolicyType.IMPLICIT_META);
  policy.setValue(definition.serializeBinary());
  return policy;
}

function signaturePolicy(text: string): common.Policy {
  const policy = new common.Policy();
  policy.setType(PolicyType.SIGNATURE);
  policy.setValue(parsePolicy(text).serializeBinary());
  return policy;
}

function newGroup(policies: Readonly<Record<string, common.Policy>>): common.ConfigGroup {
  const group = new common.ConfigGroup();
  group.setModPolicy(ADMINS);
  for (const [name, policy] of Object.entries(policies)) {
    const entry = new common.ConfigPolicy();
    entry.setModPolicy(ADMINS);
    entry.setPolicy(policy);
    group.getPoliciesMap().set(name, entry);
  }
  return group;
}

function setValue(
  group: common.ConfigGroup,
  name: string,
  message: { serializeBinary(): Uint8Array },
  modPolicy = ADMINS,
): void {
  const value = new common.ConfigValue();
  value.setModPolicy(modPolicy);
  value.setValue(message.serializeBinary());
  group.getValuesMap().set(name, value);
}

function setCapability(group: common.ConfigGroup, name: string): void {
  const capabilities = new common.Capabilities();
  capabilities.getCapabilitiesMap().set(name, new common.Capability());
  setValue(group, "Capabilities", capabilities);
}

function setAcls(group: common.ConfigGroup, rules: Readonly<Record<string, string>>): void {
  const acls = new peer.ACLs();
  for (const [resource, path] of Object.entries(rules)) {
    const guarded = new peer.APIResource();
    guarded.setPolicyRef(path);
    acls.getAclsMap().set(resource, guarded);
  }
  setValue(group, "ACLs", acls);
}

function setMsp(group: common.ConfigGroup, config: msp.FabricMSPConfig): void {
  const message = new msp.MSPConfig();
  message.setType(0);
  message.setConfig(config.serializeBinary());
  setValue(group, "MSP", message);
}

const ANY_AND_MAJORITY = (): Record<string, common.Policy> => ({
  Readers: implicitPolicy(Rule.ANY, "Readers"),
  Writers: implicitPolicy(Rule.ANY, "Writers"),
  Admins: implicitPolicy(Rule.MAJORITY, "Admins"),
});

function addresses(endpoints: readonly Endpoint[]): string[] {
  return endpoints.map(({ host, port }) => `${host}:${port}`);
}

function ordererGroup(options: ChannelOptions, limits: LedgerLimits): common.ConfigGroup {
  const group = newGroup({ ...ANY_AND_MAJORITY(), BlockValidation: implicitPolicy(Rule.ANY, "Writers") });
  const batch = new orderer.BatchSize();
  batch.setMaxMessageCount(limits.maxBlockTransactions);
  batch.setAbsoluteMaxBytes(limits.maxEnvelopeBytes);
  batch.setPreferredMaxBytes(limits.maxBlockBytes);
  setValue(group, "BatchSize", batch);
  const timeout = new orderer.BatchTimeout();
  timeout.setTimeout("1ms");
  setValue(group, "BatchTimeout", timeout);
  setValue(group, "ChannelRestrictions", new orderer.ChannelRestrictions());
  const consensus = new orderer.ConsensusType();
  consensus.setType("solo");
  setValue(group, "ConsensusType", consensus);
  setCapability(group, CAPABILITY_ORDERER);

  const { mspId, mspDirectory, endpoints } = options.orderer;
  const organisation = newGroup({
    Readers: signaturePolicy(`OR('${mspId}.member')`),
    Writers: signaturePolicy(`OR('${mspId}.member')`),
    Admins: signaturePolicy(`OR('${mspId}.admin')`),
  });
  setMsp(organisation, readMspFolder(mspId, mspDirectory));
  const listed = new common.OrdererAddresses();
  listed.setAddressesList(addresses(endpoints));
  setValue(organisation, "Endpoints", listed);
  group.getGroupsMap().set(mspId, organisation);
  return group;
}

function applicationGroup(options: ChannelOptions): common.ConfigGroup {
  const group = newGroup({
    ...ANY_AND_MAJORITY(),
    Endorsement: implicitPolicy(Rule.MAJORITY, "Endorsement"),
    LifecycleEndorsement: implicitPolicy(Rule.MAJORITY, "Endorsement"),
  });
  setCapability(group, CAPABILITY_APPLICATION);
  if (options.organisations.some(({ access }) => access === "read-only")) setAcls(group, READ_ONLY_ACLS);
  for (const { mspId, access = "full", mspDirectory, anchorPeers } of options.organisations) {
    const policies = Object.entries(organisationPolicies({ mspId, access }));
    const organisation = newGroup(Object.fromEntries(policies.map(([name, rule]) => [name, signaturePolicy(rule)])));
    setMsp(organisation, readMspFolder(mspId, mspDirectory));
    if (anchorPeers !== undefined && anchorPeers.length > 0) {
      const anchors = new peer.AnchorPeers();
      for (const { host, port } of anchorPeers) {
        const anchor = anchors.addAnchorPeers();
        anchor.setHost(host);
        anchor.setPort(port);
      }
      setValue(organisation, "AnchorPeers", anchors);
    }
    group.getGroupsMap().set(mspId, organisation);
  }
  return group;
}

/**
 * The channel's configuration, as Fabric's configtxgen would make it for these organisations.
 * @throws {MspError}
 * @throws {LedgerError}
 */
export function newChannelConfig(options: ChannelOptions, limits: LedgerLimits): common.Config {
  const channel = newGroup(ANY_AND_MAJORITY());
  const hashing = new common.HashingAlgorithm();
  hashing.setName("SHA256");
  setValue(channel, "HashingAlgorithm", hashing);
  const structure = new common.BlockDataHashingStructure();
  structure.setWidth(HASHING_WIDTH);
  setValue(channel, "BlockDataHashingStructure", structure);
  const listed = new common.OrdererAddresses();
  listed.setAddressesList(addresses(options.orderer.endpoints));
  setValue(channel, "OrdererAddresses", listed, "/Channel/Orderer/Admins");
  setCapability(channel, CAPABILITY_CHANNEL);
  channel.getGroupsMap().set("Orderer", ordererGroup(options, limits));
  channel.getGroupsMap().set("Application", applicationGroup(options));
  const config = new common.Config();
  config.setChannelGroup(channel);
  return config;
}

/** Block 0: one CONFIG transaction that holds the channel's configuration. */
export function newGenesisBlock(channelId: string, config: common.Config): Uint8Array {
  const envelope = new common.ConfigEnvelope();
  envelope.setConfig(config);
  const channelHeader = new common.ChannelHeader();
  channelHeader.setType(common.HeaderType.CONFIG);
  channelHeader.setVersion(1);
  channelHeader.setChannelId(channelId);
  const signatureHeader = new common.SignatureHeader();
  // Nobody signs block 0. Its nonce comes from the configuration, so that the same consortium gives the same block.
  const nonce = createHash("sha256").update(envelope.serializeBinary()).digest().subarray(0, NONCE_BYTES);
  signatureHeader.setNonce(nonce);
  channelHeader.setTxId(computeTxId(nonce, NO_CREATOR));
  const header = new common.Header();
  header.setChannelHeader(channelHeader.serializeBinary());
  header.setSignatureHeader(signatureHeader.serializeBinary());
  const payload = new common.Payload();
  payload.setHeader(header);
  payload.setData(envelope.serializeBinary());
  const transaction = new common.Envelope();
  transaction.setPayload(payload.serializeBinary());
  const envelopes = [transaction.serializeBinary()];
  const metadata: Uint8Array[] = Array.from({ length: METADATA_COUNT }, () => new Uint8Array(0));
  metadata[METADATA_SIGNATURES] = unsignedMetadata(0);
  metadata[METADATA_LAST_CONFIG] = lastConfigMetadata(0);
  // Validated by being there: the one transaction counts as VALID (0).
  metadata[METADATA_TRANSACTIONS_FILTER] = Uint8Array.of(0);
  const blockHeader = { number: 0, previousHash: new Uint8Array(0), dataHash: dataHash(envelopes) };
  return encodeBlock({ header: blockHeader, envelopes, metadata }).bytes;
}

/**
 * The configuration in a CONFIG envelope's payload.
 * @throws {LedgerError}
 */
export function readConfig(payloadData: Uint8Array): common.Config {
  const config = common.ConfigEnvelope.deserializeBinary(payloadData).getConfig();
  if (config?.getChannelGroup() === undefined) throw new LedgerError("configuration transaction without configuration");
  return config;
}

/** The MSP definitions of all organisations in a configuration; application organisations first. */
export function configuredMsps(config: common.Config): { application: string[]; all: msp.FabricMSPConfig[] } {
  const all: msp.FabricMSPConfig[] = [];
  const application: string[] = [];
  const root = config.getChannelGroup()?.getGroupsMap();
  for (const section of ["Application", "Orderer"]) {
    root
      ?.get(section)
      ?.getGroupsMap()
      .forEach((organisation) => {
        const value = organisation.getValuesMap().get("MSP")?.getValue_asU8();
        if (value === undefined) return;
        const definition = msp.FabricMSPConfig.deserializeBinary(
          msp.MSPConfig.deserializeBinary(value).getConfig_asU8(),
        );
        if (section === "Application") application.push(definition.getName());
        if (!all.some((other) => other.getName() === definition.getName())) all.push(definition);
      });
  }
  return { application, all };
}
