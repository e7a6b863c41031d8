// SPDX-License-Identifier: Apache-2.0
import { listEditions } from "../../areas/control-list/list-editions";
import { listGroup } from "../../areas/control-list/list-group";
import { readEntry } from "../../areas/control-list/read-entry";
import { listCertificates, showCertificate } from "../../areas/certificate/read";
import { listHolds } from "../../areas/checkpoint/holding";
import { listInspections } from "../../areas/checkpoint/inspect";
import { readVerification } from "../../areas/checkpoint/record-verification";
import { verify } from "../../areas/checkpoint/verify";
import { findConsignments, listByLicence, showConsignment } from "../../areas/consignment/read";
import { audit } from "../../areas/custody/audit";
import { listEvents, readHead } from "../../areas/custody/read";
import * as domain from "@licet/domain";
import { type EvaluateDefinition, type JsonValue, type KeyType, LicetError, SHARING_READ_PART } from "@licet/domain";
import type { Handler } from "../../fabric/handler";
import type { MemoryLedger } from "../fabric/memory-ledger";
import { listActions, listApplications, listLicences, readLicence } from "../../areas/licence/read";
import { listEntries, listReservations, readValue } from "../../areas/licence/write-off/read";
import { readChange, readMembers } from "../../areas/members/read";
import { listKeys, listParties } from "../../areas/party/read";
import { readSignatory } from "../../areas/party/signatories";
import { readPartForCaller } from "../../areas/sharing/read-part";
import { PEOPLE, type Person } from "./people";
import { CONSIGNMENTS, SHARED_UCR } from "./consignments";
import { LICENCE, LICENCE_2, WRITTEN_OFF } from "./licences";
import type { Stage } from "./stage";
import { privateKeyParts } from "./stored";

/** A query with the rule behind it. */
interface Query {
  readonly definition: EvaluateDefinition;
  readonly rule: Handler<EvaluateDefinition>;
}

function query<D extends EvaluateDefinition>(definition: D, rule: Handler<D>): readonly [string, Query] {
  return [definition.name, { definition, rule }];
}

/** Queries that a kept ledger is asked, by name. */
const QUERIES: ReadonlyMap<string, Query> = new Map([
  query(domain.MEMBERS_READ, readMembers),
  query(domain.MEMBERS_READ_CHANGE, readChange),
  query(domain.PARTY_LIST, listParties),
  query(domain.PARTY_LIST_KEYS, listKeys),
  query(domain.PARTY_READ_SIGNATORY, readSignatory),
  query(domain.CONTROL_LIST_LIST_EDITIONS, listEditions),
  query(domain.CONTROL_LIST_LIST_GROUP, listGroup),
  query(domain.CONTROL_LIST_READ_ENTRY, readEntry),
  query(domain.LICENCE_READ, readLicence),
  query(domain.LICENCE_LIST, listLicences),
  query(domain.LICENCE_LIST_APPLICATIONS, listApplications),
  query(domain.LICENCE_LIST_ACTIONS, listActions),
  query(domain.LICENCE_READ_VALUE, readValue),
  query(domain.LICENCE_LIST_ENTRIES, listEntries),
  query(domain.LICENCE_LIST_RESERVATIONS, listReservations),
  query(domain.CERTIFICATE_READ, showCertificate),
  query(domain.CERTIFICATE_LIST, listCertificates),
  query(domain.CONSIGNMENT_READ, showConsignment),
  query(domain.CONSIGNMENT_FIND_BY_UCR, findConsignments),
  query(domain.CONSIGNMENT_LIST_BY_LICENCE, listByLicence),
  query(domain.CUSTODY_HEAD, readHead),
  query(domain.CUSTODY_LIST_EVENTS, listEvents),
  query(domain.CUSTODY_AUDIT, audit),
  query(domain.CHECKPOINT_VERIFY, verify),
  query(domain.CHECKPOINT_LIST_HOLDS, listHolds),
  query(domain.CHECKPOINT_LIST_INSPECTIONS, listInspections),
  query(domain.CHECKPOINT_READ_VERIFICATION, readVerification),
  query(SHARING_READ_PART, readPartForCaller),
]);

/** A question to a ledger: the query, its input and the name of who asks. */
interface Question {
  readonly query: string;
  readonly input: JsonValue;
  readonly by: string;
}

/** Who asks. */
export const ASKING = { customs: PEOPLE.customs, aeCustoms: PEOPLE.aeCustoms } as const;

type Asked = Question & { readonly by: keyof typeof ASKING };

/** A question with what the ledger answered. */
export interface Answer extends Question {
  readonly answer: unknown;
}

/**
 * Asks the current rules. That there is no such record is an answer too.
 * @throws {Error} for a query that is none any more.
 */
export async function answered(
  stage: Stage,
  { query: name, input }: Pick<Question, "query" | "input">,
  by: Person,
): Promise<unknown> {
  const asked = QUERIES.get(name);
  if (asked === undefined) throw new Error(`there is no query ${name} any more`);
  try {
    return withoutWording(await stage.ask(asked.definition, asked.rule, input, by));
  } catch (error) {
    if (error instanceof LicetError && error.code === "NOT_FOUND") return { refused: error.code };
    throw error;
  }
}

/** References under which organisations have proven records of a type, sorted. */
export function referencesOf(ledger: MemoryLedger, type: KeyType): string[] {
  const references = [...ledger.collections.values()].flatMap((entries) =>
    [...entries.keys()].map(privateKeyParts).flatMap(({ word, kind, rest }) => {
      return word === "proof" && kind === type ? [rest] : [];
    }),
  );
  return [...new Set(references)].sort();
}

/** Everything that a ledger is asked: each list, and each record that is more than its list says. */
export function questionsTo(ledger: MemoryLedger): readonly Asked[] {
  const each = (type: KeyType, ask: (id: string) => readonly Asked[]): Asked[] =>
    referencesOf(ledger, type).flatMap(ask);
  return [
    ...general(),
    ...each("members-change", (change) => [question("members:ReadChange", { change })]),
    ...each("party", (id) => [question("party:ListKeys", { party: id })]),
    ...each("signatory", (id) => [question("party:ReadSignatory", { id })]),
    ...[LICENCE, LICENCE_2, WRITTEN_OFF].flatMap(ofLicence),
    ...each("licence", (number) => [question("licence:Read", { licence: number })]),
    ...each("licence-line", ofLine),
    ...each("certificate", (id) => [question("certificate:Read", { certificate: id })]),
    ...each("consignment", ofConsignment),
    ...UCRS.map((ucr) => question("consignment:FindByUcr", { ucr })),
    ...each("verification", (verification) => [question("checkpoint:ReadVerification", { verification })]),
  ];
}

function general(): readonly Asked[] {
  const list = { publisher: "GB", list: "EU-ANNEX-I" };
  const { held, delivered } = CONSIGNMENTS;
  return [
    question("members:Read", {}),
    question("party:List", { pageSize: 100 }),
    question("catalogue:ListEditions", list),
    question("catalogue:ReadEntry", { ...list, code: "5A002.a.1", on: "2026-01-15" }),
    question("catalogue:ListGroup", { ...list, edition: "2025", group: "5A" }),
    question("licence:ListApplications", { pageSize: 100 }),
    question("licence:List", { pageSize: 100 }),
    question("certificate:List", { pageSize: 100 }),
    question("custody:ListEvents", { consignment: delivered, pageSize: 3, bookmark: "5" }),
    question("checkpoint:Verify", { consignment: held, presented: { place: "AEJEA" } }, "aeCustoms"),
    question("sharing:ReadPart", { kind: "consignment", id: held, part: "transport" }, "aeCustoms"),
  ];
}

/** Unique consignment references that two consignments share, and that nothing has any more. */
const UCRS = [SHARED_UCR, "6GB123456789000-0003"];

function ofLicence(number: string): readonly Asked[] {
  return [
    question("licence:ListActions", { licence: number }),
    question("licence:ListReservations", { licence: number }),
    question("licence:ListEntries", { licence: number, line: 1, pageSize: 5 }),
    question("consignment:ListByLicence", { licence: number, pageSize: 2 }),
    question("checkpoint:Verify", { licence: number }),
  ];
}

function ofLine(reference: string): readonly Asked[] {
  const [number = "", line = ""] = reference.split("#");
  return [question("licence:ReadValue", { licence: number, line: Number(line) })];
}

function ofConsignment(id: string): readonly Asked[] {
  return [
    question("consignment:Read", { consignment: id }),
    question("custody:Head", { consignment: id }),
    question("custody:Audit", { consignment: id }),
    question("checkpoint:Verify", { consignment: id }),
    question("checkpoint:ListHolds", { consignment: id }),
    question("checkpoint:ListInspections", { consignment: id }),
  ];
}

function question(name: string, input: JsonValue, by: keyof typeof ASKING = "customs"): Asked {
  return { query: name, input, by };
}

/** Sentences and advice for people may be worded better; codes and facts are what counts. */
function withoutWording(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutWording);
  if (typeof value !== "object" || value === null) return value;
  const names = Object.keys(value);
  const wording = names.includes("verdict") ? ["sentence", "action"] : ["sentence"];
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !wording.includes(name))
      .map(([name, member]) => [name, withoutWording(member)]),
  );
}
