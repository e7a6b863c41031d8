// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import path from "node:path";
import { EVENTS, RECORDS, TRANSACTIONS } from "@licet/domain";
import { ANSWERS } from "@licet/gateway/errors/answers";
import { beforeAll, describe, expect, it } from "vitest";
import { generatedPages } from "./pages.js";

const root = path.resolve(import.meta.dirname, "../..");
let pages: Readonly<Record<string, string>> = {};

beforeAll(async () => {
  pages = await generatedPages(root);
});

const headings = (file: string): string[] =>
  [...(pages[file] ?? "").matchAll(/^### (.+)$/gm)].map(([, text = ""]) => text.replaceAll("\\", ""));

describe("the generated reference", () => {
  it.each([
    "chaincode/domain/index.ts",
    "chaincode/src/contracts/areas.ts",
    "docs/reference/errors.md",
    "docs/reference/events.md",
    "docs/reference/records.md",
    "docs/reference/transactions.md",
  ])("%s is what the tables say now", (file) => {
    expect(readFileSync(path.join(root, file), "utf8"), "run: npm run docs").toBe(pages[file]);
  });

  it("holds every error, event, record and transaction once", () => {
    expect(headings("docs/reference/events.md").sort()).toEqual(Object.keys(EVENTS).sort());
    expect(headings("docs/reference/records.md").sort()).toEqual(
      Object.values(RECORDS)
        .map(({ title }) => title)
        .sort(),
    );
    expect(headings("docs/reference/errors.md").sort()).toEqual(Object.keys(ANSWERS).sort());
    expect(headings("docs/reference/transactions.md").sort()).toEqual(Object.keys(TRANSACTIONS).sort());
  });

  it("links to headings that exist", () => {
    const text = Object.entries(pages)
      .filter(([file]) => file.endsWith(".md"))
      .map(([, page]) => page)
      .join("\n");
    const anchors = new Set(
      [...text.matchAll(/^#{2,3} (.+)$/gm)].map(([, heading = ""]) =>
        heading
          .toLowerCase()
          .replace(/[^a-z0-9 _-]/g, "")
          .replaceAll(" ", "-"),
      ),
    );
    const links = [...text.matchAll(/\]\((?:errors\.md|transactions\.md)?#([^)]+)\)/g)].map(
      ([, anchor = ""]) => anchor,
    );
    expect(links.filter((anchor) => !anchors.has(anchor))).toEqual([]);
  });
});
