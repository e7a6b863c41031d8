// SPDX-License-Identifier: Apache-2.0
import { PARTY_LIST, PARTY_LIST_KEYS, PARTY_READ, PARTY_WHO_AM_I } from "../domain/party/definitions";
import type { Handler } from "../ledger/handler";
import { pageOfRecords } from "../ledger/pages";
import { requireRecord } from "../ledger/records";
import { keyReference, PARTY_RECORDS, SIGNING_KEY_RECORDS } from "./records";

/** `party:Read`. */
export const readParty: Handler<typeof PARTY_READ> = (tx, input) => requireRecord(tx, PARTY_RECORDS, input.id);

/** `party:List`. */
export const listParties: Handler<typeof PARTY_LIST> = (tx, input) =>
  pageOfRecords(tx, PARTY_RECORDS, input.register === undefined ? [] : [input.register], input, ({ id }) => id);

/** `party:ListKeys`. */
export const listKeys: Handler<typeof PARTY_LIST_KEYS> = (tx, input) =>
  pageOfRecords(tx, SIGNING_KEY_RECORDS, [input.party], input, (key) => keyReference(key.party, key.address));

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
