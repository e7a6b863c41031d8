// SPDX-License-Identifier: Apache-2.0
import {
  canonicalJson,
  CHECKPOINT_RECORD_VERIFICATION,
  CHECKPOINT_VERIFY,
  type EvaluateDefinition,
  type JsonValue,
  type SubmitDefinition,
  type Verdict,
  type Verification,
  withFreshness,
} from "@licet/domain";
import type { LedgerIdentity, Receipt } from "../ports/ledger.js";
import type { AnsweredCheck, AnsweredMatch, CheckKeeper } from "./live/check-keeper.js";
import type { FreshnessReader } from "./freshness.js";
import { readJson } from "./read-json.js";
import type { Transactions } from "./transactions.js";

/** What the ledger answers to a verification, as far as it is read here. */
type Answered = Omit<AnsweredCheck, "matches"> & {
  readonly verdicts: readonly Verdict[];
  readonly matches?: readonly (AnsweredMatch & { readonly verdicts: readonly Verdict[] })[];
};

/** Answers questions: by the ledger, and where an officer acts on the answer, with how recent it is. */
export class Queries {
  readonly #transactions: Pick<Transactions, "query">;
  readonly #freshness: Pick<FreshnessReader, "of">;
  readonly #checks: Pick<CheckKeeper, "keepCheck">;

  /** @param checks keeps what was answered, so that whoever asked is told when it changes */
  constructor(
    transactions: Pick<Transactions, "query">,
    freshness: Pick<FreshnessReader, "of">,
    checks: Pick<CheckKeeper, "keepCheck">,
  ) {
    this.#transactions = transactions;
    this.#freshness = freshness;
    this.#checks = checks;
  }

  /**
   * @returns JSON in UTF-8
   * @throws {LedgerError}
   */
  async ask(identity: LedgerIdentity, definition: EvaluateDefinition, input: unknown): Promise<Uint8Array> {
    const asked = this.#transactions.query(identity, definition, input);
    if (definition.name !== CHECKPOINT_VERIFY.name) return asked;
    const [answer, freshness] = await Promise.all([asked, this.#freshness.of(identity)]);
    const answered = readJson<Answered>(answer);
    const verified = withFreshness(answered, freshness);
    const { disposition, reasons } = verified;
    this.#checks.keepCheck(identity, { ...answered, disposition, reasons, freshness });
    return Buffer.from(canonicalJson(verified as unknown as JsonValue), "utf8");
  }

  /** A command was recorded: where it put a verification on record, the check is kept as one that was only asked for. */
  recorded(identity: LedgerIdentity, definition: SubmitDefinition, { result, blockNumber }: Receipt): void {
    if (definition.name !== CHECKPOINT_RECORD_VERIFICATION.name) return;
    const { licence, consignment, disposition, verdicts } = readJson<Verification>(result);
    this.#checks.keepCheck(identity, {
      licences: licence === undefined ? [] : [licence],
      consignment,
      disposition,
      reasons: verdicts.filter(({ verdict }) => !UNREMARKABLE.includes(verdict)).map(({ code }) => code),
      freshness: { block: Number(blockNumber) },
    });
  }
}

/** Verdicts that lead to no disposition but that the goods may pass. */
const UNREMARKABLE: readonly Verdict["verdict"][] = ["satisfactory", "not-applicable"];
