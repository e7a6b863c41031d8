// SPDX-License-Identifier: Apache-2.0
import type { MspId, PartRef, SaltedPart } from "@licet/domain";
import { LedgerError } from "../ports/ledger-error.js";
import type { Ledger, LedgerIdentity } from "../ports/ledger.js";
import type { HeldParts } from "../ports/parts.js";
import { readJson } from "./read-json.js";

const READ_PART = "sharing:ReadPart";

/** Refusals that say that the caller's organisation does not hold a part, or that it is not for the caller. */
const PART_NOT_HELD: readonly string[] = ["NOT_HELD", "NOT_DISCLOSED", "NOT_FOUND", "PRIVATE_READ_REFUSED"];

/**
 * A confidential part at the caller's own peer, or undefined where it is not held or not for the caller.
 * @throws {LedgerError}
 */
export async function readHeldPart(
  ledger: Pick<Ledger, "evaluate">,
  identity: LedgerIdentity,
  ref: PartRef,
): Promise<SaltedPart | undefined> {
  try {
    const answer = await ledger.evaluate({ identity, transaction: READ_PART, arguments: [JSON.stringify(ref)] });
    const { content, salt } = readJson<SaltedPart>(answer);
    return { content, salt };
  } catch (error) {
    if (error instanceof LedgerError && error.refusal && PART_NOT_HELD.includes(error.refusal.code)) return undefined;
    throw error;
  }
}

/** The confidential parts that somebody's organisation holds and that they may read. */
export class OwnParts implements HeldParts {
  readonly organisation: MspId;
  readonly #ledger: Pick<Ledger, "evaluate">;
  readonly #identity: LedgerIdentity;

  constructor(ledger: Pick<Ledger, "evaluate">, identity: LedgerIdentity) {
    this.organisation = identity.mspId;
    this.#ledger = ledger;
    this.#identity = identity;
  }

  async read(ref: PartRef): Promise<SaltedPart | undefined> {
    try {
      return await readHeldPart(this.#ledger, this.#identity, ref);
    } catch (error) {
      // Whatever is refused is not to be had now, such as a copy that another one on its way takes the place of.
      if (error instanceof LedgerError && error.refusal) return undefined;
      throw error;
    }
  }
}
