// SPDX-License-Identifier: Apache-2.0
import {
  LICENCE_ADJUST,
  LICENCE_CONSUME,
  LICENCE_RECORD_LATE,
  LICENCE_RELEASE,
  LICENCE_RESERVE,
  LICENCE_REVERSE,
  type Reservation,
  type SaltedPart,
} from "@licet/domain";
import { adjust } from "../../areas/licence/write-off/adjust";
import { consume } from "../../areas/licence/write-off/consume";
import { recordLate } from "../../areas/licence/write-off/record-late";
import { release } from "../../areas/licence/write-off/release";
import { reserve } from "../../areas/licence/write-off/reserve";
import { reverse } from "../../areas/licence/write-off/reverse";
import { EXPORTER, PEOPLE, salted } from "./people";
import { confirmedOverride, WRITTEN_OFF } from "./licences";
import type { Stage } from "./stage";

/** Customs document of the reservation that stays open, for whoever goes on with it. */
export const OPEN_DOCUMENT = "LRN-OPEN";

type Line = { readonly licence: string; readonly line: number; readonly reservation: string };

/** Reservations in every status, entries of every type, and values on the lines that have them. */
export async function writeOff(stage: Stage): Promise<void> {
  await reserved(stage, OPEN_DOCUMENT, 1, "3");
  const consumed = await reserved(stage, "LRN-CONSUMED", 1, "4");
  await consumeAll(stage, consumed);
  const released = await reserved(stage, "LRN-RELEASED", 1, "5");
  const back = { reason: "not exported", lines: [released] };
  await stage.act(LICENCE_RELEASE, release, back, PEOPLE.customs);
  const reversed = await reserved(stage, "LRN-REVERSED", 1, "6");
  await consumeAll(stage, reversed);
  await stage.act(LICENCE_REVERSE, reverse, { reason: "returned", lines: [reversed] }, PEOPLE.customs);
  await writeOffValues(stage);
  await reserved(stage, "LRN-OPEN-LINE", 4, "1000");
  await reserved(stage, "LRN-ABROAD", 1, "2", undefined, PEOPLE.aeCustoms);
  await writeOffLate(stage);
}

async function writeOffValues(stage: Stage): Promise<void> {
  const held = await reserved(stage, "LRN-VALUE", 2, "20000000", money("40000"));
  const quantity = { amount: "15000000", unit: "KGM" };
  const amended = { reason: "25", lines: [{ ...held, quantity, claimedStatus: "EP" as const }] };
  await stage.act(LICENCE_ADJUST, adjust, amended, PEOPLE.customs, money("30000"));
  const part = { lines: [{ ...held, quantity: { amount: "5000000", unit: "KGM" } }] };
  await stage.act(LICENCE_CONSUME, consume, part, PEOPLE.customs, money("10000"));
  await reserved(stage, "LRN-BY-VALUE", 3, "7", money("70000"));
}

/** A late entry within the limit, and one beyond it under an override; another override stays confirmed. */
async function writeOffLate(stage: Stage): Promise<void> {
  const line = { licence: WRITTEN_OFF, line: 1, item: 1 };
  const common = { reason: "found later", usedOn: "2026-01-06", declarant: EXPORTER };
  const within = { ...line, quantity: { amount: "1", unit: "NAR" } };
  const first = { ...common, document: { type: "MRN" as const, reference: "26GB0000000000LATE" }, lines: [within] };
  await stage.act(LICENCE_RECORD_LATE, recordLate, first, PEOPLE.customs);
  const override = await confirmedOverride(stage);
  const beyond = { ...line, quantity: { amount: "130", unit: "NAR" } };
  const document = { type: "extract" as const, reference: "EXTRACT-1" };
  const second = { ...common, override, document, lines: [beyond] };
  await stage.act(LICENCE_RECORD_LATE, recordLate, second, PEOPLE.customs);
  await confirmedOverride(stage);
}

async function reserved(
  stage: Stage,
  reference: string,
  line: number,
  amount: string,
  parts?: Readonly<Record<string, SaltedPart>>,
  by: (typeof PEOPLE)["customs"] = PEOPLE.customs,
): Promise<Line> {
  const quantity = { amount, unit: line === 2 ? "KGM" : "NAR" };
  const lines = [{ licence: WRITTEN_OFF, line, item: 1, quantity }];
  const input = { document: { type: "LRN" as const, reference }, ucr: `GB/${reference}`, lines };
  const { reservations } = await stage.act(LICENCE_RESERVE, reserve, input, by, parts);
  const [{ id } = { id: "" }]: Pick<Reservation, "id">[] = reservations;
  return { licence: WRITTEN_OFF, line, reservation: id };
}

async function consumeAll(stage: Stage, line: Line): Promise<void> {
  await stage.act(LICENCE_CONSUME, consume, { lines: [line] }, PEOPLE.customs);
}

function money(amount: string): Readonly<Record<string, SaltedPart>> {
  return { values: salted({ values: [{ amount, currency: "GBP" }] }) };
}
