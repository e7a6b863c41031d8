// SPDX-License-Identifier: Apache-2.0

import { common } from "@hyperledger/fabric-protos";
import { type Identity, MspError, type MspManager } from "../identity/identity.js";
import type { BroadcastResult, Orderer } from "./broadcast.js";
import type { ChannelPolicies } from "../policy/policy.js";
import { LedgerError } from "../protocol/ledger-error.js";
import type { LedgerLimits } from "../protocol/limits.js";
import { WriteRefused } from "../protocol/write-refused.js";
import {
  parseChannelHeader,
  parseSignatureHeader,
  splitEnvelope,
  splitPayload,
  type ParsedEnvelope,
} from "../protocol/envelope.js";
import { WireError } from "../protocol/wire.js";
import type { PendingTransaction } from "../validation/transaction.js";

const { HeaderType, Status } = common;
const WRITERS = "/Channel/Writers";
/** Fabric's sentence, which holds for an unknown creator and a bad signature as well. */
const NO_WRITER =
  "implicit policy evaluation failed - 0 sub-policies were satisfied, but this policy requires 1 of the 'Writers' sub-policies " +
  "to be satisfied: permission denied";
/** How Fabric's protobuf library words a parse error; its separator is a no-break space. */
const NOT_PARSED = "proto:\u00a0cannot parse invalid wire-format data";

export interface OrdererOptions {
  readonly channelId: string;
  readonly msps: MspManager;
  readonly policies: ChannelPolicies;
  readonly limits: LedgerLimits;
  /** Writes one block; the orderer waits for it before it cuts the next. Refused by the disk, it is called again with the same. */
  readonly write: (batch: readonly PendingTransaction[]) => Promise<void>;
  /** Told once when writing fails for good; nothing is accepted from then on. */
  readonly onFailure: (error: unknown) => void;
}

/** Why an envelope is not ordered. */
class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** Runs a parser; what it cannot read is refused with Fabric's sentence for it. */
function parsing<T>(what: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    throw new Refusal(Status.BAD_REQUEST, `${what}: ${NOT_PARSED}`);
  }
}

function parse(bytes: Uint8Array): ParsedEnvelope {
  const { payload, signature } = parsing("error unmarshalling Envelope", () => splitEnvelope(bytes));
  const noChannel = "could not determine channel ID";
  const { header, data } = parsing(`${noChannel}: error unmarshalling Payload`, () => splitPayload(payload));
  if (header === undefined) throw new Refusal(Status.BAD_REQUEST, `${noChannel}: header not set`);
  const unreadable = `${noChannel}: error unmarshalling ChannelHeader`;
  const channelHeader = parsing(unreadable, () => parseChannelHeader(header.channelHeader));
  const unsigned = "could not convert message to signedData: error unmarshalling SignatureHeader";
  const signatureHeader = parsing(unsigned, () => parseSignatureHeader(header.signatureHeader));
  return { bytes, payload, signature, data, channelHeader, signatureHeader };
}

/**
 * Orders envelopes as they arrive. There is one writer; while it writes a block, what arrives waits and becomes the next block together,
 * so blocks are small when little happens and grow with the load. While the disk refuses a block, nothing more is accepted, and the block
 * is tried again until it is written.
 */
export class GroupCommitOrderer implements Orderer {
  readonly #options: OrdererOptions;
  #queue: PendingTransaction[] = [];
  #writing: Promise<void> | undefined;
  #closed: string | undefined;
  /** Why the disk takes nothing now. */
  #refusal: string | undefined;
  #endPause: () => void = () => undefined;

  constructor(options: OrdererOptions) {
    this.#options = options;
  }

  broadcast(envelope: Uint8Array): BroadcastResult {
    try {
      const pending = this.#check(envelope);
      this.#queue.push(pending);
      this.#writing ??= this.#run();
      return { status: Status.SUCCESS, info: "" };
    } catch (error) {
      if (error instanceof Refusal) return { status: error.status, info: error.message };
      throw error;
    }
  }

  /** Refuses further envelopes; resolves when those accepted are written, or the disk still refuses them. */
  async close(): Promise<void> {
    this.#closed ??= "the orderer is shutting down";
    this.#endPause();
    await this.#writing;
  }

  #check(bytes: Uint8Array): PendingTransaction {
    const { limits } = this.#options;
    const unavailable = this.#closed ?? this.#refusal;
    if (unavailable !== undefined) throw new Refusal(Status.SERVICE_UNAVAILABLE, unavailable);
    const parsed = parse(bytes);
    this.#checkChannel(parsed);
    const size = parsed.payload.length + parsed.signature.length;
    if (size > limits.maxEnvelopeBytes) {
      const message = `message payload is ${size} bytes and exceeds maximum allowed ${limits.maxEnvelopeBytes} bytes`;
      throw new Refusal(Status.BAD_REQUEST, message);
    }
    this.#checkWriter(parsed);
    if (this.#queue.length >= limits.maxQueuedEnvelopes) {
      const message = `${limits.maxQueuedEnvelopes} envelopes are waiting to be ordered; try again later`;
      throw new Refusal(Status.SERVICE_UNAVAILABLE, message);
    }
    return { bytes, parsed, creatorVerified: true };
  }

  #checkChannel({ channelHeader }: ParsedEnvelope): void {
    if (channelHeader.channelId !== this.#options.channelId) {
      const message = "channel creation request not allowed because the orderer system channel is not defined";
      throw new Refusal(Status.BAD_REQUEST, message);
    }
    switch (channelHeader.type) {
      case HeaderType.CONFIG:
      case HeaderType.ORDERER_TRANSACTION:
        throw new Refusal(Status.BAD_REQUEST, "message is of type that cannot be processed directly");
      case HeaderType.CONFIG_UPDATE:
        throw new Refusal(
          Status.BAD_REQUEST,
          "the embedded network takes its configuration from the consortium file and accepts no updates of it",
        );
    }
  }

  /** One answer for an unknown creator, a bad signature and a creator without the right: the policy is not satisfied. */
  #checkWriter({ payload, signature, signatureHeader }: ParsedEnvelope): void {
    const { msps, policies } = this.#options;
    let creator: Identity;
    try {
      creator = msps.deserialise(signatureHeader.creator);
    } catch (error) {
      if (error instanceof MspError) throw new Refusal(Status.FORBIDDEN, NO_WRITER);
      throw error;
    }
    if (creator.notAfter.getTime() < Date.now()) {
      throw new Refusal(Status.BAD_REQUEST, "broadcast client identity expired");
    }
    const isWriter = policies.policy(WRITERS)?.evaluateIdentities([creator]) ?? false;
    if (!isWriter || !msps.verify(creator, payload, signature)) throw new Refusal(Status.FORBIDDEN, NO_WRITER);
  }

  async #run(): Promise<void> {
    // Whatever arrives in the same turn goes into the same block.
    await new Promise<void>((resolve) => setImmediate(resolve));
    try {
      while (this.#queue.length > 0) await this.#writeUntilTaken(this.#cut());
    } catch (error) {
      this.#queue = [];
      const reason = error instanceof LedgerError ? error.message : String(error);
      this.#closed = `the ledger cannot be written: ${reason}`;
      this.#options.onFailure(error);
    } finally {
      this.#writing = undefined;
    }
  }

  async #writeUntilTaken(batch: readonly PendingTransaction[]): Promise<void> {
    for (;;) {
      try {
        await this.#options.write(batch);
        this.#refusal = undefined;
        return;
      } catch (error) {
        if (!(error instanceof WriteRefused) || this.#closed !== undefined) throw error;
        this.#refusal = error.message;
      }
      await this.#pause();
    }
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, this.#options.limits.writeRetryMs);
      this.#endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Takes the next block's envelopes: at least one, and as many as the limits allow. */
  #cut(): PendingTransaction[] {
    const { maxBlockTransactions, maxBlockBytes } = this.#options.limits;
    let count = 0;
    let bytes = 0;
    for (const { bytes: envelope } of this.#queue) {
      bytes += envelope.length;
      if (count > 0 && (bytes > maxBlockBytes || count >= maxBlockTransactions)) break;
      count++;
    }
    return this.#queue.splice(0, count);
  }
}
