// SPDX-License-Identifier: Apache-2.0
import {
  LICENCE_APPLY,
  LICENCE_CONFIRM_ACTION,
  LICENCE_DECIDE,
  LICENCE_EXPIRE,
  LICENCE_ISSUE,
  LICENCE_REJECT_ACTION,
  LICENCE_REQUEST_AMENDMENT,
  LICENCE_REQUEST_CANCELLATION,
  LICENCE_REQUEST_OVERRIDE,
  LICENCE_REQUEST_REINSTATEMENT,
  LICENCE_REQUEST_REVOCATION,
  LICENCE_SURRENDER,
  LICENCE_SUSPEND,
  LICENCE_WITHDRAW_APPLICATION,
  type LineTerms,
  type SaltedPart,
} from "@licet/domain";
import { apply, withdrawApplication } from "../../areas/licence/apply";
import { expire, surrender, suspend } from "../../areas/licence/change";
import { confirmAction, rejectAction } from "../../areas/licence/confirm";
import { decide } from "../../areas/licence/decide";
import { issue } from "../../areas/licence/issue";
import {
  requestAmendment,
  requestCancellation,
  requestOverride,
  requestReinstatement,
  requestRevocation,
} from "../../areas/licence/request";
import { END_USER, EXPORTER, PEOPLE, salted } from "./people";
import type { Stage } from "./stage";

/** Licences that consignments draw on: the first is bound to a certificate and asks for one, the second to a private statement. */
export const LICENCE = "GBSIEL/2026/0000001/P";
export const LICENCE_2 = "GBSIEL/2026/0000002";
/** Licence that customs write off directly, its lines controlled in each of the four ways. */
export const WRITTEN_OFF = "GBSIEL/2026/0000003";

/** Licence that was suspended and reinstated; it is bound to no certificate. */
export const REINSTATED = "GBSIEL/2026/0000011";

/** Code of everything that is licensed. */
export const CONTROL_CODE = "5A002.a.1";

const KIND = { scope: "individual", activity: "export", label: "SIEL" } as const;
const BASIS = { legalBasis: "Export Control Order 2008, art. 26" } as const;

const kilograms = (count: number): string => (count * 1_000_000).toString();

/** Two lines in kilograms, the second controlled by value too. */
const IN_KILOGRAMS: readonly LineTerms[] = [
  { line: 1, control: "quantity", unit: "KGM", authorised: kilograms(500) },
  { line: 2, control: "both", unit: "KGM", authorised: kilograms(500) },
];
const ONE_LINE: readonly LineTerms[] = IN_KILOGRAMS.slice(0, 1);
const EACH_WAY: readonly LineTerms[] = [
  { line: 1, control: "quantity", unit: "NAR", authorised: "100" },
  { line: 2, control: "both", unit: "KGM", authorised: kilograms(50) },
  { line: 3, control: "value", unit: "NAR" },
  { line: 4, control: "open", unit: "NAR" },
];

/** Parties of every licence, certificate and consignment. */
export const PARTIES = {
  exporter: { party: EXPORTER, name: "Example Exports Ltd", country: "GB" },
  consignee: { party: END_USER, name: "Example Networks", country: "PK" },
  endUser: { party: END_USER, name: "Example Networks", country: "PK" },
} as const;

function contentOf(lines: readonly LineTerms[]): SaltedPart {
  return salted({
    ...PARTIES,
    thirdParties: [{ party: "AE-CR-0001", name: "Example Warehouse", country: "AE", role: "warehouse keeper" }],
    destination: "PK",
    originCountry: "GB",
    lines: lines.map(({ line, control }) => ({
      line,
      description: "Routing apparatus",
      controlCode: CONTROL_CODE,
      controlList: { list: "EU-ANNEX-I", edition: "2025" },
      commodityCode: "85176200",
      ...(control === "both" || control === "value" ? { value: { amount: "100000000", currency: "GBP" } } : {}),
    })),
    endUse: "Switching of a civil network",
    conditions: {
      countries: [{ country: "IR", use: "P", allowed: false }],
      route: [],
      carriers: [],
      dvcDueDays: 60,
      officialPresence: false,
      freeText: "None",
    },
    applicantReference: "REF-1",
  });
}

/** Licences in every status, applications in every status, and acts under four eyes in every status. */
export async function issueLicences(stage: Stage): Promise<void> {
  await licence(stage, LICENCE, IN_KILOGRAMS, { certificateRequired: true });
  await licence(stage, LICENCE_2, ONE_LINE);
  await licence(stage, WRITTEN_OFF, EACH_WAY, { writeOffBy: ["AE"] });
  await endLicences(stage);
  await leaveApplications(stage);
  await requestActs(stage);
}

/** How a licence is issued: applied for, approved by one officer, issued by another. */
async function licence(
  stage: Stage,
  number: string,
  lines: readonly LineTerms[],
  terms: { readonly validTo?: string; readonly certificateRequired?: boolean; readonly writeOffBy?: string[] } = {},
): Promise<void> {
  const application = `GB-AP-L${number.slice(12, 19)}`;
  await applyFor(stage, application, lines);
  const approval = { application, outcome: "approve", reason: "criteria-met", ...BASIS } as const;
  const validity = { validFrom: "2026-01-01", validTo: "2027-12-31" };
  const approved = { kind: KIND, office: "ECJU", ...validity, lines: [...lines], ...terms };
  await stage.act(LICENCE_DECIDE, decide, { ...approval, terms: approved }, PEOPLE.licensing);
  await stage.act(LICENCE_ISSUE, issue, { application, licence: number }, PEOPLE.senior);
}

async function applyFor(stage: Stage, application: string, lines = ONE_LINE): Promise<void> {
  const content = contentOf(lines);
  await stage.act(LICENCE_APPLY, apply, { application, kind: KIND }, PEOPLE.exporter, { content });
}

const ENDED = [
  "GBSIEL/2026/0000010",
  "GBSIEL/2026/0000012",
  "GBSIEL/2026/0000013",
  "GBSIEL/2026/0000014",
  "GBSIEL/2026/0000015",
] as const;

async function endLicences(stage: Stage): Promise<void> {
  const [suspended, revoked, surrendered, cancelled, expired] = ENDED;
  for (const number of [suspended, REINSTATED, revoked, surrendered, cancelled]) {
    await licence(stage, number, ONE_LINE);
  }
  await licence(stage, expired, ONE_LINE, { validTo: "2026-01-06" });
  const reasons = { reason: "investigation", ...BASIS } as const;
  for (const number of [suspended, REINSTATED]) {
    await stage.act(LICENCE_SUSPEND, suspend, { licence: number, ...reasons }, PEOPLE.senior);
  }
  const requests = [
    [LICENCE_REQUEST_REINSTATEMENT, requestReinstatement, REINSTATED],
    [LICENCE_REQUEST_REVOCATION, requestRevocation, revoked],
    [LICENCE_REQUEST_CANCELLATION, requestCancellation, cancelled],
  ] as const;
  for (const [definition, rule, number] of requests) {
    const input = { licence: number, ...reasons };
    const { action } = await stage.act<typeof LICENCE_REQUEST_REVOCATION>(
      definition as unknown as typeof LICENCE_REQUEST_REVOCATION,
      rule as unknown as typeof requestRevocation,
      input,
      PEOPLE.licensing,
    );
    await confirm(stage, number, action);
  }
  await stage.act(LICENCE_SURRENDER, surrender, { licence: surrendered }, PEOPLE.exporter);
  stage.waitUntil("2026-01-07T08:00:00.000Z");
  await stage.act(LICENCE_EXPIRE, expire, { licence: expired }, PEOPLE.licensing);
}

async function confirm(stage: Stage, number: string, action: string): Promise<void> {
  await stage.act(LICENCE_CONFIRM_ACTION, confirmAction, { licence: number, action }, PEOPLE.senior);
}

async function leaveApplications(stage: Stage): Promise<void> {
  const statuses = ["SUBMITTED", "APPROVED", "REFUSED", "WITHDRAWN"];
  for (const status of statuses) await applyFor(stage, `GB-AP-${status}`);
  const validity = { validFrom: "2026-01-01", validTo: "2027-12-31" };
  const terms = { kind: KIND, office: "ECJU", ...validity, lines: [...ONE_LINE] };
  const approval = {
    application: "GB-AP-APPROVED",
    outcome: "approve",
    reason: "criteria-met",
    ...BASIS,
    terms,
  } as const;
  await stage.act(LICENCE_DECIDE, decide, approval, PEOPLE.licensing, { content: contentOf(ONE_LINE) });
  const refusal = { application: "GB-AP-REFUSED", outcome: "refuse", reason: "end-use-concern", ...BASIS } as const;
  await stage.act(LICENCE_DECIDE, decide, refusal, PEOPLE.licensing);
  const given = { application: "GB-AP-WITHDRAWN" };
  await stage.act(LICENCE_WITHDRAW_APPLICATION, withdrawApplication, given, PEOPLE.exporter);
}

/** An amendment that is confirmed and one that is rejected, and an override that waits for its confirmation. */
async function requestActs(stage: Stage): Promise<void> {
  const reasons = { licence: WRITTEN_OFF, reason: "change-of-circumstances", ...BASIS } as const;
  const lines: LineTerms[] = [{ line: 1, control: "quantity", unit: "NAR", authorised: "120" }];
  const amendment = { validTo: "2028-06-30", lines, writeOffBy: ["AE", "FR"] };
  const by = PEOPLE.licensing;
  const content = contentOf(EACH_WAY);
  const request = { ...reasons, amendment };
  const amended = await stage.act(LICENCE_REQUEST_AMENDMENT, requestAmendment, request, by, { content });
  await confirm(stage, WRITTEN_OFF, amended.action);
  const other = { ...reasons, amendment: { validTo: "2029-06-30" } };
  const { action } = await stage.act(LICENCE_REQUEST_AMENDMENT, requestAmendment, other, by);
  await stage.act(LICENCE_REJECT_ACTION, rejectAction, { licence: WRITTEN_OFF, action }, PEOPLE.senior);
  await requestedOverride(stage, "AE");
}

/** An override that a first officer has asked for. @returns its reference. */
async function requestedOverride(stage: Stage, state: string): Promise<string> {
  const reasons = { licence: WRITTEN_OFF, reason: "exceptional-circumstances", ...BASIS } as const;
  const input = { ...reasons, line: 1, quantity: { amount: "25", unit: "NAR" }, state };
  return (await stage.act(LICENCE_REQUEST_OVERRIDE, requestOverride, input, PEOPLE.licensing)).action;
}

/** An override that a second officer has confirmed. @returns its reference. */
export async function confirmedOverride(stage: Stage): Promise<string> {
  const action = await requestedOverride(stage, "GB");
  await confirm(stage, WRITTEN_OFF, action);
  return action;
}
