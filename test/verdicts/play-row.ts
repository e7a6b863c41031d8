// SPDX-License-Identifier: Apache-2.0
import type { Disposition } from "@licet/domain";
import type { ActorName } from "@licet/scripts/demonstration/actors";
import type { Player } from "./player.js";
import type { Row, Step } from "./row.js";
import { PARTIES, Refused, type Said, Story } from "./story.js";
import { CUSTODY_STEPS } from "./steps/custody.js";
import { GOODS_STEPS } from "./steps/goods.js";
import { commonLicence, issueLicence, LICENCE_STEPS } from "./steps/licences.js";
import { confirmedOf, OFFICER_STEPS } from "./steps/officers.js";
import { PAPER_STEPS } from "./steps/papers.js";
import { PARTY_STEPS } from "./steps/parties.js";
import { RESERVATION_STEPS } from "./steps/reservations.js";
import type { Steps } from "./steps/steps.js";

const STEPS: Steps = {
  ...LICENCE_STEPS,
  ...PAPER_STEPS,
  ...RESERVATION_STEPS,
  ...GOODS_STEPS,
  ...CUSTODY_STEPS,
  ...OFFICER_STEPS,
  ...PARTY_STEPS,
};

/** Of the common licence, more than all rows together declare. */
const COMMON_KILOGRAMS = 900_000;

/** What a row came to. */
export interface Played {
  readonly row: Row;
  readonly disposition: Disposition | undefined;
  readonly reasons: readonly string[];
  /** Codes of all verdicts. */
  readonly codes: readonly string[];
  /** What went wrong before the question could be asked. */
  readonly error: string | undefined;
}

/** Enters the parties that every row knows, the signatory who certifies, and the licence of each lane that most of its rows draw on. */
export async function prepare(player: Player, lanes = 1): Promise<void> {
  const story = new Story(player, "BASE");
  for (const [name, { id }] of Object.entries(PARTIES)) await story.enter(name, id);
  const { officer } = await story.must("pkCertifier", "party:WhoAmI", {});
  await story.ensure("pkRegistrar", "party:AppointSignatory", {
    register: "PK",
    officer,
    office: "PK-MOC-01",
    scope: ["EUC", "DVC"],
    validFrom: "2026-01-01",
    validTo: "2030-12-31",
  });
  for (let lane = 0; lane < lanes; lane += 1) {
    const licence = commonLicence(lane);
    const known = await player.call("gbCustoms", "licence:Read", { licence });
    if ("code" in known) await issueLicence(story, licence, { kilograms: COMMON_KILOGRAMS });
  }
}

/** Plays a row and asks its question. @param lane of those that were prepared: rows side by side play in lanes of their own. */
export async function playRow(player: Player, row: Row, lane = 0): Promise<Played> {
  const story = new Story(player, row.id.toUpperCase().replaceAll("-", ""));
  story.refs.set("licence", commonLicence(lane));
  const none = { row, disposition: undefined, reasons: [], codes: [] };
  try {
    for (const step of row.given) await playStep(story, step);
    return { ...none, ...(await answerTo(story, row)), error: undefined };
  } catch (error) {
    return { ...none, error: error instanceof Error ? error.message : String(error) };
  }
}

/** Whether a row came out as the table says. */
export function isRight({ row, disposition, reasons, codes, error }: Played): boolean {
  const { expect } = row;
  if (error !== undefined || disposition !== expect.disposition) return false;
  const isSame = [...reasons].sort().join() === [...expect.reasons].sort().join();
  return isSame && expect.also.every((code) => codes.includes(code));
}

/** What a row came to beside what it should have, for people. */
export function difference({ row, disposition, reasons, codes, error }: Played): string {
  const { expect } = row;
  const missing = expect.also.filter((code) => !codes.includes(code));
  return [
    `${row.id} (${row.story})`,
    `  expected ${expect.disposition} [${expect.reasons.join(", ")}]`,
    `  answered ${error ?? `${disposition ?? "nothing"} [${reasons.join(", ")}]`}`,
    ...(missing.length === 0 ? [] : [`  without ${missing.join(", ")}; ${codes.join(", ")}`]),
  ].join("\n");
}

async function playStep(story: Story, step: Step): Promise<void> {
  const [name, of] = typeof step === "string" ? [step, {}] : (Object.entries(step)[0] ?? ["", {}]);
  if (name === "refused") return refused(story, of);
  if (name === "wait") {
    story.player.wait(Number((of as Said)["days"]));
    return;
  }
  const act = STEPS[name];
  if (act === undefined) throw new Error(`There is no step ${name}.`);
  await act(story, of);
}

/** An act that the ledger must refuse: what a verdict would stop, it does not record as done. */
async function refused(story: Story, { step, code, ...of }: Said): Promise<void> {
  try {
    await playStep(story, { [String(step)]: of } as Step);
  } catch (error) {
    if (error instanceof Refused && error.code === code) return;
    throw error;
  }
  throw new Error(`${String(step)} was not refused with ${String(code)}.`);
}

interface Answer {
  readonly disposition: Disposition;
  readonly reasons: readonly string[];
  readonly verdicts: readonly { readonly code: string }[];
  readonly matches?: readonly Answer[];
}

async function answerTo(story: Story, { asked }: Row): Promise<Pick<Played, "disposition" | "reasons" | "codes">> {
  const { by, about, presentedBy, confirmed, ...presented } = asked;
  const given = {
    ...presented,
    ...(presentedBy === undefined ? {} : { presentedBy: story.party(presentedBy) }),
    ...(confirmed === undefined ? {} : { confirmed: confirmedOf(story, confirmed) }),
  };
  const subject = about === "consignment" ? { consignment: story.ref("consignment") } : { [about]: story.ref(about) };
  const answer = await story.must(by as ActorName, "checkpoint:Verify", { ...subject, presented: given });
  const { disposition, reasons, verdicts, matches = [] } = answer as unknown as Answer;
  const all = [...verdicts, ...matches.flatMap((match) => match.verdicts)];
  return { disposition, reasons, codes: all.map(({ code }) => code) };
}
