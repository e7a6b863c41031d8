// SPDX-License-Identifier: Apache-2.0
import {
  authorityMspOf,
  type Certificate,
  type Consignment,
  ConsignmentGoods,
  ConsignmentTransport,
  type CustodyHead,
  type Found,
  headOf,
  type LicenceSituation,
  NOTHING_PROVEN,
  OWN_REFERENCE,
  ownerOfReference,
  type PartRef,
  type Presented,
  type ReferenceSituation,
  type Role,
  type Situation,
} from "@licet/domain";
import type { Transaction } from "../../fabric/transaction";
import { requireCertificateStands } from "../certificate/standing";
import { openHolds } from "../checkpoint/holds";
import { requireEventAt } from "../custody/events";
import { requireHead } from "../custody/head";
import { requireUnbrokenHolders } from "../custody/holders";
import { hasRole } from "../roles";
import { Contents } from "./contents";
import { doubtsOf } from "./doubts";
import { found, licenceSituation, reservationsOf } from "./licences";
import { partySituations } from "./parties";
import { sealSituation } from "./seals";

const SEAL_READERS: readonly Role[] = ["customs-officer", "licensing-officer", "senior-licensing-officer"];

type Custody = Pick<Situation, "custody" | keyof typeof NOTHING_PROVEN>;

/** What is asked about: a consignment, or a licence alone. */
export type Subject = ({ readonly consignment: Consignment } | { readonly licence: string }) & {
  /** What the reference that led here leads to besides; nothing, unless it is given. */
  readonly reference?: ReferenceSituation;
};

/**
 * Reads what a question is about: each record at most once, confidential content at the caller's own peer only, or from the evidence.
 * @throws {LicetError} NOT_FOUND for a licence that is asked about and does not exist.
 */
export async function gather(
  tx: Transaction,
  subject: Subject,
  presented: Presented,
  contents = new Contents(tx),
): Promise<Situation> {
  const consignment = "consignment" in subject ? subject.consignment : undefined;
  const numbers =
    "licence" in subject ? [subject.licence] : subject.consignment.allocations.map(({ licence }) => licence);
  const licences: LicenceSituation[] = [];
  for (const number of new Set(numbers)) licences.push(await licenceSituation(tx, number, consignment, contents));
  const joined = joinedStates(
    tx,
    licences.map(({ certificate }) => certificate),
  );
  const asked = {
    time: tx.time,
    asker: {
      state: tx.caller.jurisdiction,
      readsSealNumbers: tx.caller.jurisdiction !== undefined && hasRole(tx, ...SEAL_READERS),
    },
    presented,
    reference: subject.reference ?? OWN_REFERENCE,
    licences,
    altered: contents.altered,
    stale: contents.stale,
  };
  if (consignment === undefined) return { ...asked, ...OF_A_LICENCE, joined };
  const of = await consignmentSituation(tx, consignment, licences, contents);
  return { ...asked, ...of, joined: [...joined, ...joinedStates(tx, of.certificates)] };
}

/** States of certificates on paper that are members now. */
function joinedStates(tx: Transaction, certificates: readonly (Found<Certificate> | undefined)[]): readonly string[] {
  return certificates.flatMap((found) => {
    if (found === undefined || "problem" in found || found.record.evidence === undefined) return [];
    const { issuingState } = found.record;
    return tx.members.has(authorityMspOf(issuingState)) ? [issuingState] : [];
  });
}

/** What there is not where a licence is asked about alone. */
const OF_A_LICENCE = {
  consignment: undefined,
  exportingState: undefined,
  custody: undefined,
  goods: undefined,
  transport: undefined,
  parties: [],
  holds: [],
  reservations: [],
  ...NOTHING_PROVEN,
} as const;

async function consignmentSituation(
  tx: Transaction,
  consignment: Consignment,
  licences: readonly LicenceSituation[],
  contents: Contents,
): Promise<
  Omit<Situation, "time" | "asker" | "presented" | "reference" | "licences" | "joined" | "altered" | "stale">
> {
  const { id, commitments } = consignment;
  const part = (name: "goods" | "transport"): PartRef => ({ kind: "consignment", id, part: name });
  const goods = await contents.of(ConsignmentGoods, part("goods"), commitments);
  const transport = await contents.of(ConsignmentTransport, part("transport"), commitments);
  const custody = await custodySituation(tx, id, { transport, contents });
  return {
    consignment,
    exportingState: tx.members.stateOf(ownerOfReference(id)),
    ...custody,
    goods,
    transport,
    parties: await partySituations(tx, {
      consignment,
      head: headOf(custody),
      goods,
      licences: licences.map(({ content }) => content),
      contents,
    }),
    holds: await openHolds(tx, id),
    reservations: await reservationsOf(tx, consignment),
  };
}

async function custodySituation(
  tx: Transaction,
  consignment: string,
  given: Parameters<typeof sealSituation>[3],
): Promise<Custody> {
  const custody = await found(() => requireHead(tx, consignment));
  if ("problem" in custody) return { custody, ...NOTHING_PROVEN };
  const head = custody.record;
  const holders = await found(() => requireUnbrokenHolders(tx, head));
  if ("problem" in holders) return { custody: holders, ...NOTHING_PROVEN };
  const doubts = await found(() => doubtsOf(tx, head));
  if ("problem" in doubts) return { custody: doubts, ...NOTHING_PROVEN };
  const certificates: Found<Certificate>[] = [];
  for (const id of head.certificates) certificates.push(await found(() => requireCertificateStands(tx, id)));
  const last = await requireEventAt(tx, head, head.custodyEvent);
  return {
    custody,
    offer: await offerOf(tx, head),
    certificates,
    doubts: doubts.record,
    seals: await sealSituation(tx, head, last, given),
    handedOverAt: last.place,
  };
}

/** The open offer, and since when. */
async function offerOf(tx: Transaction, head: CustodyHead): Promise<Situation["offer"]> {
  const { pending } = head;
  if (pending === undefined) return undefined;
  const { recordTime } = await requireEventAt(tx, head, pending);
  return { receivedBy: pending.receivedBy, since: recordTime };
}
