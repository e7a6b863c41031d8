// SPDX-License-Identifier: Apache-2.0

import { createHash } from "node:crypto";
import { common, msp, orderer, peer } from "@hyperledger/fabric-protos";
import { newMessage } from "../protocol/new-message.js";
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
  const definition = newMessage(common.ImplicitMetaPolicy, { rule, subPolicy });
  return newMessage(common.Policy, { type: PolicyType.IMPLICIT_META, value: definition.serializeBinary() });
}

function signaturePolicy(text: string): common.Policy {
  return newMessage(common.Policy, { type: PolicyType.SIGNATURE, value: parsePolicy(text).serializeBinary() });
}

function newGroup(policies: Readonly<Record<string, common.Policy>>): common.ConfigGroup {
  const group = newMessage(common.ConfigGroup, { modPolicy: ADMINS });
  for (const [name, policy] of Object.entries(policies)) {
    group.getPoliciesMap().set(name, newMessage(common.ConfigPolicy, { modPolicy: ADMINS, policy }));
  }
  return group;
}

function setValue(
  group: common.ConfigGroup,
  name: string,
  message: { serializeBinary(): Uint8Array },
  modPolicy = ADMINS,
): void {
  const value = newMessage(common.ConfigValue, { modPolicy, value: message.serializeBinary() });
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
    acls.getAclsMap().set(resource, newMessage(peer.APIResource, { policyRef: path }));
  }
  setValue(group, "ACLs", acls);
}

function setMsp(group: common.ConfigGroup, config: msp.FabricMSPConfig): void {
  setValue(group, "MSP", newMessage(msp.MSPConfig, { type: 0, config: config.serializeBinary() }));
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
  const batch = newMessage(orderer.BatchSize, {
    maxMessageCount: limits.maxBlockTransactions,
    absoluteMaxBytes: limits.maxEnvelopeBytes,
    preferredMaxBytes: limits.maxBlockBytes,
  });
  setValue(group, "BatchSize", batch);
  const timeout = newMessage(orderer.BatchTimeout, { timeout: "1ms" });
  setValue(group, "BatchTimeout", timeout);
  setValue(group, "ChannelRestrictions", new orderer.ChannelRestrictions());
  setValue(group, "ConsensusType", newMessage(orderer.ConsensusType, { type: "solo" }));
  setCapability(group, CAPABILITY_ORDERER);

  const { mspId, mspDirectory, endpoints } = options.orderer;
  const organisation = newGroup({
    Readers: signaturePolicy(`OR('${mspId}.member')`),
    Writers: signaturePolicy(`OR('${mspId}.member')`),
    Admins: signaturePolicy(`OR('${mspId}.admin')`),
  });
  setMsp(organisation, readMspFolder(mspId, mspDirectory));
  const listed = newMessage(common.OrdererAddresses, { addressesList: addresses(endpoints) });
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
  setValue(channel, "HashingAlgorithm", newMessage(common.HashingAlgorithm, { name: "SHA256" }));
  const structure = newMessage(common.BlockDataHashingStructure, { width: HASHING_WIDTH });
  setValue(channel, "BlockDataHashingStructure", structure);
  const listed = newMessage(common.OrdererAddresses, { addressesList: addresses(options.orderer.endpoints) });
  setValue(channel, "OrdererAddresses", listed, "/Channel/Orderer/Admins");
  setCapability(channel, CAPABILITY_CHANNEL);
  channel.getGroupsMap().set("Orderer", ordererGroup(options, limits));
  channel.getGroupsMap().set("Application", applicationGroup(options));
  return newMessage(common.Config, { channelGroup: channel });
}

/** Block 0: one CONFIG transaction that holds the channel's configuration. */
export function newGenesisBlock(channelId: string, config: common.Config): Uint8Array {
  const envelope = newMessage(common.ConfigEnvelope, { config });
  const channelHeader = newMessage(common.ChannelHeader, { type: common.HeaderType.CONFIG, version: 1, channelId });
  const signatureHeader = new common.SignatureHeader();
  // Nobody signs block 0. Its nonce comes from the configuration, so that the same consortium gives the same block.
  const nonce = createHash("sha256").update(envelope.serializeBinary()).digest().subarray(0, NONCE_BYTES);
  signatureHeader.setNonce(nonce);
  channelHeader.setTxId(computeTxId(nonce, NO_CREATOR));
  const header = newMessage(common.Header, {
    channelHeader: channelHeader.serializeBinary(),
    signatureHeader: signatureHeader.serializeBinary(),
  });
  const payload = newMessage(common.Payload, { header, data: envelope.serializeBinary() });
  const envelopes = [newMessage(common.Envelope, { payload: payload.serializeBinary() }).serializeBinary()];
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
