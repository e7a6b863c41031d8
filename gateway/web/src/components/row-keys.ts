// SPDX-License-Identifier: Apache-2.0

/** What a key does in a list: go to a row, choose it, open it. */
export type RowCommand = "next" | "previous" | "pick" | "open";

const COMMANDS: Readonly<Record<string, RowCommand>> = { j: "next", k: "previous", x: "pick", Enter: "open" };
const TYPING = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]";
const PRESSABLE = "a, button, summary, input";

/** A key as it was pressed, and on what. */
export interface KeyPress {
  readonly key: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly target: Pick<Element, "closest"> | null;
  /** Whether the person takes letters as keys. */
  readonly letters: boolean;
}

/**
 * What a key press asks of a list. Letters count outside fields and without modifiers only; Enter leaves alone whatever it would press by
 * itself.
 */
export function rowCommand(press: KeyPress): RowCommand | undefined {
  const { key, altKey, ctrlKey, metaKey, target, letters } = press;
  const within = (selector: string): boolean => target !== null && target.closest(selector) !== null;
  if ([altKey, ctrlKey, metaKey].includes(true) || within(`${TYPING}, dialog`)) return undefined;
  if (!letters && key.length === 1) return undefined;
  const command = COMMANDS[key.length === 1 ? key.toLowerCase() : key];
  return command === "open" && within(PRESSABLE) ? undefined : command;
}

/** The row that a command leads to, of so many; rows count from 0. None where the list is empty. */
export function rowAfter(command: "next" | "previous", current: number | undefined, rows: number): number | undefined {
  if (rows === 0) return undefined;
  if (current === undefined) return command === "next" ? 0 : rows - 1;
  return Math.min(rows - 1, Math.max(0, current + (command === "next" ? 1 : -1)));
}
