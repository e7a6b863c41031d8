// SPDX-License-Identifier: Apache-2.0
import { compareIdentifiers, PAGE_SIZE_MAX, type PartyContent, TRANSACTIONS } from "@licet/domain";
import type { LedgerIdentity } from "../../ports/ledger.js";
import { readJson } from "../read-json.js";
import { readPartOf } from "../read-part.js";
import type { Transactions } from "../transactions.js";

/** Pages of a register that are looked through for a number. */
const PAGES_MAX = 20;

/** Numbers remembered. */
const REMEMBERED_MAX = 10_000;

interface PartyPage {
  readonly items: readonly { readonly id: string }[];
  readonly bookmark: string;
}

/**
 * Finds registered parties by the number that a declaration names them with (EORI), compared as customs compare it. The register's
 * content is confidential: it is read as the caller, at the caller's own peer, and only what the caller may see is found.
 */
export class PartyFinder {
  readonly #transactions: Pick<Transactions, "query">;
  readonly #found = new Map<string, string>();

  constructor(transactions: Pick<Transactions, "query">) {
    this.#transactions = transactions;
  }

  /** Register id of the party with an EORI, or undefined where the caller sees none. */
  async byEori(caller: LedgerIdentity, eori: string, register: string): Promise<string | undefined> {
    const key = `${caller.mspId}!${eori}`;
    const known = this.#found.get(key);
    if (known !== undefined) return known;
    const found = await this.#search(caller, eori, register);
    if (found !== undefined) {
      if (this.#found.size >= REMEMBERED_MAX) this.#found.clear();
      this.#found.set(key, found);
    }
    return found;
  }

  /** Whether an EORI may be a party's: its register lists it, or lists none that the caller could read. */
  async mayHaveEori(caller: LedgerIdentity, party: string, eori: string): Promise<boolean> {
    const listed = await this.#eorisOf(caller, party);
    return listed.length === 0 || listed.some((value) => isSame(value, eori));
  }

  async #search(caller: LedgerIdentity, eori: string, register: string): Promise<string | undefined> {
    let bookmark = "";
    for (let page = 0; page < PAGES_MAX; page += 1) {
      const input = { register, pageSize: PAGE_SIZE_MAX, bookmark };
      const found = readJson<PartyPage>(await this.#transactions.query(caller, TRANSACTIONS["party:List"], input));
      for (const { id } of found.items) {
        if ((await this.#eorisOf(caller, id)).some((value) => isSame(value, eori))) return id;
      }
      if (found.bookmark === "") return undefined;
      bookmark = found.bookmark;
    }
    return undefined;
  }

  async #eorisOf(caller: LedgerIdentity, id: string): Promise<readonly string[]> {
    const ref = { kind: "party", id, part: "content" } as const;
    const content = await readPartOf<Partial<PartyContent>>(this.#transactions, caller, ref);
    const identifiers = content?.identifiers ?? [];
    return identifiers.filter(({ scheme }) => scheme.toUpperCase() === "EORI").map(({ value }) => value);
  }
}

function isSame(left: string, right: string): boolean {
  return compareIdentifiers(left, right).likeness !== "different";
}
