// SPDX-License-Identifier: Apache-2.0
import {
  type ConsignmentTransport,
  countryOf,
  type CustodyEvent,
  type CustodyHead,
  eventId,
  isCustoms,
  type LastInspection,
  LicetError,
  ownerOfReference,
  ResealContent,
  SATISFACTORY_RESULTS,
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
  const { latest, privately, ...set } = await presentSeals(tx, head, given);
  return {
    state,
    doubtedBy,
    lookedAt: sawAtHandover(last) || (await sawSince(tx, head, last.sequence)),
    ...set,
    resealed: latest && resealedAs(latest),
    privately: privately && !(await foundInOrder(tx, head, privately.sequence)) ? resealedAs(privately) : undefined,
  };
}

function resealedAs(event: CustodyEvent): SealSituation["resealed"] {
  return { byCustomsOf: customsOf(event), eventTime: event.eventTime };
}

/** State whose customs re-sealed; undefined where somebody else did. */
function customsOf(event: CustodyEvent): string | undefined {
  return event.type === "resealed" && isCustoms(event.by) ? event.by.state : undefined;
}

/** Whether a state on the route inspected the goods since an event, and was satisfied with the seals. */
async function foundInOrder(tx: Transaction, head: SealedHead, sequence: number): Promise<boolean> {
  return (await lookedAtSince(tx, head, sequence)).some(
    ({ result, sealsConform }) => sealsConform && SATISFACTORY_RESULTS.includes(result),
  );
}

/** Whoever gave or took the goods looked at the seals, or whoever declared them says that they are whole. */
function sawAtHandover(event: CustodyEvent): boolean {
  if (event.type !== "custody-transferred") return event.after.sealState !== "unknown";
  return [event.terms.sealState, event.accepted.sealState].some((seen) => seen !== "not-checked");
}

/** Whether somebody put seals on, or a state on the route looked at them in an inspection, since the goods changed hands. */
async function sawSince(tx: Transaction, head: CustodyHead, sequence: number): Promise<boolean> {
  if (head.resealedSequence > sequence) return true;
  return (await lookedAtSince(tx, head, sequence)).length > 0;
}

/** Last inspections of states on the route that saw the seals whole at or after an event of the chain. */
async function lookedAtSince(tx: Transaction, head: SealedHead, sequence: number): Promise<readonly LastInspection[]> {
  const statements = await statementsOn(tx, head.consignment);
  return statements.flatMap(({ inspected }) => {
    if (inspected === undefined || !head.routeStates.includes(countryOf(inspected.place))) return [];
    const isSince = inspected.sequence >= sequence && inspected.sequence <= head.count;
    return inspected.sealState === "intact" && isSince ? [inspected] : [];
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

/** Whether nothing is on the goods but what a re-sealing put on: it says what it took off, and that was all. */
function isWhole(set: SealSet | undefined, content: ResealContent | undefined): boolean {
  const own = sealNumbersOf(content?.affixed ?? []);
  return set?.mayRemain.length === 0 && set.numbers?.every((number) => own.includes(number)) === true;
}

/** What the re-sealings come to. */
interface PresentSeals extends Pick<SealSituation, "numbers" | "mayRemain" | "ask"> {
  readonly latest: CustodyEvent | undefined;
  /** The last one by somebody else than customs, unless customs has replaced all seals since. */
  readonly privately: CustodyEvent | undefined;
}

/** The set of seals that is on the goods now, as far as it is at hand, and the re-sealings that it comes from. */
export async function presentSeals(tx: Transaction, head: SealedHead, given: Given): Promise<PresentSeals> {
  const resealings = await resealingsOf(tx, head);
  const latest = resealings?.[0]?.event;
  const { set, privately } = await setAfter([...(resealings ?? [])].reverse(), given);
  const { numbers, mayRemain = [] }: Partial<SealSet> = (resealings && set) ?? {};
  return {
    latest,
    privately,
    numbers,
    mayRemain,
    ask: numbers === undefined ? [ownerOfReference(head.consignment)] : [],
  };
}

/** The set after re-sealings, first to last: not known from the first on whose content is not at hand. */
async function setAfter(
  resealings: readonly Resealed[],
  { transport, contents }: Given,
): Promise<{ readonly set: SealSet | undefined } & Pick<PresentSeals, "privately">> {
  let set: SealSet | undefined = { numbers: transport && sealNumbersOf(transport.seals), mayRemain: [] };
  let privately: CustodyEvent | undefined;
  for (const { event, id } of resealings) {
    const ref = { kind: "custody-event", id, part: "content" } as const;
    const content: ResealContent | undefined = set && (await contents.of(ResealContent, ref, event.commitments));
    set = set && content && afterResealing(set, content);
    if (customsOf(event) === undefined) privately = event;
    else if (isWhole(set, content)) privately = undefined;
  }
  return { set, privately };
}
