// SPDX-License-Identifier: Apache-2.0
import { commitmentOf, ownerOfReference, type Party, PARTY_REGISTER } from "@licet/domain";
import type { Handler } from "../ledger/handler";
import { requireMemberOf } from "../ledger/authority";
import { requiredPart, writePart } from "../ledger/parts";
import { createRecord } from "../ledger/lists";
import { requireOrderedValidity } from "../ledger/time";
import { PARTY_RECORDS } from "./records";

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
