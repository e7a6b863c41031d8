// SPDX-License-Identifier: Apache-2.0
import { PARTY_ROLES } from "@licet/domain";
import type { Database, DatabaseCaller } from "../../database/database.js";
import { CHECK_CHANGED, type EventFilter, fits } from "./event-filter.js";
import { EVENTS_STEP_MAX, SCANNED_MAX } from "./limits.js";
import type { LedgerItem, LiveItem, NoticeItem } from "./live-item.js";
import { comparePositions, earlier, type Position } from "./position.js";
import { RecentItems } from "./recent-items.js";
import { inOrder, readEvents, readNotices, type Span } from "./stored-items.js";
import type { Tail } from "./tail.js";
import { concernedItems, ownItems } from "./visibility.js";

/** Who is told. */
export interface Reader extends DatabaseCaller {
  /** Office that they act for: its notices are theirs too. */
  readonly office?: string | undefined;
  /** Told of all notices of the organisation, as its systems are. */
  readonly wholeOrganisation?: boolean | undefined;
}

/** What is told from a position on. */
export interface FeedPage {
  readonly items: readonly LiveItem[];
  /** Up to where everything has been looked at: what does not stand in the page is not for the reader, or does not fit the filter. */
  readonly through: Position;
}

/** Whoever is told of events, in order, from any position on. */
export interface Feed {
  /** What a reader is told behind a position; an empty page that ends where it began says that there is nothing yet. */
  after(reader: Reader, position: Position, filter: EventFilter, limit: number): Promise<FeedPage>;
  /** Position of the newest event. */
  newest(): Position;
  /** Calls back when there is more; once called, the callback is not called again before something new came. */
  subscribe(listener: () => void): () => void;
}

/** The feed over the projection: the newest items from memory, older ones from the database. */
export class LedgerFeed implements Feed {
  readonly #database: Database;
  readonly #tail: Tail;
  readonly #recent = new RecentItems();
  readonly #listeners = new Set<() => void>();

  constructor(database: Database, tail: Tail) {
    this.#database = database;
    this.#tail = tail;
    tail.subscribe((advance) => {
      this.#recent.add(advance);
      for (const listener of this.#listeners) listener();
    });
  }

  newest(): Position {
    return this.#tail.position;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async after(reader: Reader, position: Position, filter: EventFilter, limit: number): Promise<FeedPage> {
    const items: LiveItem[] = [];
    let through = position;
    for (let scanned = 0; items.length < limit && scanned < SCANNED_MAX;) {
      const newest = this.newest();
      if (comparePositions(through, newest) >= 0) break;
      const read = await this.#read({ after: through, through: newest }, filter, limit - items.length);
      items.push(...(await this.#visible(reader, filter, read.items)));
      through = read.through;
      scanned += Math.max(read.items.length, 1);
    }
    return { items, through };
  }

  /** Items of a span that the filter may let pass, whoever reads. */
  async #read(span: Span, filter: EventFilter, limit: number): Promise<FeedPage> {
    const found = this.#recent.within(span.after) ?? (await this.#stored(span, filter));
    const fitting = found.items.filter((item) => fits(filter, item));
    const cut = cutAt(fitting, limit);
    return { items: cut, through: cut.length < fitting.length ? endOf(cut) : found.through };
  }

  async #stored(span: Span, { names }: EventFilter): Promise<FeedPage> {
    return this.#database.asGateway(async (db) => {
      const events = await readEvents(
        db,
        span,
        EVENTS_STEP_MAX,
        names?.filter((name) => name !== CHECK_CHANGED),
      );
      const last = events.length === EVENTS_STEP_MAX ? events.at(-1) : undefined;
      const through = last === undefined ? span.through : earlier(last.position, span.through);
      const notices = await readNotices(db, { after: span.after, through });
      return { items: inOrder([...events, ...notices]), through };
    });
  }

  async #visible(reader: Reader, filter: EventFilter, items: readonly LiveItem[]): Promise<LiveItem[]> {
    const notices = items.filter((item): item is NoticeItem => item.kind === "notice" && isFor(reader, item));
    const events = await this.#events(
      reader,
      filter,
      items.filter((item): item is LedgerItem => item.kind === "ledger"),
    );
    return inOrder([...notices, ...events]);
  }

  /** Who acts for one party is told of what concerns it; everybody else of the channel, of everything. */
  async #events(reader: Reader, filter: EventFilter, events: readonly LedgerItem[]): Promise<readonly LedgerItem[]> {
    let left = events;
    if (reader.role === undefined || PARTY_ROLES.includes(reader.role))
      left = await concernedItems(this.#database, reader, reader.party === undefined ? [] : [reader.party], left);
    if (filter.parties !== undefined) left = await concernedItems(this.#database, reader, filter.parties, left);
    return filter.mine === true ? ownItems(this.#database, reader.organisation, left) : left;
  }
}

function isFor({ organisation, person, office, wholeOrganisation }: Reader, notice: NoticeItem): boolean {
  if (notice.organisation !== organisation) return false;
  return wholeOrganisation === true || notice.person === person || (office !== undefined && notice.office === office);
}

/** At most so many items, and never a part of those of one position: whoever goes on behind it would miss the rest. */
function cutAt(items: readonly LiveItem[], limit: number): readonly LiveItem[] {
  const last = items[limit - 1];
  if (last === undefined || items.length === limit) return items;
  const end = items.findIndex(({ position }) => comparePositions(position, last.position) > 0);
  return end === -1 ? items : items.slice(0, end);
}

function endOf(items: readonly LiveItem[]): Position {
  const last = items.at(-1);
  if (last === undefined) throw new Error("A page that was cut holds something.");
  return last.position;
}
