// SPDX-License-Identifier: Apache-2.0
import { type Disposition, IDENTITY_ATTRIBUTES, Role } from "@licet/domain";
import type { Database } from "../../database/database.js";
import type { LedgerIdentity } from "../../ports/ledger.js";
import { CHECKS_WAITING_MAX, CHECKS_WRITTEN_MAX } from "./limits.js";

/** What a verification answers of one licence or consignment, as far as a check keeps it. */
export interface AnsweredMatch {
  readonly licences: readonly string[];
  readonly consignment?: string | undefined;
}

/** What a verification answers. */
export interface AnsweredCheck extends AnsweredMatch {
  readonly disposition: Disposition;
  readonly reasons: readonly string[];
  readonly matches?: readonly AnsweredMatch[] | undefined;
  readonly freshness?: { readonly block?: number | undefined } | undefined;
}

/** Is told of checks that could not be kept. */
export type NotKept = (count: number, error?: unknown) => void;

interface CheckRow {
  readonly organisation: string;
  readonly person: string;
  readonly role: Role | null;
  readonly office: string | null;
  readonly subjects: string[];
  readonly disposition: Disposition;
  readonly codes: string[];
  readonly block: number | null;
}

/** Keeps the checks that were answered. An officer at a checkpoint does not wait for it: the answer goes out at once. */
export class CheckKeeper {
  readonly #database: Database;
  readonly #notKept: NotKept;
  readonly #waiting: CheckRow[] = [];
  #writing: Promise<void> | undefined;

  constructor(database: Database, notKept: NotKept) {
    this.#database = database;
    this.#notKept = notKept;
  }

  keepCheck(identity: LedgerIdentity, answer: AnsweredCheck): void {
    if (this.#waiting.length >= CHECKS_WAITING_MAX) {
      this.#notKept(1);
      return;
    }
    this.#waiting.push(checkRow(identity, answer));
    this.#writing ??= this.#write().finally(() => (this.#writing = undefined));
  }

  /** Waits until what was handed in is kept. */
  async settled(): Promise<void> {
    await this.#writing;
  }

  async #write(): Promise<void> {
    while (this.#waiting.length > 0) {
      const rows = this.#waiting.splice(0, CHECKS_WRITTEN_MAX);
      try {
        await this.#database.asGateway((db) => db.insertInto("kept.check").values(rows).execute());
      } catch (error) {
        this.#notKept(rows.length, error);
      }
    }
  }
}

function checkRow(identity: LedgerIdentity, answer: AnsweredCheck): CheckRow {
  const { matches = [], freshness, disposition, reasons } = answer;
  const role = Role.safeParse(identity.attributes[IDENTITY_ATTRIBUTES.role]);
  return {
    organisation: identity.mspId,
    person: identity.label,
    role: role.success ? role.data : null,
    office: identity.attributes[IDENTITY_ATTRIBUTES.office] ?? null,
    subjects: [...new Set([answer, ...matches].flatMap(subjectsOfAnswer))],
    disposition,
    codes: [...new Set(reasons)],
    block: freshness?.block ?? null,
  };
}

function subjectsOfAnswer({ licences, consignment }: AnsweredMatch): string[] {
  const own = consignment === undefined ? [] : [`consignment/${consignment}`];
  return [...own, ...licences.map((licence) => `licence/${licence}`)];
}
