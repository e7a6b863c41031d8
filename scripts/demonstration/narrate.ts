// SPDX-License-Identifier: Apache-2.0
import { asExpected, type Audience, type PlayedStep } from "./play.js";
import type { Step } from "./step.js";

const ID_SHOWN = 12;

/** Tells every step on a terminal: what happens, what came of it, and where it stands on the ledger. */
export class Narrator implements Audience {
  readonly #write: (text: string) => void;
  #chapter = "";

  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  begins(step: Step): void {
    if (step.chapter === this.#chapter) return;
    this.#chapter = step.chapter;
    this.#write(`\n${step.chapter}\n`);
  }

  ends(step: Step, played: PlayedStep, says: string | undefined): void {
    const right = asExpected(played);
    const result = played.code ?? played.outcome;
    this.#write(`  ${right ? "✓" : "✗"} ${step.narration}\n`);
    const where = whereabouts(played);
    this.#write(`      ${[result, where, `${played.milliseconds} ms`].filter((part) => part !== "").join(" · ")}\n`);
    if (says !== undefined) this.#write(`      ${says}\n`);
    if (!right) this.#write(`      Expected: ${step.expected}\n`);
  }
}

/** Says nothing, for machines. */
export const SILENT: Audience = { begins: () => undefined, ends: () => undefined };

function whereabouts({ txId, block, endorsers }: PlayedStep): string {
  const parts: string[] = [];
  if (block !== null) parts.push(`block ${block}`);
  if (txId !== null) parts.push(`transaction ${txId.slice(0, ID_SHOWN)}…`);
  if (endorsers.length > 0) parts.push(`endorsed by ${endorsers.map((msp) => msp.replace(/MSP$/, "")).join(" and ")}`);
  return parts.join(" · ");
}
