// SPDX-License-Identifier: Apache-2.0
import { GatewayError } from "../errors/gateway-error.js";
import { STREAMS_MAX, STREAMS_PERSON_MAX } from "./stream-limits.js";

/** Why a stream ends before its reader leaves. */
export type EndReason = "signed-out" | "too-slow" | "shutting-down" | "failed";

/** A stream that is open. */
interface OpenStream {
  end(reason: EndReason): void;
}

/** Limits of streams, for tests to set otherwise. */
export interface StreamLimits {
  readonly perPerson: number;
  readonly inAll: number;
}

/** The streams that are open, and no more of them than a person and a gateway may have. */
export class Streams {
  readonly #limits: StreamLimits;
  readonly #onCount: (open: number) => void;
  readonly #open = new Map<OpenStream, string>();
  #closed = false;

  /** @param onCount is told how many are open whenever that changes */
  constructor(
    onCount: (open: number) => void = () => undefined,
    limits: StreamLimits = { perPerson: STREAMS_PERSON_MAX, inAll: STREAMS_MAX },
  ) {
    this.#onCount = onCount;
    this.#limits = limits;
  }

  get count(): number {
    return this.#open.size;
  }

  /**
   * Takes a stream in.
   * @returns what gives its place free
   * @throws {GatewayError} TOO_MANY_STREAMS.
   */
  admit(person: string, stream: OpenStream): () => void {
    const own = [...this.#open.values()].filter((other) => other === person).length;
    if (own >= this.#limits.perPerson) throw tooMany("You have", this.#limits.perPerson);
    if (this.#open.size >= this.#limits.inAll) throw tooMany("This gateway has", this.#limits.inAll);
    this.#open.set(stream, person);
    this.#onCount(this.#open.size);
    if (this.#closed) stream.end("shutting-down");
    return () => {
      this.#open.delete(stream);
      this.#onCount(this.#open.size);
    };
  }

  /** Ends every stream, and each that is opened from now on. */
  close(): void {
    this.#closed = true;
    for (const stream of this.#open.keys()) stream.end("shutting-down");
  }
}

function tooMany(who: string, max: number): GatewayError {
  return new GatewayError(
    "TOO_MANY_STREAMS",
    `${who} ${max} streams of events open, which is as many as there may be.`,
    {
      max,
    },
  );
}
