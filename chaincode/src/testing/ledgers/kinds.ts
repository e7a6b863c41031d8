// SPDX-License-Identifier: Apache-2.0
import { type KeyType } from "@licet/domain";
import { EDITIONS, GROUPS } from "../../areas/catalogue/records";
import { CERTIFICATE_RECORDS, STANDING_RECORDS } from "../../rules/certificate/records";
import { HOLD_RECORDS, OVERRIDE_RECORDS } from "../../rules/checkpoint/holds";
import { INSPECTION_RECORDS } from "../../rules/checkpoint/inspections";
import { VERIFICATION_RECORDS } from "../../areas/checkpoint/record-verification";
import { STATEMENT_RECORDS } from "../../rules/checkpoint/statements";
import { CONSIGNMENT_RECORDS, RECEIPT_RECORDS, UCR_RECORDS } from "../../rules/consignment/records";
import { CUSTODY_HEADS } from "../../rules/custody/records";
import type { RecordKind } from "../../fabric/records";
import { APPLICATION_RECORDS, LICENCE_ACTION_RECORDS } from "../../areas/licence/records";
import { LICENCE_RECORDS, LINE_RECORDS, RESERVATION_RECORDS } from "../../rules/licence/records";
import { MEMBERS_CHANGES } from "../../areas/members/records";
import { PARTY_RECORDS } from "../../rules/party/parties";
import { SIGNATORY_RECORDS } from "../../rules/party/signatories";
import { SIGNING_KEY_RECORDS } from "../../rules/party/signing-keys";

/** Types of keys that hold no record of a kind: the members' record, lists, and the entries of chains. */
export const KEY_TYPES_ASIDE = ["members", "list", "licence-entry", "custody-event"] as const satisfies KeyType[];

/** Every kind of record, by the type of its keys: the kept ledger must hold each. */
export const RECORD_KINDS: Readonly<Record<string, RecordKind>> = {
  "members-change": MEMBERS_CHANGES,
  party: PARTY_RECORDS,
  "signing-key": SIGNING_KEY_RECORDS,
  signatory: SIGNATORY_RECORDS,
  "control-list": EDITIONS,
  "control-entry": GROUPS,
  application: APPLICATION_RECORDS,
  licence: LICENCE_RECORDS,
  "licence-line": LINE_RECORDS,
  "licence-action": LICENCE_ACTION_RECORDS,
  reservation: RESERVATION_RECORDS,
  certificate: CERTIFICATE_RECORDS,
  "certificate-standing": STANDING_RECORDS,
  consignment: CONSIGNMENT_RECORDS,
  ucr: UCR_RECORDS,
  receipt: RECEIPT_RECORDS,
  "custody-head": CUSTODY_HEADS,
  checkpoint: STATEMENT_RECORDS,
  "checkpoint-override": OVERRIDE_RECORDS,
  hold: HOLD_RECORDS,
  inspection: INSPECTION_RECORDS,
  verification: VERIFICATION_RECORDS,
};

/** The kind of record that keys of a type hold. @throws Error where none does. */
export function kindOf(type: string): RecordKind {
  const kind = RECORD_KINDS[type];
  if (kind === undefined) throw new Error(`No kind of record has keys of type ${type}.`);
  return kind;
}
