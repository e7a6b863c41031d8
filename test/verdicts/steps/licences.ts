// SPDX-License-Identifier: Apache-2.0
import type { JsonValue } from "@licet/domain";
import { said, type Said, type Story } from "../story.js";
import type { Steps } from "./steps.js";

const LEGAL_BASIS = "Export Control Order 2008, Art. 26";
const MILLIGRAMS_A_KILOGRAM = 1_000_000;

/** Kilograms as the ledger keeps them. */
export function milligrams(kilograms: number): string {
  return Math.round(kilograms * MILLIGRAMS_A_KILOGRAM).toString();
}

/** Licence that rows draw on which do not ask for one of their own: one a lane, so that rows side by side do not meet on its balance. */
export function commonLicence(lane: number): string {
  return `GBSIEVERDICTS${(lane + 1).toString()}`;
}

/** Control code and commodity code of what rows license. */
export const CODES = { controlCode: "2B230.a", commodityCode: "90262020" } as const;

/** Content of a licence of a row, changed in what the step says. */
export function licenceContent(story: Story, changes: Said = {}): Record<string, JsonValue> {
  const { conditions, lines, parties, ...rest } = changes;
  const names = parties as Readonly<Record<string, string>> | undefined;
  const line = { line: 1, description: "Pressure transducers", ...CODES };
  return {
    exporter: story.named(names?.["exporter"] ?? "exporter"),
    consignee: story.named(names?.["consignee"] ?? "endUser"),
    endUser: story.named(names?.["endUser"] ?? "endUser"),
    thirdParties: [],
    destination: "PK",
    originCountry: "GB",
    lines: (lines as Record<string, JsonValue>[] | undefined)?.map((each) => ({ ...line, ...each })) ?? [line],
    endUse: "Calibration of a metrology laboratory",
    conditions: conditionsOf(story, (conditions ?? {}) as Said),
    ...rest,
  };
}

function conditionsOf(story: Story, conditions: Said): Said {
  const { carriers, returnInDays, ...rest } = conditions;
  return {
    countries: [{ country: "IR", use: "P", allowed: false }],
    ...rest,
    ...(carriers === undefined ? {} : { carriers: (carriers as string[]).map((name) => story.party(name)) }),
    ...(returnInDays === undefined ? {} : { returnBy: story.day(Number(returnInDays)) }),
  };
}

/** A licence applied for, decided and issued by three people, and its content shared with the states concerned. */
export async function issueLicence(story: Story, number: string, of: Said = {}): Promise<void> {
  const application = `GB-AP-${number.slice(2)}`;
  const kind = { scope: "individual", activity: said(of, "activity", "export") };
  const content = licenceContent(story, (of["content"] ?? {}) as Said);
  await story.must("gbLicensingOfficer", "licence:Apply", { application, kind }, { confidential: { content } });
  const lines = (content["lines"] as { line: number }[]).map(({ line }) => line);
  await story.must("gbSeniorOfficer", "licence:Decide", {
    application,
    outcome: "approve",
    reason: "criteria-met",
    legalBasis: LEGAL_BASIS,
    terms: {
      kind,
      office: "GB-ECJU",
      validFrom: story.day(Number(of["fromInDays"] ?? -30)),
      validTo: story.day(Number(of["toInDays"] ?? 365)),
      certificateRequired: of["certificateRequired"] === true,
      ...(of["writeOffBy"] === undefined ? {} : { writeOffBy: of["writeOffBy"] }),
      lines: lines.map((line) => (of["open"] === true ? openLine(line) : lineOf(line, Number(of["kilograms"] ?? 100)))),
    },
  });
  await story.must("gbSecondSenior", "licence:Issue", { application, licence: number });
  story.contents.set(number, content);
  for (const state of (of["copies"] ?? ["AE", "PK"]) as string[]) await shareLicence(story, number, state);
}

function lineOf(line: number, kilograms: number): Said {
  return { line, control: "quantity", unit: "KGM", authorised: milligrams(kilograms) };
}

function openLine(line: number): Said {
  return { line, control: "open", unit: "KGM" };
}

async function shareLicence(story: Story, id: string, state: string): Promise<void> {
  const ref = { kind: "licence", id, part: "content" };
  await story.must("gbLicensingOfficer", "sharing:Share", { ref, to: `${state}AuthorityMSP` });
}

/** An act that one officer requests and another confirms. */
async function underFourEyes(story: Story, act: string, input: Said, content?: Said): Promise<void> {
  const licence = story.ref("licence");
  const reasons = { licence, reason: "change-of-circumstances", legalBasis: LEGAL_BASIS };
  const confidential = content === undefined ? {} : { confidential: { content } };
  const { action } = await story.must(
    "gbLicensingOfficer",
    `licence:Request${act}`,
    { ...reasons, ...input },
    confidential,
  );
  await story.must("gbSeniorOfficer", "licence:ConfirmAction", { licence, action });
}

async function amend(story: Story, { content, kilograms, toInDays }: Said): Promise<void> {
  const amendment = {
    ...(kilograms === undefined ? {} : { lines: [lineOf(1, Number(kilograms))] }),
    ...(toInDays === undefined ? {} : { validTo: story.day(Number(toInDays)) }),
  };
  const whole = content === undefined ? undefined : licenceContent(story, content as Said);
  await underFourEyes(story, "Amendment", { amendment }, whole);
}

/** Steps about licences: each is an act of the issuing authority. */
export const LICENCE_STEPS: Steps = {
  licence: async (story, of) => {
    const number = `GBSIE${story.mark}`;
    story.refs.set("licence", number);
    await issueLicence(story, number, of);
  },
  secondLicence: async (story, of) => {
    const number = `GBSIE${story.mark}B`;
    story.refs.set("secondLicence", number);
    await issueLicence(story, number, of);
  },
  shareLicence: (story, of) => shareLicence(story, story.ref("licence"), said(of, "to", "PK")),
  amendLicence: amend,
  suspendLicence: async (story) => {
    const reasons = { reason: "diversion-risk", legalBasis: LEGAL_BASIS };
    await story.must("gbSeniorOfficer", "licence:Suspend", { licence: story.ref("licence"), ...reasons });
  },
  reinstateLicence: (story) => underFourEyes(story, "Reinstatement", {}),
  revokeLicence: (story) => underFourEyes(story, "Revocation", {}),
  cancelLicence: (story) => underFourEyes(story, "Cancellation", {}),
  surrenderLicence: async (story) => {
    await story.must("gbExporter", "licence:Surrender", { licence: story.ref("licence") });
  },
};
