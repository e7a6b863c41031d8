// SPDX-License-Identifier: Apache-2.0
import type { SubmitDefinition, TRANSACTIONS, TransactionName } from "@licet/domain";
import { membersOf } from "../harness/founding.js";
import { MSP, PARTIES, signedAcceptance, signedHandoff, signedOffer, termsOf } from "../world/actors.js";
import {
  certificateContent,
  CONTROL_ENTRIES,
  goodsContent,
  licenceContent,
  transportContent,
} from "../world/content.js";
import { AUTHORISED, DECLARED, REF, type World } from "../world/world.js";
import { hashLike } from "./samples.js";

/** Names of the transactions that write; the compiler refuses a table that lacks one. */
export type CommandName = {
  [N in TransactionName]: (typeof TRANSACTIONS)[N] extends SubmitDefinition ? N : never;
}[TransactionName];

/** A call that is well-formed and, made by the wrong person, must be refused. */
export interface Call {
  readonly input: unknown;
  readonly parts?: Readonly<Record<string, unknown>>;
}

type Build = (world: World) => Call;

const reason = { reason: "investigation", legalBasis: "Art. 1" } as const;
const line = { licence: REF.licence, line: 1 } as const;
const document = { type: "LRN", reference: "NOT-YOURS" } as const;
const quantity = { amount: "1000", unit: "KGM" } as const;
const kind = { scope: "individual", activity: "export", label: "SIEL" } as const;
const terms = {
  kind,
  office: "GB-ECJU",
  validFrom: "2026-01-01",
  validTo: "2028-12-31",
  lines: [{ line: 1, control: "quantity", unit: "KGM", authorised: AUTHORISED }],
} as const;
const reservation = (world: World): string => world.found.get(`reservation of ${REF.registered}`) ?? "";
const now = (): string => new Date().toISOString();
const offered = (world: World) =>
  termsOf({
    consignment: REF.offered,
    transfer: 1,
    releasedBy: PARTIES.exporter.id,
    receivedBy: PARTIES.carrier.id,
    eventTime: world.found.get("offered at") ?? now(),
  });

/** A call of every transaction that writes, about a record of the honest world. */
export const COMMANDS: Readonly<Record<CommandName, Build>> = {
  "members:Propose": ({ net }) => ({
    input: { replaces: 1, members: membersOf(net), consentUntil: new Date(Date.now() + 60_000).toISOString() },
  }),
  "members:Agree": ({ found }) => ({
    input: { change: found.get("founding"), digest: hashLike("another list") },
    parts: { salts: { secret: hashLike("a secret") } },
  }),
  "members:Apply": ({ found }) => ({ input: { change: found.get("founding"), endorsers: [MSP.exporting] } }),
  "party:Register": () => ({
    input: { id: "GB-EX-9999", kinds: ["exporter"], jurisdiction: "GB", validFrom: "2026-01-01" },
    parts: { content: { name: "Nobody", identifiers: [], address: "nowhere", country: "GB" } },
  }),
  "party:AddIdentifiers": () => ({
    input: { id: PARTIES.exporter.id },
    parts: { content: { name: "Nobody", identifiers: [], address: "nowhere", country: "GB" } },
  }),
  "party:AddKey": () => ({
    input: { party: PARTIES.exporter.id, address: `0x${"1".repeat(40)}`, validFrom: "2026-01-01T00:00:00Z" },
  }),
  "party:RevokeKey": () => ({
    input: { party: PARTIES.exporter.id, address: `0x${"1".repeat(40)}`, reason: "key-compromised" },
  }),
  "party:Suspend": () => ({ input: { id: PARTIES.exporter.id, reason: "investigation" } }),
  "party:Reinstate": () => ({ input: { id: PARTIES.suspended.id, reason: "cause-removed" } }),
  "party:AppointSignatory": () => ({
    input: {
      register: "PK",
      officer: "0".repeat(32),
      office: "PK-MOC-01",
      scope: ["EUC"],
      validFrom: "2026-01-01",
      validTo: "2030-12-31",
    },
  }),
  "party:EndSignatory": ({ found }) => ({
    input: { id: `PK-SG-${(found.get("certifier") ?? "").toUpperCase()}`, reason: "left-office" },
  }),
  "catalogue:AddGroup": () => ({
    input: { ...REF.list, group: "2C", entries: CONTROL_ENTRIES.map((entry) => ({ ...entry })) },
  }),
  "catalogue:PublishEdition": () => ({
    input: {
      ...REF.list,
      edition: "2027",
      title: "Forged",
      source: "made up",
      validFrom: "2026-02-01",
      groups: [{ group: REF.group, count: 2, hash: hashLike("entries") }],
    },
  }),
  "licence:Apply": () => ({ input: { application: "GB-AP-9999", kind }, parts: { content: licenceContent() } }),
  "licence:WithdrawApplication": () => ({ input: { application: REF.openApplication } }),
  "licence:Decide": () => ({
    input: { application: REF.openApplication, outcome: "approve", ...reason, terms: { ...terms } },
  }),
  "licence:Issue": () => ({ input: { application: REF.openApplication, licence: "GBSIEFORGED1" } }),
  "licence:Suspend": () => ({ input: { licence: REF.licence, ...reason } }),
  "licence:RequestReinstatement": () => ({ input: { licence: REF.licence, ...reason } }),
  "licence:RequestRevocation": () => ({ input: { licence: REF.licence, ...reason } }),
  "licence:RequestCancellation": () => ({ input: { licence: REF.licence, ...reason } }),
  "licence:RequestAmendment": () => ({
    input: { licence: REF.licence, ...reason, amendment: { validTo: "2030-12-31" } },
  }),
  "licence:RequestOverride": () => ({ input: { ...line, ...reason, quantity } }),
  "licence:ConfirmAction": ({ found }) => ({ input: { licence: REF.valued, action: found.get("action") } }),
  "licence:RejectAction": ({ found }) => ({ input: { licence: REF.valued, action: found.get("action") } }),
  "licence:Surrender": () => ({ input: { licence: REF.licence } }),
  "licence:Expire": () => ({ input: { licence: REF.licence } }),
  "licence:Reserve": () => ({ input: { document, lines: [{ ...line, item: 1, quantity }] } }),
  "licence:Consume": (world) => ({ input: { lines: [{ ...line, reservation: reservation(world) }] } }),
  "licence:Release": (world) => ({ input: { reason: "x", lines: [{ ...line, reservation: reservation(world) }] } }),
  "licence:Reverse": (world) => ({ input: { reason: "x", lines: [{ ...line, reservation: reservation(world) }] } }),
  "licence:Adjust": (world) => ({
    input: { reason: "x", lines: [{ ...line, reservation: reservation(world), quantity }] },
  }),
  "licence:RecordLate": () => ({
    input: { document, usedOn: now().slice(0, 10), reason: "x", lines: [{ ...line, item: 1, quantity }] },
  }),
  "sharing:Share": () => ({
    input: { ref: { kind: "licence", id: REF.valued, part: "content" }, to: MSP.stranger },
  }),
  "certificate:Draft": () => ({
    input: { certificate: "PK-EUC-9999" },
    parts: { content: certificateContent() },
  }),
  "certificate:RecordPaper": () => ({
    input: { certificate: "GB-EUC-9999", issuingState: "OM", document: "3f".repeat(32), signedOn: now().slice(0, 10) },
    parts: { content: certificateContent() },
  }),
  "certificate:VerifyPaper": () => ({
    input: {
      certificate: REF.draft,
      how: "issuing-authority-confirmed",
      document: "3f".repeat(32),
      validTo: "2027-12-31",
    },
  }),
  "certificate:Sign": () => ({
    input: { certificate: REF.draft },
    parts: { signature: { signature: `0x${"1".repeat(130)}`, signedAt: now() } },
  }),
  "certificate:Certify": () => ({ input: { certificate: REF.draft, validTo: "2027-12-31" } }),
  "certificate:Bind": () => ({ input: { certificate: REF.certificate, licence: REF.licence } }),
  "certificate:Withdraw": () => ({ input: { certificate: REF.certificate, reason: "other" } }),
  "certificate:Repudiate": () => ({ input: { certificate: REF.certificate, reason: "other" } }),
  "certificate:Reinstate": () => ({ input: { certificate: REF.certificate } }),
  "certificate:Expire": () => ({ input: { certificate: REF.certificate } }),
  "certificate:Fulfil": () => ({
    input: { certificate: REF.certificate, consignment: REF.received, place: "PKBQM", arrivedOn: now().slice(0, 10) },
  }),
  "consignment:Register": () => ({
    input: {
      consignment: "GB-CN-9999",
      ucr: "6GBFORGED",
      declaration: { typeCode: "EXD", lrn: "FORGED" },
      declarant: PARTIES.exporter.id,
      route: ["GBFXT", "PKBQM"],
      custodian: PARTIES.exporter.id,
      eventTime: now(),
      allocations: [{ item: 1, ...line, quantity }],
    },
    parts: { goods: goodsContent(), transport: transportContent() },
  }),
  "consignment:AmendDeclaration": () => ({
    input: {
      consignment: REF.registered,
      declaration: { typeCode: "EXD", lrn: REF.registered },
      allocations: [{ item: 1, ...line, quantity: { amount: DECLARED, unit: "KGM" } }],
      reasonCode: "25",
    },
  }),
  "consignment:ReleaseForExport": () => ({
    input: { consignment: REF.registered, licences: [REF.licence], office: "GB000051" },
  }),
  "consignment:Invalidate": () => ({
    input: { consignment: REF.registered, licences: [REF.licence], reason: "declared-in-error" },
  }),
  "consignment:Receive": () => ({
    input: {
      consignment: REF.carried,
      place: "PKBQM",
      eventTime: now(),
      counts: [{ item: 1, quantity: { amount: DECLARED, unit: "KGM" } }],
    },
  }),
  "consignment:ResolveDifference": () => ({
    input: { consignment: REF.received, destination: "PK", reason: "measurement" },
  }),
  "custody:Propose": ({ net }) => ({
    input: signedOffer(net.channel, {
      consignment: REF.released,
      transfer: 1,
      releasedBy: PARTIES.exporter.id,
      receivedBy: PARTIES.carrier.id,
    }),
  }),
  "custody:Accept": (world) => ({ input: signedAcceptance(world.net.channel, offered(world)) }),
  "custody:Refuse": () => ({
    input: {
      consignment: REF.offered,
      transfer: 1,
      refusedBy: PARTIES.carrier.id,
      code: "DISE",
      eventTime: now(),
    },
  }),
  "custody:Cancel": () => ({ input: { consignment: REF.offered, eventTime: now() } }),
  "custody:Handoff": ({ net }) => ({
    input: signedHandoff(net.channel, {
      consignment: REF.released,
      transfer: 2,
      releasedBy: PARTIES.exporter.id,
      receivedBy: PARTIES.carrier.id,
    }),
  }),
  "custody:Reseal": () => ({
    input: { consignment: REF.carried, place: "AEJEA", eventTime: now() },
    parts: { content: { affixed: [{ number: "NEW-1", source: "CAR" }] } },
  }),
  "custody:ReportIncident": () => ({
    input: { consignment: REF.carried, code: "1", place: "AEJEA", eventTime: now() },
    parts: { content: { text: "made up" } },
  }),
  "custody:CloseMatter": ({ found }) => ({
    input: { consignment: REF.troubled, closes: found.get("incident"), eventTime: now() },
  }),
  "custody:DeclareError": ({ found }) => ({
    input: { consignment: REF.troubled, declares: found.get("incident"), reason: "did-not-occur", eventTime: now() },
  }),
  "checkpoint:RecordVerification": () => ({ input: { consignment: REF.carried } }),
  "checkpoint:Hold": () => ({ input: { consignment: REF.carried, reason: "other" } }),
  "checkpoint:Release": ({ found }) => ({
    input: { consignment: REF.held, hold: found.get("hold"), reason: "cleared" },
  }),
  "checkpoint:Inspect": () => ({
    input: {
      consignment: REF.carried,
      place: "AEJEA",
      template: "seal-check",
      result: "B1",
      sealState: "broken",
      sealsConform: false,
      countsAgree: true,
      eventTime: now(),
    },
    parts: { findings: {} },
  }),
};
