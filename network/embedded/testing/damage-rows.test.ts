// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { damageTable, failureTable } from "./damage-rows.js";

const PAGE = new URL("../../../docs/reference/embedded-network.md", import.meta.url);

describe("the page of the embedded network", () => {
  /** Rows of the tables between a heading and the next, without head and rule. */
  function rowsUnder(heading: string): string[][] {
    const text = readFileSync(PAGE, "utf8");
    const section = text.split(`### ${heading}\n`)[1]?.split("\n#")[0] ?? "";
    const lines = section.split("\n").filter((line) => line.startsWith("|"));
    return lines.slice(2).map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  }

  it("tells every kind of damage that is played, and what comes of it", () => {
    expect(rowsUnder("Damaged files")).toEqual(damageTable());
  });

  it("tells every way in which a disk fails that is played, and what comes of it", () => {
    expect(rowsUnder("Failing disks")).toEqual(failureTable());
  });
});
