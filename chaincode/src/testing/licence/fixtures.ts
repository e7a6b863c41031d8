// SPDX-License-Identifier: Apache-2.0
import type { z } from "zod";
import {
  LICENCE_APPLY,
  LICENCE_DECIDE,
  LICENCE_ISSUE,
  LicenceContent,
  type LicenceTerms,
  type LineTerms,
  type SaltedPart,
} from "@licet/domain";
import { MemoryLedger, type TransactionSetting } from "../fabric/memory-ledger";
import { play } from "../fabric/play";
import { apply } from "../../areas/licence/apply";
import { decide } from "../../areas/licence/decide";
import { issue } from "../../areas/licence/issue";

export const LICENCE = "GBSIEE2E350002";
export const APPLICATION = "GB-AP-0001";
export const GB = "GBAuthorityMSP";
export const AE = "AEAuthorityMSP";

const officer = (mspId: string, name: string, role: string, more: object = {}): TransactionSetting =>
  ({ caller: { mspId, officer: name.padEnd(32, "f"), role, ...more } }) as TransactionSetting;

/** Who acts in the tests. The licence lets the customs of AE and FR write it off besides its own, and not those of DE. Pseudonyms are hexadecimal, as on the ledger. */
export const WHO = {
  exporter: officer(GB, "e1", "exporter", { party: "GB-EX-0001" }),
  otherExporter: officer(GB, "e2", "exporter", { party: "GB-EX-0002" }),
  licensing: officer(GB, "a1", "licensing-officer"),
  licensing2: officer(GB, "a2", "licensing-officer"),
  senior: officer(GB, "b1", "senior-licensing-officer"),
  senior2: officer(GB, "b2", "senior-licensing-officer"),
  customs: officer(GB, "c1", "customs-officer", { office: "GB000051" }),
  aeCustoms: { ...officer(AE, "c2", "customs-officer", { office: "AE000001" }), peerMsp: GB },
  frCustoms: { ...officer("FRAuthorityMSP", "c5", "customs-officer"), peerMsp: GB },
  deCustoms: { ...officer("DEAuthorityMSP", "c3", "customs-officer"), peerMsp: GB },
  aeSenior: officer(AE, "b3", "senior-licensing-officer"),
  carriersCustoms: { ...officer("CarriersMSP", "d1", "customs-officer", { office: "GB000051" }), peerMsp: GB },
} as const;

const party = (id: string, country: string): z.input<typeof LicenceContent>["exporter"] => ({
  party: id,
  name: `Name of ${id}`,
  country,
});

/** Content with the given lines; a value makes the limit of a line that is controlled by value. */
export function contentOf(lines: readonly { readonly line: number; readonly value?: string }[]): SaltedPart {
  const content = LicenceContent.parse({
    exporter: party("GB-EX-0001", "GB"),
    consignee: party("PK-CO-0001", "PK"),
    endUser: party("PK-EU-0001", "PK"),
    destination: "PK",
    originCountry: "GB",
    lines: lines.map(({ line, value }) => ({
      line,
      description: "Frequency changers",
      controlCode: "3A225",
      ...(value === undefined ? {} : { value: { amount: value, currency: "GBP" } }),
    })),
    endUse: "Supply of a grid control centre",
    conditions: {},
  });
  return { salt: "5a".repeat(32), content };
}

export const LINES: readonly LineTerms[] = [
  { line: 1, control: "quantity", unit: "NAR", authorised: "10" },
  { line: 2, control: "both", unit: "KGM", authorised: "5000000" },
  { line: 3, control: "value", unit: "NAR" },
  { line: 4, control: "open", unit: "NAR" },
];

export const CONTENT = contentOf([{ line: 1 }, { line: 2, value: "100000" }, { line: 3, value: "50000" }, { line: 4 }]);

export const KIND = { scope: "individual", activity: "export", label: "SIEL" } as const;

export const TERMS: z.input<typeof LicenceTerms> = {
  kind: KIND,
  office: "ECJU",
  validFrom: "2026-01-01",
  validTo: "2027-12-31",
  lines: [...LINES],
  writeOffBy: ["AE", "FR"],
};

/** A ledger on which an application is submitted. */
export async function withApplication(content: SaltedPart = CONTENT): Promise<MemoryLedger> {
  const ledger = new MemoryLedger();
  const input = { application: APPLICATION, kind: KIND };
  await play(ledger, LICENCE_APPLY, apply, input, { ...WHO.exporter, parts: { content } });
  return ledger;
}

export const APPROVAL = {
  application: APPLICATION,
  outcome: "approve",
  reason: "criteria-met",
  legalBasis: "Export Control Order 2008, art. 26",
} as const;

/** A ledger with a licence that was applied for, approved and issued. */
export async function withLicence(
  terms: z.input<typeof LicenceTerms> = TERMS,
  content: SaltedPart = CONTENT,
): Promise<MemoryLedger> {
  const ledger = await withApplication(content);
  const evidence = { content };
  await play(ledger, LICENCE_DECIDE, decide, { ...APPROVAL, terms }, { ...WHO.licensing, evidence });
  const issued = { application: APPLICATION, licence: LICENCE };
  await play(ledger, LICENCE_ISSUE, issue, issued, { ...WHO.senior, evidence });
  return ledger;
}
