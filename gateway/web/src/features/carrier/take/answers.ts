// SPDX-License-Identifier: Apache-2.0
import type { Seal } from "@licet/domain/shared/seals";
import type { Stated } from "./stated";

/** What is asked when goods are taken over, in this order. */
export const QUESTIONS = ["seals", "whole", "counts", "reservations"] as const;
export type QuestionName = (typeof QUESTIONS)[number];

/** What can be answered to each question. */
export const ANSWERS = {
  seals: ["same", "other", "unreadable", "none"],
  whole: ["whole", "broken", "unseen"],
  counts: ["agree", "differ", "uncounted"],
  reservations: ["none", "some"],
} as const satisfies Readonly<Record<QuestionName, readonly string[]>>;

/** A position as the device gave it. */
export interface Place {
  /** Millionths of a degree. */
  readonly latitude: number;
  readonly longitude: number;
  /** How exact it is, in metres. It is shown, and not recorded: the ledger has no place for it. */
  readonly accuracy: number;
}

/** A count as it was typed. */
export interface TypedCount {
  readonly item: number;
  readonly packages: string;
}

/** What somebody answered so far; nothing is answered for them. */
export interface Answers {
  readonly seals?: (typeof ANSWERS.seals)[number];
  readonly whole?: (typeof ANSWERS.whole)[number];
  readonly counts?: (typeof ANSWERS.counts)[number];
  readonly reservations?: (typeof ANSWERS.reservations)[number];
  /** Numbers that were read where they are others than those stated. */
  readonly sealsFound: readonly { readonly number: string; readonly source: Seal["source"] | "" }[];
  readonly counted: readonly TypedCount[];
  readonly remarks: string;
  /** SHA-256 of the photographs' bytes. */
  readonly photographs: readonly string[];
  readonly place?: Place;
}

/** Questions that are asked: where there is no seal, nobody is asked whether it is whole. */
export function questionsOf({ seals }: Pick<Answers, "seals">): readonly QuestionName[] {
  return seals === "none" ? QUESTIONS.filter((name) => name !== "whole") : QUESTIONS;
}

/** Seals as the channel takes them: intact only where the number stated was read and the seal is whole. */
export function sealStateOf({ seals, whole }: Answers): "intact" | "broken" | "not-checked" {
  if (seals !== "none" && whole === "broken") return "broken";
  return seals === "same" && whole === "whole" ? "intact" : "not-checked";
}

/** Whether everything that was stated was found: where seals or counts differ, or nobody counted, customs looks at it. */
export function agrees({ seals, counts }: Answers): boolean {
  return counts === "agree" && seals !== "other" && seals !== "none";
}

/** The confidential findings, to be checked by the domain's schema; undefined where there is nothing to say. */
export function findingsOf(answers: Answers): unknown {
  const { seals, counts, reservations, sealsFound, counted, remarks, photographs, place } = answers;
  const content = {
    ...(seals === "other" ? { seals: withoutBlankEnd(sealsFound) } : {}),
    ...(counts === "differ" ? { counts: counted.map(countOf) } : {}),
    ...(reservations === "some" ? { remarks: remarks.trim() } : {}),
    ...(photographs.length > 0 ? { files: photographs.map((hash) => ({ kind: "photograph", hash })) } : {}),
    ...(place === undefined ? {} : { position: { latitude: place.latitude, longitude: place.longitude } }),
  };
  return Object.keys(content).length === 0 ? undefined : content;
}

/** Rows that were added and left blank say nothing; the first one is asked for. */
function withoutBlankEnd(rows: Answers["sealsFound"]): Answers["sealsFound"] {
  const last = rows.findLastIndex(({ number }) => number.trim() !== "");
  return rows.slice(0, Math.max(1, last + 1));
}

function countOf({ item, packages }: TypedCount): unknown {
  return { item, packages: /^\d+$/.test(packages.trim()) ? Number(packages.trim()) : packages };
}

/** Answers before the first one: a place for each seal and count that is stated. */
export function startOf(stated: Stated): Answers {
  const seals = stated.seals ?? [];
  return {
    sealsFound: seals.length === 0 ? [{ number: "", source: "" }] : seals.map(({ source }) => ({ number: "", source })),
    counted: (stated.counts ?? [{ item: 1 }]).map(({ item }) => ({ item, packages: "" })),
    remarks: "",
    photographs: [],
  };
}
