// SPDX-License-Identifier: Apache-2.0
import type { DatabaseCaller } from "../database/database.js";
import type { GivenRecord } from "./projected-world.js";

/** Organisations of the case. */
export const GB = "GBAuthorityMSP";
export const PK = "PKAuthorityMSP";
export const AE = "AEAuthorityMSP";
export const CARRIERS = "CarriersMSP";

/** The day of the case, at noon. */
export const NOON = new Date("2026-11-27T12:00:00Z");

/** Officers' pseudonyms. */
export const OFFICER_1 = "1".repeat(32);
export const OFFICER_2 = "2".repeat(32);

/** Who asks, with the pseudonym that their acts carry. */
type Asker = DatabaseCaller & { readonly officer: string };

/** Somebody of an organisation, with a role and a party. */
export function person(organisation: string, role: DatabaseCaller["role"], more: Partial<Asker> = {}): Asker {
  return { organisation, person: `${role ?? "nobody"}@${organisation}`, role, officer: OFFICER_2, ...more };
}

/** Values that stand in confidential parts only, each with the organisations that hold it. */
export const HIDDEN = {
  exporter: { value: "Quenby", filter: "text", holders: [GB] },
  endUse: { value: "cryogenics", filter: "text", holders: [GB] },
  code: { value: "5A002", filter: "code", holders: [GB] },
  consignee: { value: "AE-CO-0009", filter: "party", holders: [GB] },
  destination: { value: "OM", filter: "country", holders: [GB] },
  container: { value: "MSKU1234565", filter: "container", holders: [GB, CARRIERS] },
  seal: { value: "SEAL77", filter: "seal", holders: [GB, CARRIERS] },
  vehicle: { value: "AB12CDE", filter: "vehicle", holders: [CARRIERS] },
  identifier: { value: "GB123456789000", filter: "identifier", holders: [GB] },
  pakistani: { value: "Zafar", filter: "text", holders: [PK] },
} as const;

const EXPORTER = { party: "GB-EX-0001", name: "Quenby Instruments", country: "GB" };
const OF_LICENCE = {
  exporter: EXPORTER,
  consignee: { party: "AE-CO-0009", name: "Oasis Trading", country: "AE" },
  endUser: { party: "PK-EU-0001", name: "Institute", country: "PK" },
  destination: "OM",
  lines: [{ line: 1, description: "Encryptors", controlCode: "5A002a1" }],
  endUse: "cryogenics research",
};

function licence(number: string, more: GivenRecord["content"], parts?: GivenRecord["parts"]): GivenRecord {
  const content = { number, authority: "GB", office: "GB000001", lines: [{ line: 1 }], issuedBy: OFFICER_1, ...more };
  return {
    type: "licence",
    id: number,
    owner: GB,
    content,
    event: "LicenceIssued",
    ...(parts === undefined ? {} : { parts }),
  };
}

function line(licenceNumber: string, authorised: string, reserved: string, consumed: string): GivenRecord {
  const content = { licence: licenceNumber, line: 1, authorised, reserved, consumed };
  return { type: "licence-line", id: `${licenceNumber}#1`, owner: GB, content };
}

const VALID = { status: "issued", validFrom: "2026-01-01", validTo: "2027-12-31" };

const LICENCES: readonly GivenRecord[] = [
  licence("GBSIEL0000001", VALID, {
    content: { content: OF_LICENCE, held: { [GB]: "held", [AE]: "pending", [PK]: "gone" } },
  }),
  line("GBSIEL0000001", "10", "0", "4"),
  licence("GBSIEL0000002", { ...VALID, validTo: "2026-11-26" }),
  line("GBSIEL0000002", "10", "0", "0"),
  licence("GBSIEL0000003", { ...VALID, validTo: "2026-11-27" }),
  line("GBSIEL0000003", "10", "0", "10"),
  licence("GBSIEL0000004", { ...VALID, status: "suspended" }),
  line("GBSIEL0000004", "10", "2", "8"),
  licence("GBSIEL0000005", { ...VALID, status: "reinstated", validTo: "2026-11-27" }),
  line("GBSIEL0000005", "10", "2", "8"),
];

const OTHERS: readonly GivenRecord[] = [
  {
    type: "party",
    id: "GB-EX-0001",
    owner: GB,
    content: { id: "GB-EX-0001", kinds: ["exporter"], jurisdiction: "GB", status: "active", validFrom: "2026-01-01" },
    parts: {
      content: {
        content: {
          name: "Quenby Instruments",
          identifiers: [{ scheme: "EORI", value: "GB123456789000" }],
          address: "1 Street",
        },
        held: { [GB]: "held" },
      },
    },
  },
  {
    type: "application",
    id: "GB-AP-0001",
    owner: GB,
    content: {
      id: "GB-AP-0001",
      status: "approved",
      submittedAt: "2026-11-01T10:00:00Z",
      decision: { officer: OFFICER_1 },
    },
  },
  {
    type: "application",
    id: "GB-AP-0002",
    owner: GB,
    content: {
      id: "GB-AP-0002",
      status: "approved",
      submittedAt: "2026-11-01T10:00:00Z",
      decision: { officer: OFFICER_2 },
    },
  },
  {
    type: "licence-action",
    id: "GBSIEL0000001#A-0123456789abcdef",
    owner: GB,
    content: {
      licence: "GBSIEL0000001",
      action: "A-0123456789abcdef",
      act: "revoke",
      status: "requested",
      requestedBy: OFFICER_1,
    },
  },
  {
    type: "certificate",
    id: "PK-EUC-0001",
    owner: PK,
    content: {
      id: "PK-EUC-0001",
      type: "EUC",
      issuingState: "PK",
      status: "bound",
      validTo: "2027-01-01",
      boundTo: "GBSIEL0000001",
    },
    parts: {
      content: {
        content: { endUser: { party: "PK-EU-0001", name: "Zafar Institute", country: "PK" } },
        held: { [PK]: "held" },
      },
    },
  },
  {
    type: "certificate-standing",
    id: "PK-EUC-0001",
    owner: PK,
    content: { id: "PK-EUC-0001", status: "fulfilled" },
    event: "CertificateFulfilled",
  },
];

const GOODS: readonly GivenRecord[] = [
  {
    type: "consignment",
    id: "GB-CN-0001",
    owner: GB,
    content: {
      id: "GB-CN-0001",
      ucr: "6GB987654321000-INV77123",
      mucr: "A:12345678901",
      status: "released",
      declarant: "GB-EX-0001",
      declaration: { typeCode: "EXD", lrn: "LRN-0001", mrn: "26GB1234567890ABC5" },
      route: ["GBFXT", "AEJEA"],
      difference: "none",
    },
    parts: {
      goods: { content: { exporter: EXPORTER, destination: "OM" }, held: { [GB]: "held" } },
      transport: {
        content: { containers: ["MSKU1234565"], seals: [{ number: "SEAL77" }] },
        held: { [GB]: "held", [CARRIERS]: "held" },
      },
    },
  },
  {
    type: "custody-head",
    id: "GB-CN-0001",
    owner: GB,
    content: {
      consignment: "GB-CN-0001",
      custodian: "CARRIERS-CR-0001",
      custodianMsp: CARRIERS,
      pending: { receivedBy: "CARRIERS-CR-0002", receiverMsp: CARRIERS, offerUntil: "2026-11-28T12:00:00Z" },
    },
    event: "CustodyProposed",
  },
  {
    type: "custody-event",
    id: `GB-CN-0001:2:${"a".repeat(64)}`,
    owner: GB,
    content: {
      consignment: "GB-CN-0001",
      type: "custody-transferred",
      possessingParty: "CARRIERS-CR-0001",
      place: "GBFXT",
    },
    parts: {
      content: { content: { means: { identification: "AB12CDE" } }, held: { [CARRIERS]: "held" } },
    },
  },
  {
    type: "consignment",
    id: "GB-CN-0002",
    owner: GB,
    content: {
      id: "GB-CN-0002",
      ucr: "6GB987654321000-INV77124",
      mucr: "A:12345678901",
      status: "registered",
      declarant: "GB-EX-0002",
      declaration: { typeCode: "EXD", lrn: "LRN-0002" },
      route: ["GBFXT", "PKKHI"],
      difference: "none",
    },
  },
  {
    type: "custody-head",
    id: "GB-CN-0002",
    owner: GB,
    content: {
      consignment: "GB-CN-0002",
      custodian: "CARRIERS-CR-0001",
      custodianMsp: CARRIERS,
      pending: { receivedBy: "CARRIERS-CR-0002", receiverMsp: CARRIERS, offerUntil: "2026-11-27T12:00:00Z" },
    },
  },
  {
    type: "hold",
    id: "GB-CN-0001#AE-HD-0001",
    owner: AE,
    content: {
      id: "AE-HD-0001",
      consignment: "GB-CN-0001",
      status: "open",
      reason: "seals",
      until: "2026-11-30T00:00:00Z",
    },
  },
  {
    type: "hold",
    id: "GB-CN-0001#AE-HD-0002",
    owner: AE,
    content: {
      id: "AE-HD-0002",
      consignment: "GB-CN-0001",
      status: "open",
      reason: "seals",
      until: "2026-11-27T12:00:00Z",
    },
  },
  {
    type: "inspection",
    id: "GB-CN-0001#AE-IN-0001",
    owner: AE,
    content: { id: "AE-IN-0001", consignment: "GB-CN-0001", place: "AEJEA", result: "A1", template: "seal-check" },

    parts: { findings: { content: { serials: ["SN-4711"], remarks: "unremarkable" }, held: { [AE]: "held" } } },
  },
];

/** Records of an export from GB by way of AE, in the order of their blocks. */
export const EXPORT_CASE: readonly GivenRecord[] = [...LICENCES, ...OTHERS, ...GOODS];
