// SPDX-License-Identifier: Apache-2.0
import {
  canonicalJson,
  CHECKPOINT_VERIFY,
  type EvaluateDefinition,
  type JsonValue,
  type Verdict,
  withFreshness,
} from "@licet/domain";
import type { LedgerIdentity } from "../ports/ledger.js";
import type { FreshnessReader } from "./freshness.js";
import { readJson } from "./read-json.js";
import type { Transactions } from "./transactions.js";

/** Answers questions: by the ledger, and where an officer acts on the answer, with how recent it is. */
export class Queries {
  readonly #transactions: Pick<Transactions, "query">;
  readonly #freshness: Pick<FreshnessReader, "of">;

  constructor(transactions: Pick<Transactions, "query">, freshness: Pick<FreshnessReader, "of">) {
    this.#transactions = transactions;
    this.#freshness = freshness;
  }

  /**
   * @returns JSON in UTF-8
   * @throws {LedgerError}
   */
  async ask(identity: LedgerIdentity, definition: EvaluateDefinition, input: unknown): Promise<Uint8Array> {
    const asked = this.#transactions.query(identity, definition, input);
    if (definition.name !== CHECKPOINT_VERIFY.name) return asked;
    const [answer, freshness] = await Promise.all([asked, this.#freshness.of(identity)]);
    const verified = withFreshness(readJson<{ readonly verdicts: readonly Verdict[] }>(answer), freshness);
    return Buffer.from(canonicalJson(verified as unknown as JsonValue), "utf8");
  }
}
