// SPDX-License-Identifier: Apache-2.0
import { common, msp, peer } from "@hyperledger/fabric-protos";
import { newMessage } from "../protocol/new-message.js";
import type { Channel, ChannelLedger } from "../channel/api.js";
import type { ChaincodeDefinition } from "../state/definition.js";
import { failure, success, type ChaincodeResponse } from "../protocol/response.js";
import { localRefusal, type SystemCall } from "./system-call.js";
import { messageOf } from "../protocol/errors.js";

const { lifecycle } = peer;

type Query = (call: SystemCall, argument: Buffer) => ChaincodeResponse;

const QUERIES: ReadonlyMap<string, Query> = new Map<string, Query>([
  ["QueryChaincodeDefinition", queryDefinition],
  ["QueryChaincodeDefinitions", queryDefinitions],
  ["QueryInstalledChaincodes", queryInstalled],
]);

/** Status of the answer about a chaincode the channel does not have. */
const NOT_FOUND = 404;

/** Functions that change definitions or packages: the embedded network takes both from its start. */
const REFUSED: ReadonlySet<string> = new Set([
  "InstallChaincode",
  "QueryInstalledChaincode",
  "GetInstalledChaincodePackage",
  "ApproveChaincodeDefinitionForMyOrg",
  "QueryApprovedChaincodeDefinition",
  "QueryApprovedChaincodeDefinitions",
  "CheckCommitReadiness",
  "CommitChaincodeDefinition",
]);

/** _lifecycle: the committed chaincode definitions. */
export function invokeLifecycle(call: SystemCall): ChaincodeResponse {
  const { args } = call;
  if (args.length === 0) return failure("lifecycle scc must be invoked with arguments");
  if (args.length !== 2)
    return failure(`lifecycle scc operations require exactly two arguments but received ${args.length}`);
  const name = args[0]!.toString();
  if (REFUSED.has(name)) return failure(`${name} is not implemented by the embedded network`);
  const query = QUERIES.get(name);
  const refusal = query ? refusalFor(call, name) : `Unmapped policy for _lifecycle/${name}`;
  if (!query || refusal !== undefined)
    return failure(`Failed to authorize invocation due to failed ACL check: ${refusal}`);
  try {
    return query(call, args[1]!);
  } catch (error) {
    const reason = messageOf(error);
    return failure(`failed to invoke backing implementation of '${name}': ${reason}`);
  }
}

/** Why the creator may not call the function; undefined when it may. */
function refusalFor(call: SystemCall, name: string): string | undefined {
  if (name === "QueryInstalledChaincodes") return localRefusal(call, msp.MSPRole.MSPRoleType.ADMIN, "Admins");
  try {
    call.access.check(`_lifecycle/${name}`, call.creator);
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}

function queryDefinition(call: SystemCall, argument: Buffer): ChaincodeResponse {
  const name = lifecycle.QueryChaincodeDefinitionArgs.deserializeBinary(argument).getName();
  const definition = call.channel.ledger.definition(name);
  if (!definition) return { ...failure(`namespace ${name} is not defined`), status: NOT_FOUND };
  const result = newMessage(lifecycle.QueryChaincodeDefinitionResult, {
    ...fieldsOf(call.channel.ledger, definition),
  });
  for (const mspId of approvers(call.channel)) result.getApprovalsMap().set(mspId, true);
  return success(result.serializeBinary());
}

function queryDefinitions(call: SystemCall): ChaincodeResponse {
  const result = new lifecycle.QueryChaincodeDefinitionsResult();
  for (const definition of call.channel.ledger.definitions()) {
    const entry = newMessage(lifecycle.QueryChaincodeDefinitionsResult.ChaincodeDefinition, {
      name: definition.name,
      ...fieldsOf(call.channel.ledger, definition),
    });
    result.addChaincodeDefinitions(entry);
  }
  return success(result.serializeBinary());
}

function fieldsOf(ledger: ChannelLedger, definition: ChaincodeDefinition) {
  return {
    sequence: definition.sequence,
    version: definition.version,
    endorsementPlugin: "escc",
    validationPlugin: "vscc",
    validationParameter: validationParameter(ledger, definition),
    collections: collectionPackage(ledger, definition),
  };
}

/** The chaincodes that have registered with this peer, under the package ids they registered with. */
function queryInstalled(call: SystemCall): ChaincodeResponse {
  const result = new lifecycle.QueryInstalledChaincodesResult();
  for (const { name, packageId } of call.runtime.registered()) {
    const definition = call.channel.ledger.definition(name);
    if (!definition) continue;
    const chaincode = newMessage(lifecycle.QueryInstalledChaincodesResult.Chaincode, {
      name,
      version: definition.version,
    });
    const references = new lifecycle.QueryInstalledChaincodesResult.References();
    references.addChaincodes(chaincode);
    const installed = newMessage(lifecycle.QueryInstalledChaincodesResult.InstalledChaincode, {
      packageId,
      label: packageId.split(":")[0] ?? packageId,
    });
    installed.getReferencesMap().set(call.channel.channelId, references);
    result.addInstalledChaincodes(installed);
  }
  return success(result.serializeBinary());
}

/** Every application organisation has approved what the consortium's description declares. */
function approvers(channel: Channel): string[] {
  const groups = channel.ledger.channelConfig().getChannelGroup()?.getGroupsMap();
  const application = groups?.get("Application")?.getGroupsMap();
  return application ? [...application.keys()] : [];
}

/** The endorsement policy as definitions carry it: a serialised protos.ApplicationPolicy. */
function validationParameter(ledger: ChannelLedger, definition: ChaincodeDefinition): Uint8Array {
  const policy = new peer.ApplicationPolicy();
  const endorsement = ledger.endorsementPolicy(definition.name);
  if (definition.endorsementPolicy !== undefined && endorsement)
    policy.setSignaturePolicy(common.SignaturePolicyEnvelope.deserializeBinary(endorsement.serialised));
  else policy.setChannelConfigPolicyReference("/Channel/Application/Endorsement");
  return policy.serializeBinary();
}

/** The declared collections of a chaincode. */
function collectionPackage(ledger: ChannelLedger, definition: ChaincodeDefinition): peer.CollectionConfigPackage {
  const configs = definition.collections.flatMap(({ name }) => {
    const collection = ledger.collection(definition.name, name);
    if (!collection) return [];
    return [newMessage(peer.CollectionConfig, { staticCollectionConfig: collection.config })];
  });
  return newMessage(peer.CollectionConfigPackage, { configList: configs });
}
