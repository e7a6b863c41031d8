// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "@licet/scripts/lib/paths";
import { expect, it } from "vitest";

/** The success criteria of WCAG 2.2 by level, as the recommendation of 5 October 2023 numbers them; 4.1.1 is obsolete. */
const CRITERIA: Readonly<Record<string, string>> = {
  A:
    "1.1.1 1.2.1 1.2.2 1.2.3 1.3.1 1.3.2 1.3.3 1.4.1 1.4.2 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1 2.4.2 2.4.3 2.4.4 " +
    "2.5.1 2.5.2 2.5.3 2.5.4 3.1.1 3.2.1 3.2.2 3.2.6 3.3.1 3.3.2 3.3.7 4.1.2",
  AA:
    "1.2.4 1.2.5 1.3.4 1.3.5 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.4.5 2.4.6 2.4.7 2.4.11 2.5.7 2.5.8 3.1.2 " +
    "3.2.3 3.2.4 3.3.3 3.3.4 3.3.8 4.1.3",
};

it("answers every success criterion of the levels A and AA once, at its level", () => {
  const page = readFileSync(path.join(projectRoot, "docs", "reference", "accessibility.md"), "utf8");
  const rows = [...page.matchAll(/^\| (\d\.\d\.\d+) [^|]+\| (A{1,2}) +\| ([^|]+?) *\| ([^|]+?) *\|$/gm)];
  const answered = rows.map(([, criterion, level]) => `${criterion ?? ""} ${level ?? ""}`);
  const asked = Object.entries(CRITERIA).flatMap(([level, list]) => list.split(" ").map((each) => `${each} ${level}`));
  expect(asked).toHaveLength(55);
  expect(answered.toSorted()).toEqual(asked.toSorted());
  for (const [, , , answer, knownBy] of rows) expect([answer, knownBy]).not.toContain("");
});
