// SPDX-License-Identifier: Apache-2.0
import { ConfirmedCondition } from "@licet/domain/checkpoint/schemas";
import type { Verified } from "./verdict/use-verdict";

/** A condition of a licence that the officer may find kept. */
export interface OpenCondition {
  readonly licence: string;
  readonly condition: ConfirmedCondition;
  /** What the licence says, where it is the reader's to know. */
  readonly text?: string;
}

/** Conditions that the verdict leaves to whoever is on the spot; others cannot be answered there. */
export function conditionsOf(answer: Verified | undefined): readonly OpenCondition[] {
  const open = answer?.verdicts.find(({ check }) => check === "conditions")?.facts["toCheck"];
  return Array.isArray(open) ? open.flatMap(conditionOf) : [];
}

function conditionOf(value: unknown): readonly OpenCondition[] {
  const { licence, condition, text } = (value ?? {}) as Record<string, unknown>;
  const checked = ConfirmedCondition.safeParse(condition);
  if (typeof licence !== "string" || !checked.success) return [];
  return [{ licence, condition: checked.data, ...(typeof text === "string" ? { text } : {}) }];
}
