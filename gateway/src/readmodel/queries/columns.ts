// SPDX-License-Identifier: Apache-2.0
import type { JsonValue } from "@licet/domain";
import type { ListName } from "./lists.js";
import type { Row } from "./rows.js";

/** A column of an export: its title, and where in a row its value stands; `*` is each item of a list. */
type Column = readonly [title: string, path: string];

/** Columns of every export. */
const COMMON: readonly Column[] = [
  ["reference", "id"],
  ["owner", "owner"],
  ["status", "status"],
  ["due", "dueAt"],
  ["overdue", "overdue"],
  ["changed", "changedAt"],
  ["block", "block"],
  ["transaction", "transaction"],
];

const PARTIES: readonly Column[] = [
  ["exporter", "parts.content.exporter.name"],
  ["consignee", "parts.content.consignee.name"],
  ["end user", "parts.content.endUser.name"],
  ["destination", "parts.content.destination"],
  ["control codes", "parts.content.lines.*.controlCode"],
  ["end use", "parts.content.endUse"],
];

const CUSTODY: readonly Column[] = [
  ["ucr", "beside.consignment.ucr"],
  ["custodian", "record.custodian"],
  ["offered to", "record.pending.receivedBy"],
  ["offer until", "record.pending.offerUntil"],
  ["transfers", "record.transfers"],
  ["seals", "record.sealState"],
  ["states on the route", "record.routeStates.*"],
  ["packages", "parts.transport.packages"],
];

/** Columns of each list's export, after those of every one. */
const COLUMNS: Readonly<Record<ListName, readonly Column[]>> = {
  licences: [
    ["kind", "record.kind.scheme"],
    ["office", "record.office"],
    ["valid from", "record.validFrom"],
    ["valid to", "record.validTo"],
    ["end-use certificate", "record.boundCertificate"],
    ...PARTIES,
  ],
  applications: [
    ["submitted", "record.submittedAt"],
    ["decision", "record.decision.outcome"],
    ["licence", "record.licence"],
    ...PARTIES,
  ],
  actions: [
    ["licence", "record.licence"],
    ["act", "record.act"],
    ["reason", "record.reason"],
    ["requested", "record.requestedAt"],
    ["requested by", "record.requestedBy"],
  ],
  certificates: [
    ["type", "record.type"],
    ["issuing state", "record.issuingState"],
    ["valid to", "record.validTo"],
    ["licence", "record.boundTo"],
    ...PARTIES,
  ],
  consignments: [
    ["ucr", "record.ucr"],
    ["part", "record.ucrPart"],
    ["master ucr", "record.mucr"],
    ["lrn", "record.declaration.lrn"],
    ["mrn", "record.declaration.mrn"],
    ["declarant", "record.declarant"],
    ["route", "record.route.*"],
    ["released", "record.releasedAt"],
    ["difference", "record.difference"],
    ["custodian", "beside.custody-head.custodian"],
    ["exporter", "parts.goods.exporter.name"],
    ["consignee", "parts.goods.consignee.name"],
    ["destination", "parts.goods.destination"],
    ["control codes", "parts.goods.items.*.controlCode"],
    ["packages", "parts.transport.packages"],
    ["containers", "parts.transport.containers.*"],
    ["seals", "parts.transport.seals.*.number"],
    ["means of transport", "parts.transport.means.identification"],
  ],
  parties: [
    ["kinds", "record.kinds.*"],
    ["state", "record.jurisdiction"],
    ["valid from", "record.validFrom"],
    ["valid to", "record.validTo"],
    ["name", "parts.content.name"],
    ["identifiers", "parts.content.identifiers.*.value"],
    ["address", "parts.content.address"],
    ["country", "parts.content.country"],
  ],
  signatories: [
    ["officer", "record.officer"],
    ["office", "record.office"],
    ["scope", "record.scope.*"],
    ["valid from", "record.validFrom"],
    ["valid to", "record.validTo"],
  ],
  holds: [
    ["consignment", "record.consignment"],
    ["reason", "record.reason"],
    ["office", "record.office"],
    ["placed", "record.placedAt"],
    ["until", "record.until"],
    ["contact", "record.contact"],
  ],
  inspections: [
    ["consignment", "record.consignment"],
    ["place", "record.place"],
    ["template", "record.template"],
    ["result", "record.result"],
    ["seals", "record.sealState"],
    ["counts agree", "record.countsAgree"],
    ["recorded", "record.recordTime"],
    ["remarks", "parts.findings.remarks"],
  ],
  verifications: [
    ["licence", "record.licence"],
    ["ucr", "record.ucr"],
    ["consignment", "record.consignment"],
    ["place", "record.place"],
    ["disposition", "record.disposition"],
    ["recorded", "record.recordedAt"],
  ],
  offers: CUSTODY,
  custody: CUSTODY,
};

/** What stands in a cell whose part the reader does not have. */
const NOT_SHOWN = {
  "not-disclosed": "[not disclosed]",
  pending: "[pending]",
  unread: "[unread]",
  gone: "[gone]",
} as const;

/** What a spreadsheet would take for a formula: at the beginning of a cell, in its full-width form too, as some of them read it. */
const FORMULA = /^[\t\r\n]|^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/;

/** The same behind what some spreadsheets, in some countries, take for the end of a cell whether it stands within quotes or not. */
const FORMULA_WITHIN = /([;\t\r\n] *)(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/g;

/** The first line of a list's export. */
export function csvHeader(list: ListName): string {
  return csvLine(columnsOf(list).map(([title]) => title));
}

/** A row as a line of comma-separated values (RFC 4180), without what a spreadsheet would run. */
export function csvRow(list: ListName, row: Row): string {
  return csvLine(columnsOf(list).map(([, path]) => cellOf(row, path)));
}

function columnsOf(list: ListName): readonly Column[] {
  return [...COMMON, ...COLUMNS[list]];
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map(quoted).join(",")}\r\n`;
}

function quoted(cell: string): string {
  const within = cell.replace(FORMULA_WITHIN, "$1'");
  const harmless = FORMULA.test(cell) ? `'${within}` : within;
  return /^[A-Za-z0-9 .:_/-]*$/.test(harmless) ? harmless : `"${harmless.replaceAll('"', '""')}"`;
}

function cellOf(row: Row, path: string): string {
  const [root = "", name = "", ...rest] = path.split(".");
  if (root !== "parts") return valuesAt(row as unknown as JsonValue, path.split(".")).join("; ");
  const part = row.parts[name];
  if (part === undefined) return "";
  return part.state === "disclosed" ? valuesAt(part.content, rest).join("; ") : NOT_SHOWN[part.state];
}

function valuesAt(value: JsonValue | undefined, path: readonly string[]): string[] {
  const [step, ...rest] = path;
  if (value === undefined || value === null) return [];
  if (step === undefined) return [typeof value === "object" ? JSON.stringify(value) : value.toString()];
  if (step === "*") return Array.isArray(value) ? value.flatMap((item: JsonValue) => valuesAt(item, rest)) : [];
  return valuesAt((value as Readonly<Record<string, JsonValue | undefined>>)[step], rest);
}
