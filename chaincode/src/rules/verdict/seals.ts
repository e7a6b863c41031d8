// SPDX-License-Identifier: Apache-2.0
import {
  type ConsignmentTransport,
  countryOf,
  type CustodyEvent,
  type CustodyHead,
  eventId,
  isCustoms,
  LicetError,
  ownerOfReference,
  ResealContent,
  sealNumbersOf,
  type SealSituation,
} from "@licet/domain";
import { entryAt } from "../../fabric/chain";
import type { Transaction } from "../../fabric/transaction";
import { type SealedHead, sealFindings } from "../checkpoint/inspections";
import { statementsOn } from "../checkpoint/statements";
import { CUSTODY_EVENTS } from "../custody/records";
import type { Contents } from "./contents";

/** How many re-sealings the set of seals is made up from; more are not followed, and the set is not known then. */
const RESEALINGS_MAX = 8;

/** What a set of seals is made up from. */
interface Given {
  /** What the goods set out with; undefined where it is not at hand. */
  readonly transport: Pick<ConsignmentTransport, "seals"> | undefined;
  readonly contents: Contents;
}

interface Resealed {
  readonly event: CustodyEvent;
  readonly id: string;
}

/**
 * What is known of the seals: their state with what inspections found, and the set that is on the goods now, from the one that they set out
 * with through every re-sealing, as far as the caller's organisation holds it.
 * @param last the event by which the goods last changed hands.
 */
export async function sealSituation(
  tx: Transaction,
  head: CustodyHead,
  last: CustodyEvent,
  given: Given,
): Promise<SealSituation> {
  const { state, doubtedBy } = await sealFindings(tx, head);
  const { latest, ...set } = await presentSeals(tx, head, given);
  return {
    state,
    doubtedBy,
    lookedAt: sawAtHandover(last) || (await sawSince(tx, head, last.sequence)),
    ...set,
    resealed: latest && resealedAs(latest),
  };
}

function resealedAs(event: CustodyEvent): SealSituation["resealed"] {
  const byCustomsOf = event.type === "resealed" && isCustoms(event.by) ? event.by.state : undefined;
  return { byCustomsOf, eventTime: event.eventTime };
}

/** Whoever gave or took the goods looked at the seals, or whoever declared them says that they are whole. */
function sawAtHandover(event: CustodyEvent): boolean {
  if (event.type !== "custody-transferred") return event.after.sealState !== "unknown";
  return [event.terms.sealState, event.accepted.sealState].some((seen) => seen !== "not-checked");
}

/** Whether somebody put seals on, or a state on the route looked at them in an inspection, since the goods changed hands. */
async function sawSince(tx: Transaction, head: CustodyHead, sequence: number): Promise<boolean> {
  if (head.resealedSequence > sequence) return true;
  const statements = await statementsOn(tx, head.consignment);
  return statements.some(({ inspected }) => {
    if (inspected === undefined || !head.routeStates.includes(countryOf(inspected.place))) return false;
    return inspected.sealState === "intact" && inspected.sequence >= sequence && inspected.sequence <= head.count;
  });
}

/** Re-sealings, latest first; undefined where there are more than are followed, or the chain does not lead to one. */
async function resealingsOf(tx: Transaction, head: SealedHead): Promise<readonly Resealed[] | undefined> {
  const found: Resealed[] = [];
  let sequence = head.resealedSequence;
  while (sequence > 0) {
    const event = await eventAt(tx, head, sequence);
    if (event?.type !== "resealed" || found.length === RESEALINGS_MAX) return undefined;
    found.push({ event, id: eventId(head.consignment, event) });
    const before = sequence === 1 ? undefined : await eventAt(tx, head, sequence - 1);
    if (before === undefined || before.after.resealedSequence >= sequence) return undefined;
    sequence = before.after.resealedSequence;
  }
  return found;
}

async function eventAt(tx: Transaction, head: SealedHead, sequence: number): Promise<CustodyEvent | undefined> {
  try {
    return (await entryAt(tx, CUSTODY_EVENTS, [head.consignment], head.trail, sequence))?.entry;
  } catch (error) {
    if (error instanceof LicetError) return undefined;
    throw error;
  }
}

type SealSet = Pick<SealSituation, "numbers" | "mayRemain">;

/**
 * A re-sealing that does not say what was taken off leaves open what remained. What was taken off seals that are not known leaves a set
 * that is not known either.
 */
function afterResealing({ numbers, mayRemain }: SealSet, content: ResealContent): SealSet {
  const removed = sealNumbersOf(content.removed);
  const affixed = sealNumbersOf(content.affixed);
  const remains = (number: string): boolean => !removed.includes(number) && !affixed.includes(number);
  if (removed.length > 0) {
    if (numbers === undefined) return { numbers, mayRemain };
    return { numbers: [...numbers.filter(remains), ...affixed], mayRemain: mayRemain.filter(remains) };
  }
  return { numbers: affixed, mayRemain: [...(numbers ?? []), ...mayRemain].filter(remains) };
}

/** The set of seals that is on the goods now, as far as it is at hand, and the re-sealing that it comes from. */
export async function presentSeals(
  tx: Transaction,
  head: SealedHead,
  { transport, contents }: Given,
): Promise<Pick<SealSituation, "numbers" | "mayRemain" | "ask"> & { readonly latest: CustodyEvent | undefined }> {
  const owner = ownerOfReference(head.consignment);
  const resealings = await resealingsOf(tx, head);
  const latest = resealings?.[0]?.event;
  const unknown = { latest, numbers: undefined, mayRemain: [] };
  if (resealings === undefined) return { ...unknown, ask: [owner] };
  let set: SealSet = { numbers: transport && sealNumbersOf(transport.seals), mayRemain: [] };
  for (const { event, id } of [...resealings].reverse()) {
    const ref = { kind: "custody-event", id, part: "content" } as const;
    const content = await contents.of(ResealContent, ref, event.commitments);
    if (content === undefined) return { ...unknown, ask: [owner] };
    set = afterResealing(set, content);
  }
  const { numbers, mayRemain } = set;
  return { latest, numbers, mayRemain, ask: numbers === undefined ? [owner] : [] };
}
