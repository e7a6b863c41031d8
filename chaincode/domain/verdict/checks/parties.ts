// SPDX-License-Identifier: Apache-2.0
import type { Verdict } from "../../checkpoint/schemas";
import { verdictOf } from "../../checkpoint/verdict-table";
import { consignmentPartyMismatches } from "../../comparison/consignment";
import type { JsonValue } from "../../json/canonical";
import type { ConsignmentGoods } from "../../consignment/schemas";
import { partySpellings } from "../../shared/comparison";
import { compareIdentifiers } from "../../shared/identifiers";
import { differing, type LicenceMismatch, mismatchesOf, ofLicenceAlone, undisclosed } from "../comparison";
import { hasLeft, headOf, type PartySituation, type Situation } from "../situation";

const DECLARED_PARTIES = ["exporter", "consignee", "endUser"] as const;

/** Are exporter, consignee, end user and destination those of the licence, by every mark that both give, and may they and the carrier act? */
export function parties(situation: Situation): Verdict {
  if (situation.consignment === undefined) return ofLicenceAlone("PARTIES_NOT_ASKED");
  const { goods } = situation;
  const mismatches = [
    ...mismatchesOf(situation, (licence, content) =>
      goods ? consignmentPartyMismatches(goods, content, itemsOn(licence, situation)) : [],
    ),
    ...(goods ? identifierMismatches(goods, situation.parties) : []),
  ];
  if (mismatches.length > 0) return differing("PARTIES_DIFFER", mismatches);
  return (
    suspended(situation) ??
    unlicensedCarrier(situation) ??
    undisclosed(situation, "PARTIES_NOT_DISCLOSED", true) ??
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

/** Another party's number beside the right register id is another party's. */
function identifierMismatches(goods: ConsignmentGoods, standings: readonly PartySituation[]): LicenceMismatch[] {
  return DECLARED_PARTIES.flatMap((name) => {
    const declared = goods[name];
    const identifier = declared?.identifier;
    const listed = standings.find(({ party }) => party === declared?.party)?.identifiers;
    if (identifier === undefined || listed === undefined || listed.length === 0) return [];
    if (listed.some((each) => compareIdentifiers(each, identifier).likeness !== "different")) return [];
    return [{ licence: "", field: `${name}.identifier`, left: identifier, right: listed.join(", ") }];
  });
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
