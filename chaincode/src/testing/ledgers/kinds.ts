// SPDX-License-Identifier: Apache-2.0
import { type KeyType } from "@licet/domain";
import { EDITIONS, GROUPS } from "../../areas/control-list/records";
import { CERTIFICATE_RECORDS, STANDING_RECORDS } from "../../rules/certificate/records";
import { HOLD_RECORDS, OVERRIDE_RECORDS } from "../../rules/checkpoint/holds";
import { INSPECTION_RECORDS } from "../../rules/checkpoint/inspections";
import { VERIFICATION_RECORDS } from "../../areas/checkpoint/record-verification";
import { STATEMENT_RECORDS } from "../../rules/checkpoint/statements";
import { CONSIGNMENT_RECORDS, RECEIPT_RECORDS, UCR_RECORDS } from "../../rules/consignment/records";
import { CONSIGNMENT_REFERENCE_RECORDS } from "../../rules/consignment/references";
import { CUSTODY_HEADS } from "../../rules/custody/records";
import type { RecordKind } from "../../fabric/records";
import { APPLICATION_RECORDS, LICENCE_ACTION_RECORDS } from "../../rules/licence/acts";
import { LICENCE_RECORDS, LINE_RECORDS, RESERVATION_RECORDS } from "../../rules/licence/records";
import { MEMBERS_CHANGES } from "../../areas/members/records";
import { PARTY_RECORDS } from "../../rules/party/parties";
import { SIGNATORY_RECORDS } from "../../rules/party/signatories";
import { SIGNING_KEY_RECORDS } from "../../rules/party/signing-keys";

/** Types of keys that hold no record of a kind: the members' record, lists, and the entries of chains. */
export const KEY_TYPES_ASIDE = ["members", "list", "licence-entry", "custody-event"] as const satisfies KeyType[];

const KINDS: readonly RecordKind[] = [
  MEMBERS_CHANGES,
  PARTY_RECORDS,
  SIGNING_KEY_RECORDS,
  SIGNATORY_RECORDS,
  EDITIONS,
  GROUPS,
  APPLICATION_RECORDS,
  LICENCE_RECORDS,
  LINE_RECORDS,
  LICENCE_ACTION_RECORDS,
  RESERVATION_RECORDS,
  CERTIFICATE_RECORDS,
  STANDING_RECORDS,
  CONSIGNMENT_RECORDS,
  CONSIGNMENT_REFERENCE_RECORDS,
  UCR_RECORDS,
  RECEIPT_RECORDS,
  CUSTODY_HEADS,
  STATEMENT_RECORDS,
  OVERRIDE_RECORDS,
  HOLD_RECORDS,
  INSPECTION_RECORDS,
  VERIFICATION_RECORDS,
];

/** Every kind of record, by the type of its keys: the kept ledger must hold each. */
export const RECORD_KINDS: Readonly<Record<string, RecordKind>> = Object.fromEntries(
  KINDS.map((kind) => [kind.type, kind]),
);

/**
 * The kind of record that keys of a type hold.
 * @throws {Error} where none does.
 */
export function kindOf(type: string): RecordKind {
  const kind = RECORD_KINDS[type];
  if (kind === undefined) throw new Error(`No kind of record has keys of type ${type}.`);
  return kind;
}
