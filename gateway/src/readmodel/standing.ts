// SPDX-License-Identifier: Apache-2.0
import type { JsonValue } from "@licet/domain";
import { storableInstant } from "../blocks/storable.js";

/** How a record stands, as lists show and sort it. */
export interface Standing {
  readonly status: string | null;
  /** Instant at which it lapses or is due; null where nothing is. */
  readonly dueAt: string | null;
}

type Fields = Readonly<Record<string, JsonValue | undefined>>;

const END_OF_DAY = "T23:59:59Z";

/** Field with the calendar day until which a record holds, its last day included. */
const LAST_DAY: Readonly<Record<string, string>> = {
  licence: "validTo",
  certificate: "validTo",
  party: "validTo",
  signatory: "validTo",
};

/** Field with the instant at which a record lapses. */
const LAPSES_AT: Readonly<Record<string, string>> = {
  hold: "until",
  "members-change": "consentUntil",
  "signing-key": "validTo",
};

/** Statuses of records that have no field of that name. */
const STATUS_OF: Readonly<Record<string, (record: Fields) => string>> = {
  "custody-head": ({ pending }) => (pending === undefined ? "in-custody" : "offered"),
  verification: ({ disposition }) => textOf(disposition) ?? "",
  inspection: ({ result }) => textOf(result) ?? "",
  "custody-event": ({ type }) => textOf(type) ?? "",
  "licence-entry": ({ type }) => textOf(type) ?? "",
  signatory: ({ ended }) => (ended === undefined ? "appointed" : "ended"),
  "signing-key": ({ revoked }) => (revoked === undefined ? "registered" : "revoked"),
};

/** How a record of a type stands by its own fields. */
export function standingOf(type: string, record: JsonValue): Standing {
  const fields = record as Fields;
  const due = dueOf(type, fields);
  return { status: statusOf(type, fields), dueAt: due === null ? null : storableInstant(due) };
}

function statusOf(type: string, fields: Fields): string | null {
  const own = Object.hasOwn(STATUS_OF, type) ? STATUS_OF[type]?.(fields) : undefined;
  return own ?? textOf(fields["status"]) ?? null;
}

function dueOf(type: string, fields: Fields): string | null {
  if (type === "custody-head") return textOf((fields["pending"] as Fields | undefined)?.["offerUntil"]) ?? null;
  const day = textOf(fields[LAST_DAY[type] ?? ""]);
  if (day !== undefined) return `${day}${END_OF_DAY}`;
  return textOf(fields[LAPSES_AT[type] ?? ""]) ?? null;
}

function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}
