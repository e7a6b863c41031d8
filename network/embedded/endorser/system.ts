// SPDX-License-Identifier: Apache-2.0
import type { TransactionScope } from "../chaincode/context.js";
import { decodeMessage, encodeMessage, MessageType, type ChaincodeMessage } from "../chaincode/messages.js";
import type { ChaincodeRuntime } from "../chaincode/runtime.js";
import type { Channel } from "../channel/api.js";
import type { Identity } from "../identity/identity.js";
import { encodeResponse, failure, type ChaincodeResponse } from "../protocol/response.js";
import type { AccessControl } from "../policy/access.js";
import { isSystemChaincode } from "./check.js";
import { invokeConfiguration } from "./cscc.js";
import { invokeLifecycle } from "./lifecycle.js";
import { invokeLegacyLifecycle } from "./lscc.js";
import type { SystemCall } from "./system-call.js";
import { decodeArguments, type Proposal } from "./proposal.js";
import { invokeQuery } from "./qscc.js";

/** The version system chaincodes have in endorsed payloads. */
export const SYSTEM_CHAINCODE_VERSION = "syscc";

/** The chaincodes a peer answers itself, for clients that look at its ledger and configuration. */
export class SystemChaincodes {
  readonly #channel: Channel;
  readonly #access: AccessControl;
  readonly #mspId: string;
  #runtime: ChaincodeRuntime | undefined;

  constructor(channel: Channel, access: AccessControl, mspId: string) {
    this.#channel = channel;
    this.#access = access;
    this.#mspId = mspId;
  }

  /** Tells of the peer's other chaincodes; must be called before the first invocation. */
  attach(runtime: ChaincodeRuntime): void {
    this.#runtime = runtime;
  }

  async invoke(proposal: Proposal, creator: Identity): Promise<ChaincodeResponse> {
    if (!this.#runtime) throw new Error("the system chaincodes are not attached to a runtime");
    const call: SystemCall = {
      channel: this.#channel,
      access: this.#access,
      creator,
      channelId: proposal.channelId,
      mspId: this.#mspId,
      runtime: this.#runtime,
      args: decodeArguments(proposal.input),
    };
    switch (proposal.chaincode) {
      case "qscc":
        return invokeQuery(call);
      case "cscc":
        return invokeConfiguration(call);
      case "_lifecycle":
        return invokeLifecycle(call);
      case "lscc":
        return invokeLegacyLifecycle(call);
      default:
        return failure(`system chaincode ${proposal.chaincode} is not implemented by the embedded network`);
    }
  }

  /** A system chaincode called by a chaincode: refused, as Fabric does for qscc and cscc. */
  invokeFromChaincode(scope: TransactionScope, chaincode: string): Promise<ChaincodeMessage> | undefined {
    if (!isSystemChaincode(chaincode)) return undefined;
    const reason = chaincode === "qscc" ? " because of potential for deadlocks" : "";
    const response = failure(
      `Rejecting invoke of ${chaincode.toUpperCase()} from another chaincode${reason}, original invocation for ` +
        `'${scope.invokedChaincode}'`,
    );
    const { txId, channelId } = scope;
    const message = { type: MessageType.COMPLETED, payload: encodeResponse(response), txId, channelId };
    return Promise.resolve(decodeMessage(encodeMessage(message)));
  }
}
