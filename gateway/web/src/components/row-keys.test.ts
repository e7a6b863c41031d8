// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { type KeyPress, rowAfter, rowCommand } from "./row-keys";

/** An element that stands inside others, told by their tag names. */
const within = (...tags: string[]): KeyPress["target"] => ({
  closest: (selector: string) =>
    selector.split(",").some((part) => tags.includes(part.trim())) ? ({} as Element) : null,
});
const press = (key: string, target: KeyPress["target"] = null, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  target,
  letters: true,
  ...more,
});

describe("keys of a list", () => {
  it("Enter opens where letters are no keys, too", () => {
    expect(rowCommand(press("Enter", null, { letters: false }))).toBe("open");
  });

  it.each([
    ["j", "next"],
    ["J", "next"],
    ["k", "previous"],
    ["x", "pick"],
    ["Enter", "open"],
    ["a", undefined],
    ["Escape", undefined],
  ])("%s asks for %s", (key, command) => {
    expect(rowCommand(press(key))).toBe(command);
  });

  it.each([
    ["in a text", press("j", within("textarea"))],
    ["in a list of choices", press("k", within("select"))],
    ["in a dialog", press("x", within("dialog"))],
    ["with Control", press("j", null, { ctrlKey: true })],
    ["with Command", press("k", null, { metaKey: true })],
    ["with Alt", press("x", null, { altKey: true })],
    ["a letter, where the person wants none as a key", press("j", null, { letters: false })],
    ["Enter on a link", press("Enter", within("a"))],
    ["Enter on a button", press("Enter", within("button"))],
  ])("ask for nothing %s", (_where, pressed) => {
    expect(rowCommand(pressed)).toBeUndefined();
  });

  it.each([
    ["next", undefined, 3, 0],
    ["previous", undefined, 3, 2],
    ["next", 1, 3, 2],
    ["next", 2, 3, 2],
    ["previous", 0, 3, 0],
    ["next", undefined, 0, undefined],
  ] as const)("%s from %s of %s rows leads to %s", (command, current, rows, to) => {
    expect(rowAfter(command, current, rows)).toBe(to);
  });
});
