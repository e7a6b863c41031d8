// SPDX-License-Identifier: Apache-2.0
import {
  type Licence,
  type LicenceContent,
  limitsQuantity,
  type Money,
  type Quantity,
  TRANSACTIONS,
} from "@licet/domain";
import { GatewayError } from "../../errors/gateway-error.js";
import type { LedgerIdentity } from "../../ports/ledger.js";
import { readPartOf } from "../read-part.js";
import { readJson } from "../read-json.js";
import type { Transactions } from "../transactions.js";
import type { DocumentClaim } from "./licence-claims.js";

/** A quantity of a goods item that is to be written off against one line of a licence. */
export interface LicenceClaim {
  readonly item: number;
  readonly licence: string;
  readonly line: number;
  /** Zero where the use is recorded and nothing is counted. */
  readonly quantity: Quantity;
  readonly value?: Money;
  readonly claimedStatus?: NonNullable<DocumentClaim["claimedStatus"]>;
}

type Line = Licence["lines"][number];

/**
 * Finds the lines that a declaration means on the ledger: an open licence is declared by its number alone, and what is controlled by value
 * without a quantity.
 */
export class ClaimResolver {
  readonly #transactions: Pick<Transactions, "query">;

  constructor(transactions: Pick<Transactions, "query">) {
    this.#transactions = transactions;
  }

  /**
   * The claims with line and quantity.
   * @param commodityCodes commodity codes of the goods by item, by which a line is told from others where none is named.
   * @throws {LicetError} NOT_FOUND where a licence is not on the ledger.
   * @throws {GatewayError} DECLARATION_INCOMPLETE where a claim lacks what its line needs.
   */
  async resolve(
    caller: LedgerIdentity,
    claims: readonly DocumentClaim[],
    commodityCodes: ReadonlyMap<number, string>,
  ): Promise<readonly LicenceClaim[]> {
    const numbers = [...new Set(claims.map(({ licence }) => licence))];
    const licences = new Map(
      await Promise.all(numbers.map(async (number) => [number, await this.#read(caller, number)] as const)),
    );
    return Promise.all(
      claims.map(async (claim) => {
        const lines = licences.get(claim.licence)?.lines ?? [];
        const line = claim.line ?? (await this.#lineOf(caller, claim, lines, commodityCodes.get(claim.item)));
        return { ...claim, line, quantity: claim.quantity ?? uncounted(claim, line, lines) };
      }),
    );
  }

  async #read(caller: LedgerIdentity, licence: string): Promise<Licence> {
    const answer = await this.#transactions.query(caller, TRANSACTIONS["licence:Read"], { licence });
    return readJson<{ readonly licence: Licence }>(answer).licence;
  }

  /** The line that a claim without one means: the only one, or the only one of the goods' commodity code. */
  async #lineOf(
    caller: LedgerIdentity,
    claim: DocumentClaim,
    lines: readonly Line[],
    commodityCode: string | undefined,
  ): Promise<number> {
    const [only, ...others] = lines;
    if (only !== undefined && others.length === 0) return only.line;
    const content = await readPartOf<LicenceContent>(this.#transactions, caller, {
      kind: "licence",
      id: claim.licence,
      part: "content",
    });
    const fitting = (content?.lines ?? []).filter((line) => isOf(line.commodityCode, commodityCode));
    const [found, ...more] = fitting;
    if (found !== undefined && more.length === 0) return found.line;
    const numbers = lines.map(({ line }) => line).join(", ");
    throw incompleteClaim(claim, `names licence ${claim.licence} without a line; its lines are ${numbers}`, "ID");
  }
}

/** Commodity codes agree as far as the shorter goes. */
function isOf(licensed: string | undefined, declared: string | undefined): boolean {
  if (licensed === undefined || declared === undefined) return false;
  return licensed.startsWith(declared) || declared.startsWith(licensed);
}

/** The quantity of a claim that names none: zero, where the line's quantity is not limited. */
function uncounted(claim: DocumentClaim, number: number, lines: readonly Line[]): Quantity {
  const line = lines.find((candidate) => candidate.line === number);
  if (line !== undefined && !limitsQuantity(line.control)) return { amount: "0", unit: line.unit };
  const what =
    line === undefined ? "has no quantity to be written off" : `has no quantity in ${line.unit} to be written off`;
  throw incompleteClaim(claim, what, "WriteOff.QuantityQuantity");
}

function incompleteClaim({ item, licence }: DocumentClaim, what: string, element: string): GatewayError {
  return new GatewayError("DECLARATION_INCOMPLETE", `The document of item ${item} for licence ${licence} ${what}.`, {
    item,
    licence,
    element: `AdditionalDocument.${element}`,
  });
}
