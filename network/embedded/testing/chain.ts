// SPDX-License-Identifier: Apache-2.0

import { dataHash, encodeBlock, headerHash, type BlockHeader } from "../blocks/block.js";

/** Makes blocks that follow upon each other, each with one envelope of so many bytes. */
export class TestChain {
  #last: BlockHeader | undefined;

  next(envelopeBytes = 100): { readonly bytes: Uint8Array; readonly number: number } {
    const number = this.#last === undefined ? 0 : this.#last.number + 1;
    const envelopes = [Buffer.alloc(envelopeBytes, number + 1)];
    const previousHash = this.#last === undefined ? new Uint8Array(0) : headerHash(this.#last);
    this.#last = { number, previousHash, dataHash: dataHash(envelopes) };
    return { bytes: encodeBlock({ header: this.#last, envelopes, metadata: [] }).bytes, number };
  }

  /** Hash of the last block, as hex. */
  get hash(): string {
    if (this.#last === undefined) throw new Error("the chain has no block yet");
    return Buffer.from(headerHash(this.#last)).toString("hex");
  }
}
