// SPDX-License-Identifier: Apache-2.0
import type { TransactionScope } from "../chaincode/context.js";
import { MessageType, type ChaincodeMessage } from "../chaincode/messages.js";
import type { ChaincodeRuntime } from "../chaincode/runtime.js";
import type { Channel } from "../channel/api.js";
import type { Identity, SigningIdentity } from "../identity/identity.js";
import type { SimulationResult, Simulator } from "../state/simulation.js";
import { decodeResponse, failure, type ChaincodeResponse } from "../protocol/response.js";
import type { AccessControl } from "../policy/access.js";
import { checkProposal, isSystemChaincode } from "./check.js";
import {
  completeProposal,
  MalformedProposalError,
  ProposalError,
  unpackProposal,
  type Proposal,
  type UnpackedProposal,
} from "./proposal.js";
import { completeEvent, encodeResponsePayload, endorse, type ProposalResponse } from "./response.js";
import { SYSTEM_CHAINCODE_VERSION, type SystemChaincodes } from "./system.js";
import { messageOf, wrapped } from "../protocol/errors.js";

/** Responses from this status on are no endorsed transactions. */
const ERROR_THRESHOLD = 400;
/** Responses from this status on carry the payload they would have had. */
const ERROR = 500;

export interface EndorserOptions {
  readonly channel: Channel;
  readonly access: AccessControl;
  readonly signer: SigningIdentity;
  readonly runtime: ChaincodeRuntime;
  readonly systemChaincodes: SystemChaincodes;
}

/** A proposal that passed the checks every peer of the channel makes alike. */
export interface CheckedProposal {
  readonly proposal: Proposal;
  readonly creator: Identity;
}

/** The endorser of one peer: executes proposals with the peer's own chaincodes and signs the results with its own key. */
export class Endorser {
  readonly #options: EndorserOptions;

  constructor(options: EndorserOptions) {
    this.#options = options;
  }

  /**
   * Checks and executes a serialised SignedProposal.
   *
   * @throws {ProposalError} for a proposal that is refused before execution.
   */
  async process(signedProposal: Buffer): Promise<ProposalResponse> {
    const proposal = completeProposal(unpackDirect(signedProposal));
    return this.#missingChannel(proposal) ?? this.execute(this.#check(proposal));
  }

  /**
   * The checks before execution. Their outcome is the same at every peer of the process, so a gateway makes them once for all.
   *
   * @throws {ProposalError} with Fabric's sentence.
   */
  check(proposal: UnpackedProposal): CheckedProposal {
    return this.#check(completeProposal(proposal));
  }

  #check(proposal: Proposal): CheckedProposal {
    const { channel, access, signer } = this.#options;
    return { proposal, creator: checkProposal(proposal, channel, access, signer.mspId) };
  }

  /** Executes a checked proposal. What goes wrong is told in a response with status 500 and no payload. */
  async execute(checked: CheckedProposal): Promise<ProposalResponse> {
    try {
      return await this.#simulate(checked);
    } catch (error) {
      return { response: failure(messageOf(error)) };
    }
  }

  /** Executes for the chaincode's answer alone: nothing is signed and no private data is kept. */
  async evaluate({ proposal, creator }: CheckedProposal): Promise<ProposalResponse> {
    try {
      if (isSystemChaincode(proposal.chaincode)) return await this.#simulate({ proposal, creator });
      const simulator = this.#options.channel.ledger.newSimulator(this.#options.signer.mspId, proposal.txId);
      try {
        this.#chaincodeVersion(proposal, simulator);
        const { response } = await this.#run(proposal, creator, simulator);
        // Nobody asks for the result, but what was written may be refused.
        if (simulator.hasWritten) finish(simulator);
        return response.status >= ERROR ? { response, payload: Buffer.alloc(0) } : { response };
      } finally {
        simulator.close();
      }
    } catch (error) {
      return { response: failure(messageOf(error)) };
    }
  }

  #missingChannel({ channelId }: Proposal): ProposalResponse | undefined {
    if (channelId === "" || channelId === this.#options.channel.channelId) return undefined;
    return { response: failure(`channel '${channelId}' not found`) };
  }

  #chaincodeVersion({ chaincode, channelId }: Proposal, simulator: Simulator): string {
    try {
      if (channelId !== "") return this.#options.runtime.version(chaincode, simulator);
      throw new Error("could not get channel config for channel ''");
    } catch (error) {
      const advice = `make sure the chaincode ${chaincode} has been successfully defined on channel ${channelId}`;
      throw wrapped(`${advice} and try again`, error);
    }
  }

  async #simulate({ proposal, creator }: CheckedProposal): Promise<ProposalResponse> {
    if (isSystemChaincode(proposal.chaincode)) {
      const response = await this.#options.systemChaincodes.invoke(proposal, creator);
      const chaincodeVersion = SYSTEM_CHAINCODE_VERSION;
      return this.#conclude(proposal, { response, event: undefined, publicRwset: undefined, chaincodeVersion });
    }
    const { channel, signer } = this.#options;
    const simulator = channel.ledger.newSimulator(signer.mspId, proposal.txId);
    try {
      const chaincodeVersion = this.#chaincodeVersion(proposal, simulator);
      const { response, event } = await this.#run(proposal, creator, simulator);
      const { publicRwset, privateRwset, interest } = finish(simulator);
      if (privateRwset && response.status < ERROR_THRESHOLD)
        await channel.transient.put(proposal.txId, signer.mspId, privateRwset);
      const answer = this.#conclude(proposal, { response, event, publicRwset, chaincodeVersion });
      return answer.payload ? { ...answer, interest } : answer;
    } finally {
      simulator.close();
    }
  }

  #conclude(proposal: Proposal, outcome: Parameters<typeof encodeResponsePayload>[1]): ProposalResponse {
    const { response } = outcome;
    if (response.status >= ERROR) return { response, payload: encodeResponsePayload(proposal, outcome) };
    if (proposal.channelId === "" || response.status >= ERROR_THRESHOLD) return { response };
    const payload = encodeResponsePayload(proposal, outcome);
    return { response, payload, endorsement: endorse(payload, this.#options.signer) };
  }

  async #run(
    proposal: Proposal,
    creator: Identity,
    simulator: Simulator,
  ): Promise<{ readonly response: ChaincodeResponse; readonly event: Buffer | undefined }> {
    const { channel, runtime } = this.#options;
    const scope: TransactionScope = {
      channelId: proposal.channelId,
      txId: proposal.txId,
      creator,
      signedProposal: proposal.signedProposal,
      invokedChaincode: proposal.chaincode,
      simulator,
      ledger: channel.ledger,
      totalQueryLimit: channel.limits.totalQueryLimit,
      invoke: (inner, chaincode, input) => runtime.invoke(inner, chaincode, input),
    };
    let message: ChaincodeMessage;
    try {
      message = await runtime.invoke(scope, proposal.chaincode, proposal.input);
    } catch (error) {
      throw wrapped(`error in simulation: failed to execute transaction ${proposal.txId}`, error);
    }
    if (message.type === MessageType.ERROR)
      throw new Error(`error in simulation: transaction returned with failure: ${message.payload.toString()}`);
    const response = decodeResponse(message.payload);
    const event =
      message.event && response.status < ERROR_THRESHOLD
        ? completeEvent(message.event, proposal.chaincode, proposal.txId)
        : undefined;
    return { response, event };
  }
}

function finish(simulator: Simulator): SimulationResult {
  try {
    return simulator.finish();
  } catch (error) {
    throw wrapped("error in simulation", error);
  }
}

/** What the filters in front of a peer's endorser say of parts that cannot be read. */
const FILTERED_PARTS: Readonly<Record<string, string>> = {
  Proposal: "failed parsing proposal",
  Header: "failed parsing header",
};

function unpackDirect(signedProposal: Buffer): UnpackedProposal {
  try {
    return unpackProposal(signedProposal);
  } catch (error) {
    const filter = error instanceof MalformedProposalError ? FILTERED_PARTS[error.part] : undefined;
    throw filter === undefined ? error : new ProposalError(`${filter}: ${messageOf(error)}`, { cause: error });
  }
}
