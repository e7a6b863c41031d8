// SPDX-License-Identifier: Apache-2.0
import { commitmentOf, ownerOfReference, type Party, PARTY_REGISTER } from "@licet/domain";
import type { Handler } from "../../fabric/handler";
import { requireMemberOf } from "../../rules/authority";
import { requiredPart, writePart } from "../../fabric/parts";
import { createRecord } from "../../fabric/lists";
import { requireOrderedValidity } from "../../rules/time";
import { PARTY_RECORDS } from "../../rules/party/parties";

/** `party:Register`. */
export const registerParty: Handler<typeof PARTY_REGISTER> = async (tx, input) => {
  const owner = ownerOfReference(input.id);
  requireMemberOf(tx, owner, `The register of ${input.id}`);
  requireOrderedValidity(input.validFrom, input.validTo);
  const content = requiredPart(tx, "content");
  const party: Party = {
    ...input,
    status: "active",
    commitments: { content: commitmentOf(content) },
    registeredAt: tx.time,
  };
  await createRecord(tx, PARTY_RECORDS, input.id, party);
  await writePart(tx, owner, { kind: "party", id: input.id, part: "content" }, content);
  tx.announce({ id: party.id, kinds: party.kinds, jurisdiction: party.jurisdiction });
  return party;
};
