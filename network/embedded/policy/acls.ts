// SPDX-License-Identifier: Apache-2.0

const READERS = "/Channel/Application/Readers";
const WRITERS = "/Channel/Application/Writers";

/** Which policy guards which resource when the channel's configuration says nothing else: the defaults of Fabric 2.5. */
export const DEFAULT_ACLS: ReadonlyMap<string, string> = new Map([
  ["_lifecycle/CommitChaincodeDefinition", WRITERS],
  ["_lifecycle/QueryChaincodeDefinition", WRITERS],
  ["_lifecycle/QueryChaincodeDefinitions", WRITERS],
  ["_lifecycle/CheckCommitReadiness", WRITERS],
  ["lscc/ChaincodeExists", READERS],
  ["lscc/GetDeploymentSpec", READERS],
  ["lscc/GetChaincodeData", READERS],
  ["lscc/GetInstantiatedChaincodes", READERS],
  ["lscc/GetCollectionsConfig", READERS],
  ["qscc/GetChainInfo", READERS],
  ["qscc/GetBlockByNumber", READERS],
  ["qscc/GetBlockByHash", READERS],
  ["qscc/GetTransactionByID", READERS],
  ["qscc/GetBlockByTxID", READERS],
  ["cscc/GetConfigBlock", READERS],
  ["cscc/GetChannelConfig", READERS],
  ["peer/Propose", WRITERS],
  ["peer/ChaincodeToChaincode", WRITERS],
  ["event/Block", READERS],
  ["event/FilteredBlock", READERS],
  ["gateway/CommitStatus", READERS],
  ["gateway/ChaincodeEvents", READERS],
]);
