// SPDX-License-Identifier: Apache-2.0
import { type RefObject, useEffect, useRef } from "react";
import { rowAfter, rowCommand } from "./row-keys";

interface RowKeys {
  /** Keys of the rows shown, in their order. */
  readonly rows: readonly string[];
  /** Whether the table has keys at all; letters are keys as the person chose. */
  readonly on: boolean;
  readonly onPick?: ((row: string) => void) | undefined;
  readonly onOpen?: ((row: string) => void) | undefined;
}

/** Moves the focus through the rows of a table body by J and K, chooses by X and opens by Enter. */
export function useRowKeys(keys: RowKeys): RefObject<HTMLTableSectionElement | null> {
  const body = useRef<HTMLTableSectionElement>(null);
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  const { on } = keys;
  useEffect(() => {
    if (!on) return undefined;
    const press = (event: KeyboardEvent): void => {
      const target = event.target instanceof Element ? event.target : null;
      const letters = document.documentElement.dataset["letters"] !== "off";
      const command = rowCommand({ ...modifiers(event), key: event.key, target, letters });
      if (command === undefined || body.current === null) return;
      if (runCommand(command, body.current, latest.current)) event.preventDefault();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [on]);
  return body;
}

function modifiers({ altKey, ctrlKey, metaKey }: KeyboardEvent): Pick<KeyboardEvent, "altKey" | "ctrlKey" | "metaKey"> {
  return { altKey, ctrlKey, metaKey };
}

/** Whether the command had something to do. */
function runCommand(
  command: NonNullable<ReturnType<typeof rowCommand>>,
  body: HTMLTableSectionElement,
  { rows, onPick, onOpen }: RowKeys,
): boolean {
  const at = [...body.rows].findIndex((row) => row.contains(document.activeElement));
  if (command === "next" || command === "previous") {
    const to = rowAfter(command, at < 0 ? undefined : at, body.rows.length);
    if (to === undefined) return false;
    body.rows[to]?.focus();
    return true;
  }
  const row = rows[at];
  const act = command === "pick" ? onPick : onOpen;
  if (row === undefined || act === undefined) return false;
  act(row);
  return true;
}
