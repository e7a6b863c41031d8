// SPDX-License-Identifier: Apache-2.0
import {
  type ChainLink,
  type ChainTerms,
  CUSTODY_HOLDERS_MAX,
  type CustodyEvent,
  type CustodyHead,
  eventId,
  type EventPlace,
  hashOfText,
  LicetError,
  type MspId,
  stateAt,
  stateOf,
} from "@licet/domain";
import { entryAt, type LinkedEntry } from "../../fabric/chain";
import { parseRecord, proofText, readProven, requireLockedProof } from "../../fabric/records";
import type { Transaction } from "../../fabric/transaction";
import { hasBegun, hasConsented, isBeginningLocked, isConsentLocked } from "./consent";
import { CUSTODY_EVENTS, CUSTODY_HEADS, eventKey, isAlike } from "./records";

/** Event by which an organisation received the goods, and the link to it. */
type Receipt = LinkedEntry<CustodyEvent>;

/**
 * Makes sure that the goods came from organisation to organisation as the head says, all the way from the event that its owner began the
 * chain with. Each organisation that had the goods has said for good by which event, to its hash, the next one received them. So nobody
 * leaves out of the chain who ever had them: what the head's keepers can write together is what happened since the present organisation
 * took over.
 *
 * It costs a few calls for each organisation that had the goods, however many events lie between.
 * @throws {LicetError} CUSTODY_CHAIN_BROKEN, LIMIT_EXCEEDED, LEDGER_DATA_INVALID.
 */
export async function requireUnbrokenHolders(tx: Transaction, head: CustodyHead): Promise<void> {
  await new Holders(tx, head).walk();
}

/**
 * Before an organisation takes the goods, it makes sure that nobody can replace the head, nor what those who had the goods before have
 * said, and that the head says what the last event says: until now it may have had no part in it.
 * @throws {LicetError} PROOF_NOT_LOCKED, and as `requireUnbrokenHolders`.
 */
export async function requireReliable(tx: Transaction, head: CustodyHead): Promise<void> {
  const { consignment, trail, count } = head;
  await requireLockedProof(tx, CUSTODY_HEADS, consignment);
  const last = await entryAt(tx, CUSTODY_EVENTS, [consignment], trail, count);
  if (last === undefined || !isAlike(stateOf(head), stateAt(last.entry.after, tx.time))) {
    throw brokenChain(head, "is not what its last event says", count);
  }
  const holders = new Holders(tx, head);
  const past = await holders.walk();
  for (const { organisation, event, isMember } of past) {
    if (!isMember || (await isConsentLocked(tx, organisation, event))) continue;
    throw new LicetError("PROOF_NOT_LOCKED", `${organisation} could take back that it gave ${consignment} up.`, {
      kind: "consent",
      id: event,
      owner: organisation,
    });
  }
  if (past.length >= CUSTODY_HOLDERS_MAX) throw tooMany(head);
  const owner = CUSTODY_HEADS.ownerOf(consignment);
  if (await isBeginningLocked(tx, owner, consignment)) return;
  throw new LicetError("PROOF_NOT_LOCKED", `${owner} could begin the chain of ${consignment} anew.`, {
    kind: "consent",
    id: consignment,
    owner,
  });
}

/** Whether an event begins a chain with what its head says was settled then. */
export function beginsAs(first: CustodyEvent, head: CustodyHead): boolean {
  return first.type === "registered" && isAlike(termsOf(head), termsOf(first));
}

/** Whether a chain begins with the event that its owner began it with, in the transaction that created its head. */
export async function isBeginning(tx: Transaction, consignment: string, first: ChainLink): Promise<boolean> {
  const proven = await readProven(tx, CUSTODY_HEADS, consignment);
  const created = hashOfText(proofText(CUSTODY_HEADS.type, consignment, first.txId));
  if (first.sequence !== 1 || proven?.address !== created) return false;
  return hasBegun(tx, CUSTODY_HEADS.ownerOf(consignment), consignment, first);
}

function termsOf({ routeStates, route, owningParty, certificates }: ChainTerms): ChainTerms {
  return { routeStates, route, owningParty, certificates };
}

/** An organisation that had the goods, and the event by which it received them. */
interface PastHolder {
  readonly organisation: MspId;
  readonly event: string;
  readonly isMember: boolean;
}

/** The way of the goods, walked back from the organisation that has them. */
class Holders {
  readonly #tx: Transaction;
  readonly #head: CustodyHead;

  constructor(tx: Transaction, head: CustodyHead) {
    this.#tx = tx;
    this.#head = head;
  }

  /** Walks back to the beginning. @returns organisations that had the goods, the last first. */
  async walk(): Promise<readonly PastHolder[]> {
    const past: PastHolder[] = [];
    let receipt = await this.#latest();
    for (;;) {
      const { previousHolder } = receipt.entry.after;
      if (previousHolder === undefined) break;
      if (past.length >= CUSTODY_HOLDERS_MAX) throw tooMany(this.#head);
      const { organisation, receivedEvent } = previousHolder;
      const event = eventId(this.#head.consignment, receivedEvent);
      // Who has left the consortium cannot be asked any more; what the others said stands, also by which event it received the goods.
      const isMember = this.#tx.members.has(organisation);
      if (isMember && !(await hasConsented(this.#tx, organisation, event, { givenUpBy: receipt.link }))) {
        throw this.#broken(`names ${organisation}, which does not say that it gave the goods up so`, receipt.link);
      }
      past.push({ organisation, event, isMember });
      receipt = await this.#before(receipt, organisation, receivedEvent);
    }
    await this.#requireBeginning(receipt);
    return past;
  }

  /** The event by which the custodian's organisation received the goods: the head's links lead to it, and the head says what it says. */
  async #latest(): Promise<Receipt> {
    const { consignment, trail, custodianMsp, receivedEvent, previousHolder } = this.#head;
    const receipt = await entryAt(this.#tx, CUSTODY_EVENTS, [consignment], trail, receivedEvent.sequence);
    const { after } = receipt?.entry ?? {};
    const said = [custodianMsp, receivedEvent, previousHolder ?? null];
    const says = after && [after.custodianMsp, after.receivedEvent, after.previousHolder ?? null];
    if (receipt !== undefined && says !== undefined && isAt(receipt.link, receivedEvent) && isAlike(said, says)) {
      return receipt;
    }
    throw this.#broken(`does not show how ${custodianMsp} received the goods`, receivedEvent);
  }

  /** The event by which an earlier holder received the goods. What it says counts once the holder before that has named its hash. */
  async #before(next: Receipt, organisation: MspId, place: EventPlace): Promise<Receipt> {
    const { consignment } = this.#head;
    const key = eventKey(consignment, place);
    const text = await this.#tx.state.get(key);
    if (text === undefined) throw this.#broken("leads to an event that is missing", place);
    const { record: entry } = parseRecord(CUSTODY_EVENTS.schema, text, `Custody event ${key}`);
    const { after } = entry;
    const isEarlier = place.sequence < next.link.sequence && organisation !== next.entry.after.custodianMsp;
    if (isEarlier && after.custodianMsp === organisation && isAlike(after.receivedEvent, place)) {
      return { link: { ...place, hash: hashOfText(text) }, entry };
    }
    throw this.#broken(`does not show how ${organisation} received the goods`, place);
  }

  async #requireBeginning({ link, entry }: Receipt): Promise<void> {
    if (!(await isBeginning(this.#tx, this.#head.consignment, link))) {
      throw this.#broken("leads to another beginning than its owner's", link);
    }
    if (!beginsAs(entry, this.#head)) throw this.#broken("is not what was settled when the chain began", link);
  }

  #broken(problem: string, { sequence }: EventPlace): LicetError {
    return brokenChain(this.#head, problem, sequence);
  }
}

function isAt(link: ChainLink, { sequence, txId }: EventPlace): boolean {
  return link.sequence === sequence && link.txId === txId;
}

function brokenChain({ consignment, count }: CustodyHead, problem: string, sequence: number): LicetError {
  const sentence = `The custody head of ${consignment} ${problem}.`;
  return new LicetError("CUSTODY_CHAIN_BROKEN", sentence, { consignment, count, sequence });
}

function tooMany({ consignment }: CustodyHead): LicetError {
  const max = CUSTODY_HOLDERS_MAX;
  const sentence = `${consignment} has passed between organisations ${max.toString()} times, which is as often as goods may.`;
  return new LicetError("LIMIT_EXCEEDED", sentence, { consignment, max });
}
