// SPDX-License-Identifier: Apache-2.0
import {
  type ChainLink,
  type CUSTODY_AUDIT,
  type CustodyEvent,
  type CustodyHead,
  type CustodyProblem,
  eventId,
  type EventPlace,
  headIncoherence,
  LicetError,
  linkTowards,
  stateOf,
  trailTowards,
} from "@licet/domain";
import { chainBookmark, requireLinked, sequenceOf } from "../../fabric/chain";
import type { Handler } from "../../fabric/handler";
import type { Transaction } from "../../fabric/transaction";
import { EventAudit } from "./audit-event";
import { findHead } from "../../rules/custody/head";
import { hasConsented } from "../../rules/custody/consent";
import { beginsAs, isBeginning } from "../../rules/custody/holders";
import { CUSTODY_EVENTS, isAlike } from "../../rules/custody/records";

/**
 * `custody:Audit`: walks the events and asks of each whether it follows from the one before, by the same functions that wrote it, and of
 * the head whether it says what the last event says. Problems are answers, not refusals.
 */
export const audit: Handler<typeof CUSTODY_AUDIT> = async (tx, { consignment, pageSize, bookmark }) => {
  const from = sequenceOf(bookmark);
  const walk = new AuditWalk(tx, await findHead(tx, consignment));
  let link = from === undefined ? await walk.begin() : await walk.resume(from);
  while (link !== undefined && walk.checked < pageSize) link = await walk.step(link);
  const { checked, signatures, problems, isBroken } = walk;
  return {
    checked,
    signatures,
    problems,
    reachedStart: link === undefined && !isBroken,
    bookmark: isBroken ? "" : chainBookmark(link?.sequence),
  };
};

class AuditWalk {
  readonly problems: CustodyProblem[] = [];
  checked = 0;
  signatures = 0;
  /** Whether the chain could not be followed any further. */
  isBroken = false;
  readonly #tx: Transaction;
  readonly #head: CustodyHead;
  readonly #read = new Map<string, CustodyEvent | undefined>();

  constructor(tx: Transaction, head: CustodyHead) {
    this.#tx = tx;
    this.#head = head;
  }

  /** Tests the head against the last event and the custodian's organisation. @returns the link to the last event. */
  async begin(): Promise<ChainLink | undefined> {
    const { consignment, custodianMsp, receivedEvent, trail } = this.#head;
    const problem = headIncoherence(this.#head);
    if (problem !== undefined) this.#differs(`The head ${problem}.`);
    if (!(await hasConsented(this.#tx, custodianMsp, eventId(consignment, receivedEvent), { received: true }))) {
      this.#problem(receivedEvent, "receiver-not-endorsed", `${custodianMsp} does not say that it has the goods.`);
    }
    const [link] = trail;
    const last = link && (await this.#linked(link));
    if (last !== undefined && !isAlike(stateOf(this.#head), last.after)) {
      this.#differs("The head is not what the last event says.");
    }
    return link;
  }

  /**
   * @returns the link to an event of the chain.
   * @throws {LicetError} INVALID_INPUT where it has none of this sequence.
   */
  async resume(from: number): Promise<ChainLink | undefined> {
    let link = trailTowards(this.#head.trail, from);
    while (link !== undefined && link.sequence !== from) {
      const event = await this.#linked(link);
      if (event === undefined) return this.#breaks(link);
      link = linkTowards(event, from);
    }
    if (link !== undefined) return link;
    throw new LicetError("INVALID_INPUT", "The bookmark is not one that this list gave.", {});
  }

  /** Checks one event. @returns the link to the one before it. */
  async step(link: ChainLink): Promise<ChainLink | undefined> {
    const event = await this.#linked(link);
    if (event === undefined) return this.#breaks(link);
    this.checked += 1;
    const { previous } = event;
    if ((previous?.sequence ?? 0) !== link.sequence - 1) return this.#breaks(link);
    await this.#links(link, event);
    const before = previous && (await this.#linked(previous));
    const findings = new EventAudit(this.#tx, this.#head, { link, entry: event });
    if (previous === undefined) await this.#first(link, event, findings);
    else if (before !== undefined) await findings.against(before);
    this.signatures += findings.signatures;
    this.problems.push(...findings.problems);
    return previous;
  }

  async #first(link: ChainLink, event: CustodyEvent, findings: EventAudit): Promise<void> {
    findings.asFirst();
    if (!(await isBeginning(this.#tx, this.#head.consignment, link))) {
      this.#problem(
        link,
        "link-broken",
        "The chain begins with another event than the one that its owner began it with.",
      );
    }
    if (beginsAs(event, this.#head)) return;
    this.#differs("The head is not what was settled when the chain began.");
  }

  /** An event is what its key says, and its links and the head's lead where the chain leads. */
  async #links(link: ChainLink, event: CustodyEvent): Promise<void> {
    const { consignment, trail } = this.#head;
    const { sequence, txId } = link;
    if (!isAlike({ sequence, txId, consignment }, placeOf(event))) {
      this.#problem(link, "link-broken", "The event says that it lies elsewhere.");
    }
    const named = trail.find((one) => one.sequence === sequence);
    if (named !== undefined && !isAlike(named, link)) this.#differs("The head leads to another event.");
    const expected = await this.#jumpOf(event);
    if (!isAlike([event.jump ?? null], [expected ?? null])) {
      this.#problem(link, "link-broken", "The event leads past the chain.");
    }
  }

  /** The link that an event must carry besides the one to the event before it: to its sequence with the lowest bit cleared. */
  async #jumpOf({ sequence, previous, jump }: CustodyEvent): Promise<ChainLink | undefined> {
    const target = sequence & (sequence - 1);
    if (target === 0 || previous === undefined || target === previous.sequence) return undefined;
    let link: ChainLink | undefined = previous;
    while (link !== undefined && link.sequence !== target) {
      const event = await this.#linked(link);
      // A link that cannot be followed is reported where the walk comes to it.
      if (event === undefined) return jump;
      link = linkTowards(event, target);
    }
    return link;
  }

  async #linked(link: ChainLink): Promise<CustodyEvent | undefined> {
    const key = `${eventId(this.#head.consignment, link)}:${link.hash}`;
    if (!this.#read.has(key)) this.#read.set(key, await this.#readLinked(link));
    return this.#read.get(key);
  }

  async #readLinked(link: ChainLink): Promise<CustodyEvent | undefined> {
    try {
      return await requireLinked(this.#tx, CUSTODY_EVENTS, [this.#head.consignment], link);
    } catch (error) {
      if (error instanceof LicetError) return undefined;
      throw error;
    }
  }

  #breaks(link: ChainLink): ChainLink | undefined {
    this.isBroken = true;
    this.#problem(link, "link-broken", "The event is missing, or is not what was linked.");
    return undefined;
  }

  #differs(sentence: string): void {
    this.#problem(this.#head.trail[0] ?? this.#head.custodyEvent, "head-differs", sentence);
  }

  #problem(place: EventPlace, code: CustodyProblem["code"], sentence: string): void {
    this.problems.push({ event: eventId(this.#head.consignment, place), code, sentence });
  }
}

function placeOf({ consignment, sequence, txId }: CustodyEvent): object {
  return { consignment, sequence, txId };
}
