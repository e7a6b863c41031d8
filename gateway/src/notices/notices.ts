// SPDX-License-Identifier: Apache-2.0
import { IDENTITY_ATTRIBUTES } from "@licet/domain";
import type { KnownAnnouncement } from "../blocks/announcement.js";
import type { LedgerIdentity } from "../ports/ledger.js";
import type { NoticeStore } from "../ports/notices.js";
import { type Audience, noticeFor, type NoticePlan } from "./notice-for.js";

/** What only those who follow the ledger know: whom a record concerns. */
export interface Concerned {
  /** Register ids of a consignment's parties. */
  partiesOf(consignment: string): Promise<readonly string[]>;
  /** People of this gateway, as `name@mspId`, who have checked a record. */
  checkersOf(record: string): Promise<readonly string[]>;
}

/** Turns events of the ledger into notices for the people of this gateway whom they concern. */
export class Notices {
  readonly #store: NoticeStore;
  readonly #people: readonly LedgerIdentity[];
  readonly #concerned: Concerned;

  constructor(store: NoticeStore, people: Iterable<LedgerIdentity>, concerned: Concerned) {
    this.#store = store;
    this.#people = [...people];
    this.#concerned = concerned;
  }

  /**
   * Takes an event: the same one twice makes no second notice.
   * @param cause the event's place on the ledger, `block:transaction`
   */
  async take(event: Pick<KnownAnnouncement, "name" | "payload">, cause: string): Promise<void> {
    const plan = noticeFor(event);
    if (plan !== undefined) await this.tell(plan, cause, new Date());
  }

  /** Tells those whom something concerns: the same cause twice makes no second notice of a kind. */
  async tell({ kind, audience }: NoticePlan, cause: string, now: Date): Promise<void> {
    const readers = await this.#readers(audience);
    const notices = readers.map(({ label, mspId }) => ({ person: label, organisation: mspId, kind, cause }));
    if (notices.length > 0) await this.#store.add(notices, now);
  }

  async #readers(audience: Audience): Promise<readonly LedgerIdentity[]> {
    switch (audience.who) {
      case "officers":
        return this.#people.filter(
          ({ mspId, attributes }) =>
            mspId === audience.organisation &&
            audience.roles.some((role) => role === attributes[IDENTITY_ATTRIBUTES.role]),
        );
      case "party":
        return this.#actingFor([audience.party]);
      case "parties-of":
        return this.#actingFor(await this.#concerned.partiesOf(audience.consignment));
      case "checkers-of": {
        const checkers = await this.#concerned.checkersOf(audience.record);
        return this.#people.filter(({ label }) => checkers.includes(label));
      }
    }
  }

  #actingFor(parties: readonly string[]): readonly LedgerIdentity[] {
    return this.#people.filter(({ attributes }) => parties.includes(attributes[IDENTITY_ATTRIBUTES.party] ?? ""));
  }
}
