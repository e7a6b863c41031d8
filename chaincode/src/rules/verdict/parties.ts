// SPDX-License-Identifier: Apache-2.0
import {
  type Consignment,
  type ConsignmentGoods,
  type CustodyHead,
  type DeclaredParty,
  identifiedParties,
  type LicenceContent,
  LicetError,
  type Party,
  PartyContent,
  type PartyIdentifier,
  type PartyPart,
  type PartySituation,
} from "@licet/domain";
import { readRecord } from "../../fabric/records";
import type { Transaction } from "../../fabric/transaction";
import { PARTY_RECORDS } from "../party/parties";
import { transactionDay } from "../time";
import type { Contents } from "./contents";

/**
 * Registered parties that the goods depend on, each once: as far as the caller may see who they are, whether they may act. A declaration
 * may name a party without its register id, and its licence names the same one with it.
 */
export async function partySituations(
  tx: Transaction,
  given: {
    readonly consignment: Consignment;
    readonly head: CustodyHead | undefined;
    readonly goods: ConsignmentGoods | undefined;
    readonly licences: readonly (LicenceContent | undefined)[];
    readonly contents: Contents;
  },
): Promise<readonly PartySituation[]> {
  const { consignment, head, goods, licences, contents } = given;
  const declared = declaredIn(goods);
  const named: readonly (readonly [PartyPart, string | undefined])[] = [
    ["declarant", consignment.declarant],
    ["custodian", head?.custodian],
    ...[...declared, ...licences.flatMap(licensedIn)].map(([as, { party }]) => [as, party] as const),
  ];
  const numbered = new Set(numberedParties(goods, licences));
  const situations: PartySituation[] = [];
  for (const party of new Set(named.flatMap(([, id]) => id ?? []))) {
    const record = await registered(tx, party);
    situations.push({
      party,
      as: [...new Set(named.filter(([, id]) => id === party).map(([as]) => as))],
      problem: record && problemOf(record, transactionDay(tx)),
      identifiers: numbered.has(party) ? await identifiersOf(record, contents) : undefined,
    });
  }
  return situations;
}

/** A party, by what it is to the goods. */
type Part<P> = readonly [PartyPart, P];

function declaredIn(goods: ConsignmentGoods | undefined): readonly Part<DeclaredParty>[] {
  if (goods === undefined) return [];
  const { exporter, consignee, endUser, items } = goods;
  return [
    ["exporter", exporter],
    ["consignee", consignee],
    ...(endUser ? [["endUser", endUser] as const] : []),
    ...items.flatMap((item) => (item.consignee ? [["consignee", item.consignee] as const] : [])),
  ];
}

function licensedIn(content: LicenceContent | undefined): readonly Part<{ readonly party: string }>[] {
  if (content === undefined) return [];
  const { exporter, consignee, endUser } = content;
  return [
    ["exporter", exporter],
    ["consignee", consignee],
    ["endUser", endUser],
  ];
}

/** A party of which its register says nothing, or nothing legible, is one that only documents name. */
async function registered(tx: Transaction, id: string): Promise<Party | undefined> {
  try {
    return await readRecord(tx, PARTY_RECORDS, id);
  } catch (error) {
    if (error instanceof LicetError) return undefined;
    throw error;
  }
}

function problemOf({ status, validFrom, validTo }: Party, day: string): string | undefined {
  if (status !== "active") return `is ${status}`;
  if (day < validFrom) return `is in its register from ${validFrom} on`;
  return validTo !== undefined && day > validTo ? `left its register on ${validTo}` : undefined;
}

/** Parties whose numbers the declaration is compared with: nobody else's content is looked at. */
function numberedParties(
  goods: ConsignmentGoods | undefined,
  licences: readonly (LicenceContent | undefined)[],
): readonly string[] {
  if (goods === undefined) return [];
  const known = licences.flatMap((content) => content ?? []);
  return identifiedParties(goods, known).flatMap(({ parties }) => parties);
}

/** Numbers under which a party is listed; none of one that no register has, undefined where the caller does not hold them. */
async function identifiersOf(
  record: Party | undefined,
  contents: Contents,
): Promise<readonly PartyIdentifier[] | undefined> {
  if (record === undefined) return [];
  const { id, commitments, earlier = [] } = record;
  const ref = { kind: "party", id, part: "content" } as const;
  const content = await contents.of(PartyContent, ref, commitments, (commitment) =>
    Promise.resolve(earlier.includes(commitment)),
  );
  return content?.identifiers;
}
