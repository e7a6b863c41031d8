// SPDX-License-Identifier: Apache-2.0
import type { Verdict } from "../../checkpoint/schemas";
import { verdictOf } from "../../checkpoint/verdict-table";
import { consignmentPartyMismatches } from "../../comparison/consignment";
import type { JsonValue } from "../../json/canonical";
import { type IdentifiedParty, identifiedParties } from "../../comparison/identified";
import type { PartyIdentifier } from "../../party/schemas";
import { partySpellings } from "../../shared/comparison";
import { compareIdentifiers, isOfScheme } from "../../shared/identifiers";
import { ownerOfReference } from "../../shared/ownership";
import { differing, type LicenceMismatch, mismatchesOf, ofLicenceAlone, undisclosed } from "../comparison";
import { hasLeft, headOf, type Situation } from "../situation";

const DECLARED_PARTIES = ["exporter", "consignee", "endUser"] as const;

/** Are exporter, consignee, end user and destination those of the licence, by every mark that both give, and may they and the carrier act? */
export function parties(situation: Situation): Verdict {
  if (situation.consignment === undefined) return ofLicenceAlone("PARTIES_NOT_ASKED");
  const { goods } = situation;
  const numbers = comparedNumbers(situation);
  const mismatches = [
    ...mismatchesOf(situation, (licence, content) =>
      goods ? consignmentPartyMismatches(goods, content, itemsOn(licence, situation)) : [],
    ),
    ...numbers.mismatches,
  ];
  if (mismatches.length > 0) return differing("PARTIES_DIFFER", mismatches);
  return (
    suspended(situation) ??
    unlicensedCarrier(situation) ??
    undisclosed(situation, "PARTIES_NOT_DISCLOSED", true, numbers.ask) ??
    unlistedNumbers(numbers) ??
    verdictOf("PARTIES_AGREE", "Consignment and licence name the same parties.", {
      parties: situation.parties.map(({ party, as }) => ({ party, as: [...as] })),
      spelling: spellingsIn(situation),
    })
  );
}

/** Items of the consignment that draw on a licence: each may have a consignee of its own. */
function itemsOn(licence: string, { consignment }: Situation): readonly number[] | undefined {
  return consignment?.allocations.filter((allocation) => allocation.licence === licence).map(({ item }) => item);
}

/** What the declaration writes otherwise than the licence and means the same by: it stops nothing, and is shown. */
function spellingsIn({ goods, licences }: Situation): JsonValue {
  return licences.flatMap(({ number, content }) => {
    if (goods === undefined || content === undefined) return [];
    return DECLARED_PARTIES.flatMap((name) => partySpellings(name, goods[name] ?? {}, content[name])).map((each) => ({
      licence: number,
      ...each,
    }));
  });
}

/** What became of the numbers that the declaration gives: those that are other parties', and those that nobody could compare. */
interface ComparedNumbers {
  readonly mismatches: readonly LicenceMismatch[];
  /** Organisations that keep the numbers, and have not shared them with the asker's. */
  readonly ask: readonly string[];
  /** Fields whose number no register lists, nor any other of its kind. */
  readonly unlisted: readonly string[];
}

/** Another party's number beside the right register id, or beside the right name, is another party's. */
function comparedNumbers({ goods, licences, parties: standings }: Situation): ComparedNumbers {
  const contents = licences.flatMap(({ content }) => content ?? []);
  const all = (goods === undefined ? [] : identifiedParties(goods, contents)).map(({ field, identifier, parties }) =>
    comparedNumber(
      { field, identifier },
      parties.map((id) => ({ id, listed: standings.find(({ party }) => party === id)?.identifiers })),
    ),
  );
  return {
    mismatches: all.flatMap(({ mismatches }) => mismatches),
    ask: [...new Set(all.flatMap(({ ask }) => ask))],
    unlisted: all.flatMap(({ unlisted }) => unlisted),
  };
}

function comparedNumber(
  { field, identifier }: Pick<IdentifiedParty, "field" | "identifier">,
  parties: readonly { readonly id: string; readonly listed: readonly PartyIdentifier[] | undefined }[],
): ComparedNumbers {
  const nothing = { mismatches: [], ask: [], unlisted: [] };
  const listed = parties.flatMap((each) => each.listed ?? []);
  const isListed = listed.some(({ value }) => compareIdentifiers(value, identifier).likeness !== "different");
  // Whom the licences do not name at all is a difference already, or not disclosed.
  if (parties.length === 0 || isListed) return nothing;
  const hidden = parties.filter((each) => each.listed === undefined);
  if (hidden.length > 0) return { ...nothing, ask: hidden.map(({ id }) => ownerOfReference(id)) };
  const ofItsKind = listed.filter(({ scheme }) => isOfScheme(identifier, scheme));
  if (ofItsKind.length === 0) return { ...nothing, unlisted: [`${field}.identifier`] };
  const right = ofItsKind.map(({ value }) => value).join(", ");
  return { ...nothing, mismatches: [{ licence: "", field: `${field}.identifier`, left: identifier, right }] };
}

function unlistedNumbers({ unlisted }: ComparedNumbers): Verdict | undefined {
  if (unlisted.length === 0) return undefined;
  const sentence = `No register lists a number to compare with what is declared as ${unlisted.join(", ")}.`;
  return verdictOf("PARTY_NUMBER_UNLISTED", sentence, { fields: [...unlisted] });
}

/**
 * Who is suspended or has left the register neither gives goods nor takes them. Goods that left before are not stopped for it: whoever
 * suspended the party holds them, where they shall stop.
 */
function suspended(situation: Situation): Verdict | undefined {
  const { custodian } = headOf(situation) ?? {};
  const failing = situation.parties.filter(({ problem }) => problem !== undefined);
  const stopping = failing.find(({ party }) => !hasLeft(situation) || party === custodian);
  const [first] = stopping === undefined ? failing : [stopping];
  if (first === undefined) return undefined;
  const sentence = `${first.party}, ${first.as.join(" and ")}, ${first.problem ?? ""}.`;
  return verdictOf(stopping === undefined ? "PARTY_SUSPENDED_SINCE" : "PARTY_NOT_IN_FORCE", sentence, {
    parties: failing.map(({ party, as, problem }) => ({ party, as: [...as], problem: problem ?? null })),
  });
}

/** Where a licence names who may carry the goods, nobody else has them but the parties to the transaction. */
function unlicensedCarrier(situation: Situation): Verdict | undefined {
  const { consignment, licences } = situation;
  const head = headOf(situation);
  if (consignment === undefined || head === undefined) return undefined;
  const { custodian } = head;
  for (const { number, content } of licences) {
    if (content === undefined || content.conditions.carriers.length === 0) continue;
    const { conditions, exporter, consignee, endUser, thirdParties } = content;
    const others = [exporter, consignee, endUser, ...thirdParties].map(({ party }) => party);
    if ([...conditions.carriers, ...others, consignment.declarant].includes(custodian)) continue;
    const sentence = `${custodian} has the goods; licence ${number} does not name it as carrier.`;
    return verdictOf("CARRIER_NOT_LICENSED", sentence, { licence: number, custodian, carriers: conditions.carriers });
  }
  return undefined;
}
