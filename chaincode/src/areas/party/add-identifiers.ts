// SPDX-License-Identifier: Apache-2.0
import {
  canonicalJson,
  commitmentOf,
  LicetError,
  ownerOfReference,
  type Party,
  type PARTY_ADD_IDENTIFIERS,
  PARTY_EARLIER_MAX,
  type PartyContent,
  type SaltedPart,
} from "@licet/domain";
import type { Handler } from "../../fabric/handler";
import { requiredEvidence, requiredPart, writePart } from "../../fabric/parts";
import { requireRecord, updateRecord } from "../../fabric/records";
import { requireMemberOf } from "../../rules/authority";
import { PARTY_RECORDS } from "../../rules/party/parties";

/** `party:AddIdentifiers`. A suspended party gets its numbers too: what it is called does not depend on whether it may act. */
export const addIdentifiers: Handler<typeof PARTY_ADD_IDENTIFIERS> = async (tx, { id }) => {
  const owner = ownerOfReference(id);
  requireMemberOf(tx, owner, `The register of ${id}`);
  const party = await requireRecord(tx, PARTY_RECORDS, id);
  const content = requiredPart(tx, "content");
  requireOnlyAdded(id, contentOf(requiredEvidence(tx, "content")), contentOf(content));
  const commitment = commitmentOf(content);
  const next: Party = { ...party, commitments: { content: commitment }, ...earlierOf(party, commitment) };
  await updateRecord(tx, PARTY_RECORDS, id, next);
  await writePart(tx, owner, { kind: "party", id, part: "content" }, content);
  tx.announce({ id });
  return next;
};

/** Whoever holds a copy of before holds an old one, and none that somebody altered. */
function earlierOf({ commitments, earlier = [] }: Party, next: string): Pick<Party, "earlier"> {
  const before = commitments.content;
  if (before === undefined || before === next) return {};
  return { earlier: [...earlier.filter((each) => each !== before), before].slice(-PARTY_EARLIER_MAX) };
}

/** The content of a party; `execute` has checked its shape. */
function contentOf(part: SaltedPart): PartyContent {
  return part.content as unknown as PartyContent;
}

/** @throws {LicetError} PARTY_CONTENT_DIFFERS naming the fields, and nothing of what they hold. */
function requireOnlyAdded(id: string, before: PartyContent, after: PartyContent): void {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])] as (keyof PartyContent)[];
  const changed = fields.filter((field) => field !== "identifiers" && before[field] !== after[field]);
  const given = after.identifiers.map((identifier) => canonicalJson(identifier));
  const isKept = before.identifiers.every((identifier) => given.includes(canonicalJson(identifier)));
  const differs = [...changed, ...(isKept ? [] : ["identifiers"])];
  if (differs.length === 0) return;
  throw new LicetError("PARTY_CONTENT_DIFFERS", `The content of ${id} differs in more than added identifiers.`, {
    party: id,
    differs,
  });
}
