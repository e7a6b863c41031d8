// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { ControlEntry, controlGroupOf, EDITIONS_MAX, explainControlCode, hashOf } from "@licet/domain";
import { ledgerKey } from "../../fabric/keys";
import { createRecord } from "../../fabric/lists";
import { updateRecord } from "../../fabric/records";
import { MemoryLedger } from "../../testing/fabric/memory-ledger";
import { addGroup } from "./add-group";
import { listEditions } from "./list-editions";
import { listGroup } from "./list-group";
import { publishEdition } from "./publish-edition";
import { readEntry } from "./read-entry";
import { GROUPS } from "./records";

const DATA = path.join(__dirname, "../../../data/control-lists");
const FIRST = { mspId: "GBAuthorityMSP", role: "licensing-officer", officer: "a".repeat(32) } as const;
const SECOND = { mspId: "GBAuthorityMSP", role: "senior-licensing-officer", officer: "b".repeat(32) } as const;
const ENTRIES = [
  { code: "5A002", title: "Information security systems" },
  { code: "5A002.a", title: "Designed for cryptography", parent: "5A002" },
];

function reference(edition: string): { publisher: string; list: string; edition: string } {
  return { publisher: "GB", list: "EU-ANNEX-I", edition };
}

async function published(editions: readonly (readonly [string, string])[]): Promise<MemoryLedger> {
  const ledger = new MemoryLedger();
  for (const [edition, validFrom] of editions) {
    await ledger.run({ caller: FIRST }, (tx) => addGroup(tx, { ...reference(edition), group: "5A", entries: ENTRIES }));
    await ledger.run({ caller: SECOND }, (tx) =>
      publishEdition(tx, {
        ...reference(edition),
        title: "Annex I",
        source: "Official Journal",
        validFrom,
        groups: [{ group: "5A", count: 2, hash: hashOf(ENTRIES) }],
      }),
    );
  }
  return ledger;
}

describe("control list editions", () => {
  it("answers with the edition in force on a day", async () => {
    const ledger = await published([
      ["2022", "2022-01-07"],
      ["2025", "2025-11-15"],
    ]);
    const on = (day: string): Promise<string> =>
      ledger
        .run({}, (tx) => readEntry(tx, { publisher: "GB", list: "EU-ANNEX-I", code: "5A002.a", on: day }))
        .then(({ result }) => result.edition);
    expect(await on("2025-11-14")).toBe("2022");
    expect(await on("2025-11-15")).toBe("2025");
    await expect(on("2022-01-06")).rejects.toMatchObject({ code: "NO_EDITION_IN_FORCE" });
    const { result } = await ledger.run({}, (tx) => listEditions(tx, { publisher: "GB", list: "EU-ANNEX-I" }));
    expect(result.items.map(({ edition, validTo }) => [edition, validTo])).toEqual([
      ["2025", undefined],
      ["2022", "2025-11-14"],
    ]);
  });

  it("gives an entry with those above it", async () => {
    const ledger = await published([["2025", "2025-11-15"]]);
    const { result } = await ledger.run({}, (tx) =>
      readEntry(tx, { publisher: "GB", list: "EU-ANNEX-I", code: "5A002.a", edition: "2025" }),
    );
    expect(result.path.map(({ code }) => code)).toEqual(["5A002"]);
    expect(result.explanation).toMatchObject({ category: { digit: "5" }, regime: "Wassenaar Arrangement" });
  });

  it.each([
    ["the officer who added the entries", { ...SECOND, officer: FIRST.officer }, hashOf(ENTRIES), "FOUR_EYES_REQUIRED"],
    ["another digest than the entries have", SECOND, hashOf([]), "EDITION_INCOMPLETE"],
    ["another state", { ...SECOND, mspId: "PKAuthorityMSP" }, hashOf(ENTRIES), "NOT_YOUR_RECORD"],
  ] as const)("is not published by or with %s", async (_who, caller, hash, code) => {
    const ledger = new MemoryLedger();
    await ledger.run({ caller: FIRST }, (tx) => addGroup(tx, { ...reference("2025"), group: "5A", entries: ENTRIES }));
    const attempt = ledger.run({ caller }, (tx) =>
      publishEdition(tx, {
        ...reference("2025"),
        title: "Annex I",
        source: "Official Journal",
        validFrom: "2025-11-15",
        groups: [{ group: "5A", count: 2, hash }],
      }),
    );
    await expect(attempt).rejects.toMatchObject({ code });
  });

  it("are what their publisher proved, whatever else lies on the channel", async () => {
    const ledger = await published([["2025", "2025-11-15"]]);
    const read = () => ledger.run({}, (tx) => listEditions(tx, { publisher: "GB", list: "EU-ANNEX-I" }));
    const before = (await read()).result;
    for (const name of ["GB:EU-ANNEX-I:2026", "GB", "0".repeat(64)]) {
      ledger.state.set(ledgerKey("control-list", name), "junk");
      ledger.state.set(ledgerKey("list", name), "junk");
    }
    expect((await read()).result).toEqual(before);
    const elsewhere = await ledger.run({}, (tx) => listEditions(tx, { publisher: "ZZ", list: "EU-ANNEX-I" }));
    expect(elsewhere.result.items).toEqual([]);
  });

  it("are looked through to a limit, the last published first", async () => {
    const years = Array.from({ length: EDITIONS_MAX + 1 }, (_, year) => (2000 + year).toString());
    const ledger = await published(years.map((year) => [year, `${year}-01-01`] as const));
    const { result } = await ledger.run({}, (tx) => listEditions(tx, { publisher: "GB", list: "EU-ANNEX-I" }));
    expect(result.items.map(({ edition }) => edition)).toEqual(years.slice(1).reverse());
  });

  it("hold the groups that their digests name, entry by entry", async () => {
    const ledger = await published([["2025", "2025-11-15"]]);
    const group = (name: string) => ledger.run({}, (tx) => listGroup(tx, { ...reference("2025"), group: name }));
    const entry = () =>
      ledger.run({}, (tx) => readEntry(tx, { publisher: "GB", list: "EU-ANNEX-I", code: "5A002", edition: "2025" }));
    expect((await group("5A")).result.entries).toEqual(ENTRIES);
    await ledger.run({}, (tx) =>
      createRecord(tx, GROUPS, "GB:EU-ANNEX-I:2025:5B", { group: "5B", entries: ENTRIES, addedBy: FIRST.officer }),
    );
    await expect(group("5B")).rejects.toMatchObject({ code: "NOT_FOUND" });
    const entries = [{ code: "5A002", title: "Nothing at all" }];
    await ledger.run({}, (tx) =>
      updateRecord(tx, GROUPS, "GB:EU-ANNEX-I:2025:5A", { group: "5A", entries, addedBy: FIRST.officer }),
    );
    await expect(group("5A")).rejects.toMatchObject({ code: "EDITION_INCOMPLETE" });
    await expect(entry()).rejects.toMatchObject({ code: "EDITION_INCOMPLETE" });
  });

  it.each([
    [[{ code: "3A001", title: "of another group" }]],
    [[ENTRIES[0], ENTRIES[0]]],
    [[{ code: "5A002.a", title: "before its parent", parent: "5A002" }, ENTRIES[0]]],
  ])("refuses malformed entries", async (entries) => {
    const attempt = new MemoryLedger().run({ caller: FIRST }, (tx) =>
      addGroup(tx, { ...reference("2025"), group: "5A", entries: entries as typeof ENTRIES }),
    );
    await expect(attempt).rejects.toMatchObject({ code: "INVALID_INPUT" });
  });

  it.each(["2022", "2025"])("takes every entry of Annex I, edition %s, group by group", (edition) => {
    const file = JSON.parse(readFileSync(path.join(DATA, `eu-annex-i-${edition}.json`), "utf8")) as {
      entries: { code: string; title: string; parent?: string }[];
    };
    const seen = new Set<string>();
    for (const { code, title, parent } of file.entries) {
      const entry = ControlEntry.parse({ code, title, parent });
      expect(entry.parent === undefined || seen.has(entry.parent), `${code} stands below ${String(parent)}`).toBe(true);
      expect(entry.code).toBe(code);
      expect(explainControlCode(code).entry).toBe(code.slice(0, 5));
      expect(controlGroupOf(code)).toMatch(/^[0-9][A-E]$/);
      seen.add(code);
    }
    expect(seen.size).toBe(file.entries.length);
  });
});

describe("the grammar of control codes", () => {
  it.each([
    ["0A001", "Nuclear Suppliers Group, trigger list"],
    ["1C107.b", "Missile Technology Control Regime"],
    ["2B201", "Nuclear Suppliers Group, dual-use list"],
    ["1C351.a", "Australia Group"],
    ["1C450.a.4", "Chemical Weapons Convention"],
    ["5A992", "national control, of no regime"],
  ])("finds the regime of %s: %s", (code, regime) => {
    expect(explainControlCode(code).regime).toBe(regime);
  });

  it.each([
    ["5A002a1", "5A002.a.1", "5A002.a", "Telecommunications and information security"],
    ["5D001e", "5D001.e", "5D001", "Telecommunications and information security"],
    ["ML22.b.2", "ML22.b.2", "ML22.b", "Military goods"],
    ["ML1a", "ML1.a", "ML1", "Military goods"],
    ["PL9010", "PL9010", undefined, "National controls of the United Kingdom"],
    ["9x515", "9X515", undefined, "Aerospace and propulsion"],
  ])("takes %s for %s", (written, code, parent, name) => {
    expect(explainControlCode(written)).toMatchObject({ code, category: { name }, ...(parent ? { parent } : {}) });
  });

  it.each(["", "5F002", "A5002", "5A02", "5A002.", "5A0021", "ML23", "PL901"])("refuses %j", (code) => {
    expect(() => explainControlCode(code)).toThrow(/CONTROL_CODE_INVALID/);
  });
});
