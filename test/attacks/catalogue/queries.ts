// SPDX-License-Identifier: Apache-2.0
import type { EvaluateDefinition, TRANSACTIONS, TransactionName } from "@licet/domain";
import { MSP, PARTIES } from "../world/actors.js";
import { REF, type World } from "../world/world.js";

/** Names of the queries; the compiler refuses a table that lacks one. */
export type QueryName = {
  [N in TransactionName]: (typeof TRANSACTIONS)[N] extends EvaluateDefinition ? N : never;
}[TransactionName];

type Inputs = (world: World) => readonly unknown[];

const CONSIGNMENTS = [
  REF.registered,
  REF.released,
  REF.carried,
  REF.troubled,
  REF.offered,
  REF.received,
  REF.held,
] as const;
const LICENCES = [REF.licence, REF.valued, REF.guarded] as const;

const ofLicences: Inputs = () => LICENCES.map((licence) => ({ licence }));
const ofLines: Inputs = () => LICENCES.map((licence) => ({ licence, line: 1 }));
const ofConsignments: Inputs = () => CONSIGNMENTS.map((consignment) => ({ consignment }));
const ofOne =
  (name: string, reference: string): Inputs =>
  (world) => [{ [name]: world.found.get(reference) ?? reference }];

/** What honest officers ask about the honest world, for every query. */
export const QUERY_INPUTS: Readonly<Record<QueryName, Inputs>> = {
  "members:Read": () => [{}],
  "members:ReadChange": ofOne("change", "founding"),
  "party:Read": () => Object.values(PARTIES).map(({ id }) => ({ id })),
  "party:List": () => [{}, { register: "GB" }, { register: "CARRIERS" }],
  "party:ListKeys": () => Object.values(PARTIES).map(({ id }) => ({ party: id })),
  "party:WhoAmI": () => [{}],
  "party:ReadSignatory": (world) => [{ id: `PK-SG-${(world.found.get("certifier") ?? "").toUpperCase()}` }],
  "catalogue:ListEditions": () => [{ publisher: "GB", list: REF.list.list }],
  "catalogue:ReadEntry": () => [{ publisher: "GB", list: REF.list.list, code: "2B230.a" }],
  "catalogue:ListGroup": () => [{ ...REF.list, group: REF.group }],
  "catalogue:ExplainCode": () => [{ code: "2B230.a" }],
  "licence:ReadApplication": () => [{ application: REF.openApplication }],
  "licence:ListApplications": () => [{}, { register: "GB" }],
  "licence:ListActions": ofLicences,
  "licence:Read": ofLicences,
  "licence:List": () => [{}, { register: "GB" }],
  "licence:ReadLine": ofLines,
  "licence:ReadValue": ofLines,
  "licence:ListEntries": ofLines,
  "licence:ListReservations": ofLicences,
  "sharing:ReadPart": () => [
    { kind: "licence", id: REF.licence, part: "content" },
    { kind: "consignment", id: REF.carried, part: "goods" },
  ],
  "sharing:ReadRecord": () => [
    ...LICENCES.map((id) => ({ type: "licence", id })),
    ...CONSIGNMENTS.map((id) => ({ type: "consignment", id })),
  ],
  "sharing:Holders": () => [
    { ref: { kind: "licence", id: REF.licence, part: "content" }, organisations: Object.values(MSP) },
    { ref: { kind: "consignment", id: REF.carried, part: "transport" }, organisations: Object.values(MSP) },
  ],
  "certificate:Read": () => [{ certificate: REF.certificate }, { certificate: REF.draft }],
  "certificate:List": () => [{}, { issuingState: "PK" }],
  "consignment:Read": ofConsignments,
  "consignment:ReleaseEvidence": ofConsignments,
  "consignment:FindByUcr": () => CONSIGNMENTS.map((id) => ({ ucr: `6GB${id}` })),
  "consignment:ListByLicence": ofLicences,
  "consignment:ListByMucr": () => CONSIGNMENTS.map((id) => ({ mucr: `GB/${id}` })),
  "consignment:ListByLrn": () => CONSIGNMENTS.map((id) => ({ register: "GB", lrn: id })),
  "custody:Head": ofConsignments,
  "custody:ListEvents": ofConsignments,
  "custody:Audit": ofConsignments,
  "checkpoint:Verify": (world) => [...ofConsignments(world), ...ofLicences(world)],
  "checkpoint:ReadVerification": ofOne("verification", "verification"),
  "checkpoint:ListHolds": ofConsignments,
  "checkpoint:ListInspections": ofConsignments,
};
