// SPDX-License-Identifier: Apache-2.0
import {
  type CertificateContent,
  commitmentOf,
  type JsonValue,
  type Licence,
  type LicenceContent,
  lineReference,
  type SaltedPart,
} from "@licet/domain";
import { createRecord } from "../../fabric/lists";
import type { MemoryLedger } from "../fabric/memory-ledger";
import { LICENCE_RECORDS, LINE_RECORDS } from "../../rules/licence/records";

/** Licence that tests draw on: 20 kg on line 1. */
export const LICENCE = "GBSIEE2E350002";
export const CERTIFICATE = "PK-EUC-0001";
export const EXPORTER = "GB-EX-0001";
export const END_USER = "PK-EU-0001";

const SALT = "c3".repeat(32);

/** A part with the tests' salt. */
export function salted(content: unknown): SaltedPart {
  return { salt: SALT, content: content as JsonValue };
}

/** Content of the licence. */
export function licenceContent(given: Partial<LicenceContent> = {}): LicenceContent {
  const endUser = { party: END_USER, name: "Example Networks", country: "PK" };
  return {
    exporter: { party: EXPORTER, name: "Example Exports Ltd", country: "GB" },
    consignee: endUser,
    endUser,
    thirdParties: [],
    destination: "PK",
    originCountry: "GB",
    lines: [{ line: 1, description: "Routing apparatus", controlCode: "5A002.a.1", commodityCode: "85176200" }],
    endUse: "Switching of a civil network",
    conditions: {
      countries: [{ country: "IR", use: "P", allowed: false }],
      route: [],
      carriers: [],
      officialPresence: false,
    },
    ...given,
  };
}

/** Content of the certificate for the same transaction. */
export function certificateContent(given: Partial<CertificateContent> = {}): CertificateContent {
  const { exporter, endUser } = licenceContent();
  return {
    exporter,
    consignee: endUser,
    endUser,
    otherParties: [],
    destination: "PK",
    lines: [
      {
        line: 1,
        description: "Routing apparatus",
        controlCode: "5A002.a.1",
        quantity: { amount: "20000000", unit: "KGM" },
      },
    ],
    endUse: "Switching of a civil network",
    undertakings: [
      { code: "end-use-as-stated", given: true },
      { code: "no-re-export-without-consent", given: true },
      { code: "no-mass-destruction", given: true },
    ],
    ...given,
  };
}

/** Puts an issued licence with one line of 20 kg on the ledger. */
export async function issueLicence(
  ledger: MemoryLedger,
  given: Partial<Licence> = {},
  content: LicenceContent = licenceContent(),
): Promise<void> {
  const number = given.number ?? LICENCE;
  const licence: Licence = {
    number,
    authority: "GB",
    kind: { scope: "individual", activity: "export", label: "SIEL" },
    status: "issued",
    office: "GB-ECJU",
    validFrom: "2026-01-01",
    validTo: "2027-12-31",
    lines: [{ line: 1, control: "quantity", unit: "KGM", authorised: "20000000" }],
    certificateRequired: false,
    writeOffBy: [],
    application: "GB-AP-0001",
    version: 1,
    commitments: { content: commitmentOf(salted(content)) },
    decidedBy: "a".repeat(32),
    issuedBy: "b".repeat(32),
    issuedAt: "2026-01-01T00:00:00.000Z",
    ...given,
  };
  await ledger.run({}, async (tx) => {
    await createRecord(tx, LICENCE_RECORDS, number, licence);
    for (const { line, control, unit, authorised } of licence.lines) {
      const balance = { licence: number, line, control, unit, authorised, reserved: "0", consumed: "0", trail: [] };
      await createRecord(tx, LINE_RECORDS, lineReference(number, line), balance);
    }
  });
}
