// SPDX-License-Identifier: Apache-2.0
import { ownerOfReference, PARTY_LIST, PARTY_LIST_KEYS, PARTY_READ, PARTY_WHO_AM_I } from "@licet/domain";
import type { Handler } from "../../fabric/handler";
import { pageOfList, pageOfRegisters } from "../../fabric/lists";
import { requireRecord } from "../../fabric/records";
import { PARTY_RECORDS } from "../../rules/party/parties";
import { SIGNING_KEY_RECORDS } from "../../rules/party/signing-keys";

/** `party:Read`. */
export const readParty: Handler<typeof PARTY_READ> = (tx, input) => requireRecord(tx, PARTY_RECORDS, input.id);

/** `party:List`. */
export const listParties: Handler<typeof PARTY_LIST> = (tx, input) =>
  pageOfRegisters(tx, PARTY_RECORDS, input.register, input);

/** `party:ListKeys`. */
export const listKeys: Handler<typeof PARTY_LIST_KEYS> = (tx, input) =>
  pageOfList(tx, SIGNING_KEY_RECORDS, ownerOfReference(input.party), input.party, input);

/** `party:WhoAmI`. */
export const whoAmI: Handler<typeof PARTY_WHO_AM_I> = (tx) =>
  Promise.resolve({
    organisation: tx.caller.mspId,
    officer: tx.caller.officer,
    role: tx.caller.role ?? null,
    jurisdiction: tx.caller.jurisdiction ?? null,
    office: tx.caller.office ?? null,
    party: tx.caller.party ?? null,
  });
