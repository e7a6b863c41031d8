// SPDX-License-Identifier: Apache-2.0
import {
  APPLICATION_TRANSITIONS,
  CERTIFICATE_READ,
  CERTIFICATE_TRANSITIONS,
  CHECKPOINT_LIST_HOLDS,
  CONSIGNMENT_READ,
  CONSIGNMENT_TRANSITIONS,
  CustodyEventId,
  type EvaluateDefinition,
  eventPlaceOf,
  LICENCE_READ,
  LICENCE_READ_APPLICATION,
  LICENCE_TRANSITIONS,
  type MspId,
  PAGE_SIZE_MAX,
  type PartKind,
  type PartRef,
} from "@licet/domain";
import type { LedgerIdentity } from "../../ports/ledger.js";
import { readJson } from "../read-json.js";
import type { Transactions } from "../transactions.js";

/** How the ledger is asked what has become of a record. */
interface Question {
  readonly definition: EvaluateDefinition;
  input(id: string): unknown;
  /** Whether anything may still become of the record, by the answer. */
  isOpen(answer: unknown): boolean;
}

interface Row {
  readonly from: string;
  readonly to: string;
}

/** Whether a status can become another one. */
const moves = (table: readonly Row[], status: string): boolean =>
  table.some(({ from, to }) => from === status && to !== status);

interface WithStatus {
  readonly status: string;
}

/** The consignment that a consignment's reference names, or an event's. */
const consignmentOf = (id: string): { readonly consignment: string } => ({
  consignment: CustodyEventId.safeParse(id).success ? eventPlaceOf(id).consignment : id,
});

const CONSIGNMENT: readonly Question[] = [
  {
    definition: CONSIGNMENT_READ,
    input: consignmentOf,
    isOpen: (answer) => moves(CONSIGNMENT_TRANSITIONS, (answer as WithStatus).status),
  },
  {
    definition: CHECKPOINT_LIST_HOLDS,
    input: (id) => ({ ...consignmentOf(id), pageSize: PAGE_SIZE_MAX }),
    isOpen: (answer) => {
      const { items, bookmark } = answer as { readonly items: readonly WithStatus[]; readonly bookmark: string };
      return bookmark !== "" || items.some(({ status }) => status === "open");
    },
  },
];

/** Records of which the ledger says whether they are at an end. Of any other kind, and of what it does not say, nobody knows. */
const QUESTIONS: Readonly<Partial<Record<PartKind, readonly Question[]>>> = {
  consignment: CONSIGNMENT,
  "custody-event": CONSIGNMENT,
  licence: [
    {
      definition: LICENCE_READ,
      input: (licence) => ({ licence }),
      // The effective status knows of an expiry that nobody has recorded.
      isOpen: (answer) => moves(LICENCE_TRANSITIONS, (answer as { readonly effectiveStatus: string }).effectiveStatus),
    },
  ],
  application: [
    {
      definition: LICENCE_READ_APPLICATION,
      input: (application) => ({ application }),
      isOpen: (answer) => moves(APPLICATION_TRANSITIONS, (answer as WithStatus).status),
    },
  ],
  certificate: [
    {
      definition: CERTIFICATE_READ,
      input: (certificate) => ({ certificate }),
      isOpen: (answer) => moves(CERTIFICATE_TRANSITIONS, (answer as WithStatus).status),
    },
  ],
};

/** Asks the ledger whether records are still at work. */
export class OpenCases {
  readonly #transactions: Pick<Transactions, "query">;
  readonly #identities: readonly LedgerIdentity[];

  constructor(transactions: Pick<Transactions, "query">, identities: Iterable<LedgerIdentity>) {
    this.#transactions = transactions;
    this.#identities = [...identities];
  }

  /** Whether a record is still at work, as an organisation's peer says. What cannot be found out counts as being so. */
  async isOpen(organisation: MspId, { kind, id }: PartRef): Promise<boolean> {
    const questions = QUESTIONS[kind];
    const identity = this.#identities.find(({ mspId }) => mspId === organisation);
    if (questions === undefined || identity === undefined) return true;
    try {
      for (const question of questions) {
        const answer = await this.#transactions.query(identity, question.definition, question.input(id));
        if (question.isOpen(readJson(answer))) return true;
      }
      return false;
    } catch {
      return true;
    }
  }
}
