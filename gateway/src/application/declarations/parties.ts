// SPDX-License-Identifier: Apache-2.0
import { PAGE_SIZE_MAX, TRANSACTIONS } from "@licet/domain";
import { LedgerError } from "../../ports/ledger-error.js";
import type { LedgerIdentity } from "../../ports/ledger.js";
import { readJson } from "../read-json.js";
import type { Transactions } from "../transactions.js";

/** Pages of a register that are looked through for a number. */
const PAGES_MAX = 20;

/** Numbers remembered. */
const REMEMBERED_MAX = 10_000;

interface PartyPage {
  readonly items: readonly { readonly id: string }[];
  readonly bookmark: string;
}

interface PartyContent {
  readonly content: { readonly identifiers?: readonly { readonly scheme: string; readonly value: string }[] };
}

/**
 * Finds registered parties by the number that a declaration names them with (EORI). The register's content is confidential: it is
 * read as the caller, at the caller's own peer, and only what the caller may see is found.
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

  async #search(caller: LedgerIdentity, eori: string, register: string): Promise<string | undefined> {
    let bookmark = "";
    for (let page = 0; page < PAGES_MAX; page += 1) {
      const input = { register, pageSize: PAGE_SIZE_MAX, bookmark };
      const found = readJson<PartyPage>(await this.#transactions.query(caller, TRANSACTIONS["party:List"], input));
      for (const { id } of found.items) {
        if (await this.#hasEori(caller, id, eori)) return id;
      }
      if (found.bookmark === "") return undefined;
      bookmark = found.bookmark;
    }
    return undefined;
  }

  async #hasEori(caller: LedgerIdentity, id: string, eori: string): Promise<boolean> {
    const ref = { kind: "party", id, part: "content" };
    try {
      const part = readJson<PartyContent>(
        await this.#transactions.query(caller, TRANSACTIONS["sharing:ReadPart"], ref),
      );
      const identifiers = part.content.identifiers ?? [];
      return identifiers.some(({ scheme, value }) => scheme.toUpperCase() === "EORI" && value === eori);
    } catch (error) {
      if (error instanceof LedgerError && error.refusal) return false;
      throw error;
    }
  }
}
