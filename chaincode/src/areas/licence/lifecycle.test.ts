// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import {
  commitmentOf,
  LICENCE_APPLY,
  LICENCE_DECIDE,
  LICENCE_EXPIRE,
  LICENCE_ISSUE,
  LICENCE_LIST,
  LICENCE_LIST_APPLICATIONS,
  LICENCE_READ,
  LICENCE_SURRENDER,
  LICENCE_SUSPEND,
  LICENCE_WITHDRAW_APPLICATION,
} from "@licet/domain";
import { MemoryLedger } from "../../testing/fabric/memory-ledger";
import { play, refusalOf } from "../../testing/fabric/play";
import { apply, withdrawApplication } from "./apply";
import { expire, surrender, suspend } from "./change";
import { decide } from "./decide";
import { issue } from "./issue";
import { listApplications, listLicences, readLicence } from "./read";
import {
  APPLICATION,
  APPROVAL,
  CONTENT,
  contentOf,
  GB,
  KIND,
  LICENCE,
  TERMS,
  WHO,
  withApplication,
  withLicence,
} from "../../testing/licence/fixtures";

const evidence = { content: CONTENT };
const ISSUE = { application: APPLICATION, licence: LICENCE };
const SUSPEND = {
  licence: LICENCE,
  reason: "investigation",
  legalBasis: "Regulation (EU) 2021/821, Art. 16(1)",
} as const;
const keyTypes = (writes: ReadonlyMap<string, string>): string[] =>
  [...writes.keys()].map((key) => key.split("\u0000")[1] ?? "").sort();

describe("licence:Apply", () => {
  it("puts hash and kind on the channel, and the content into the authority's collection only", async () => {
    const ledger = new MemoryLedger();
    const input = { application: " gb-ap-0001 ", kind: KIND };
    const run = await play(ledger, LICENCE_APPLY, apply, input, { ...WHO.exporter, parts: { content: CONTENT } });
    expect(run.result.commitments).toEqual({ content: commitmentOf(CONTENT) });
    expect(keyTypes(run.writes)).toEqual(["application", "list"]);
    expect(new Set(run.privateWrites.map(({ organisation }) => organisation))).toEqual(new Set([GB]));
    expect(JSON.stringify([...run.writes.values(), run.event])).not.toMatch(/Name of|3A225|grid/);
    expect(run.event).toEqual({ application: APPLICATION, kind: KIND });
  });

  it("lets an exporter apply for the party that he acts for, and for no other", async () => {
    const ledger = new MemoryLedger();
    const setting = { ...WHO.otherExporter, parts: { content: CONTENT } };
    const attempt = () => play(ledger, LICENCE_APPLY, apply, { application: APPLICATION, kind: KIND }, setting);
    expect((await refusalOf(ledger, attempt)).code).toBe("HOLDER_ONLY");
  });

  it("takes applications of its own authority's register only, and each reference once", async () => {
    const ledger = await withApplication();
    const setting = { ...WHO.exporter, parts: { content: CONTENT } };
    const again = () => play(ledger, LICENCE_APPLY, apply, { application: APPLICATION, kind: KIND }, setting);
    expect((await refusalOf(ledger, again)).code).toBe("ALREADY_EXISTS");
    const foreign = () => play(ledger, LICENCE_APPLY, apply, { application: "AE-AP-0001", kind: KIND }, setting);
    expect((await refusalOf(ledger, foreign)).code).toBe("NOT_YOUR_RECORD");
  });

  it("refuses a label that stands for something else", () => {
    const kind = { scope: "global", activity: "export", label: "SIEL" };
    expect(LICENCE_APPLY.input.safeParse({ application: APPLICATION, kind }).success).toBe(false);
  });
});

describe("licence:Decide", () => {
  it("refuses without a licence", async () => {
    const ledger = await withApplication();
    const refusal = { ...APPROVAL, outcome: "refuse", reason: "diversion-risk" } as const;
    const run = await play(ledger, LICENCE_DECIDE, decide, refusal, WHO.licensing);
    expect(run.result).toMatchObject({ status: "refused", decision: { outcome: "refuse", reason: "diversion-risk" } });
    const attempt = () => play(ledger, LICENCE_ISSUE, issue, ISSUE, { ...WHO.senior, evidence });
    expect((await refusalOf(ledger, attempt)).code).toBe("TRANSITION_NOT_ALLOWED");
  });

  it.each([
    ["a line that the content lacks", contentOf([{ line: 1 }])],
    ["a line controlled by value without limit", contentOf([{ line: 1 }, { line: 2 }, { line: 3 }, { line: 4 }])],
  ])("refuses terms with %s", async (_, content) => {
    const ledger = await withApplication(content);
    const setting = { ...WHO.licensing, evidence: { content } };
    const attempt = () => play(ledger, LICENCE_DECIDE, decide, { ...APPROVAL, terms: TERMS }, setting);
    expect((await refusalOf(ledger, attempt)).code).toBe("TERMS_MISMATCH");
  });

  it("approves other content than was applied for, and only that can be issued", async () => {
    const ledger = await withApplication();
    const provisos = { ...CONTENT, salt: "7b".repeat(32) };
    const setting = { ...WHO.licensing, parts: { content: provisos } };
    await play(ledger, LICENCE_DECIDE, decide, { ...APPROVAL, terms: TERMS }, setting);
    const run = await play(ledger, LICENCE_ISSUE, issue, ISSUE, { ...WHO.senior, evidence: { content: provisos } });
    expect(run.result.commitments).toEqual({ content: commitmentOf(provisos) });
  });

  it.each([
    ["an approval without terms", { ...APPROVAL }],
    ["a refusal with terms", { ...APPROVAL, outcome: "refuse", terms: TERMS }],
    ["a line that stands twice", { ...APPROVAL, terms: { ...TERMS, lines: [TERMS.lines[0], TERMS.lines[0]] } }],
    [
      "an open line with a limit",
      { ...APPROVAL, terms: { ...TERMS, lines: [{ line: 1, control: "open", unit: "NAR", authorised: "1" }] } },
    ],
    ["a state that stands twice", { ...APPROVAL, terms: { ...TERMS, writeOffBy: ["AE", "AE"] } }],
    ["a state that is none", { ...APPROVAL, terms: { ...TERMS, writeOffBy: ["Emirates"] } }],
    ["an unknown unit", { ...APPROVAL, terms: { ...TERMS, lines: [{ line: 1, control: "open", unit: "ZZZ" }] } }],
  ])("does not parse %s", (_, input) => {
    expect(LICENCE_DECIDE.input.safeParse(input).success).toBe(false);
  });
});

describe("licence:Issue", () => {
  it("creates the licence and its lines, each with its opening entry, and moves the content along", async () => {
    const ledger = await withLicence();
    const { result } = await play(ledger, LICENCE_READ, readLicence, { licence: "gb sie e2e 350002" }, WHO.deCustoms);
    expect(result).toMatchObject({ effectiveStatus: "issued", usable: true, reasons: [] });
    expect(result.lines.map(({ line, available, entryCount }) => [line, available, entryCount])).toEqual([
      [1, "10", 1],
      [2, "5000000", 1],
      [3, undefined, 1],
      [4, undefined, 1],
    ]);
    expect(JSON.stringify([...ledger.state.values()])).not.toMatch(/Name of|3A225|grid|100000|GBP/);
    const held = [...(ledger.collections.get(GB)?.keys() ?? [])].filter((key) => !/^(proof|secret)/.test(key));
    expect(held.sort()).toEqual([
      `part/application/${APPLICATION}/content`,
      `part/licence/${LICENCE}/content`,
      `value/${LICENCE}/2`,
      `value/${LICENCE}/3`,
    ]);
  });

  it("needs a second officer, the application's own content and a number of the own state", async () => {
    const ledger = await withApplication();
    await play(ledger, LICENCE_DECIDE, decide, { ...APPROVAL, terms: TERMS }, { ...WHO.senior, evidence });
    const self = () => play(ledger, LICENCE_ISSUE, issue, ISSUE, { ...WHO.senior, evidence });
    expect((await refusalOf(ledger, self)).code).toBe("FOUR_EYES_REQUIRED");
    const blind = () => play(ledger, LICENCE_ISSUE, issue, ISSUE, WHO.senior2);
    expect((await refusalOf(ledger, blind)).code).toBe("INVALID_CONFIDENTIAL_INPUT");
    const foreign = () =>
      play(ledger, LICENCE_ISSUE, issue, { ...ISSUE, licence: "AEX350002" }, { ...WHO.senior2, evidence });
    expect((await refusalOf(ledger, foreign)).code).toBe("LICENCE_OF_ANOTHER_STATE");
    const other = () => play(ledger, LICENCE_ISSUE, issue, ISSUE, { ...WHO.aeSenior, evidence });
    expect((await refusalOf(ledger, other)).code).toBe("NOT_YOUR_RECORD");
  });

  it("issues an application once", async () => {
    const ledger = await withLicence();
    const again = () =>
      play(ledger, LICENCE_ISSUE, issue, { ...ISSUE, licence: "GBOTHER1" }, { ...WHO.senior, evidence });
    expect((await refusalOf(ledger, again)).code).toBe("TRANSITION_NOT_ALLOWED");
  });
});

describe("the end of a licence", () => {
  it("is suspended at once by one senior officer of its own authority", async () => {
    const ledger = await withLicence();
    const foreign = () => play(ledger, LICENCE_SUSPEND, suspend, SUSPEND, WHO.aeSenior);
    expect((await refusalOf(ledger, foreign)).code).toBe("NOT_YOUR_RECORD");
    const { result } = await play(ledger, LICENCE_SUSPEND, suspend, SUSPEND, WHO.senior);
    expect(result).toMatchObject({ status: "suspended", changed: { act: "suspend", reason: "investigation" } });
    const read = await play(ledger, LICENCE_READ, readLicence, { licence: LICENCE }, WHO.deCustoms);
    expect(read.result).toMatchObject({ usable: false, reasons: [{ code: "LICENCE_SUSPENDED" }] });
  });

  it("is surrendered by its holder only", async () => {
    const ledger = await withLicence();
    const setting = { ...WHO.otherExporter, evidence };
    const other = () => play(ledger, LICENCE_SURRENDER, surrender, { licence: LICENCE }, setting);
    expect((await refusalOf(ledger, other)).code).toBe("HOLDER_ONLY");
    const run = await play(ledger, LICENCE_SURRENDER, surrender, { licence: LICENCE }, { ...WHO.exporter, evidence });
    expect(run.result.status).toBe("surrendered");
  });

  it("expires on its date, whether that is recorded or not", async () => {
    const ledger = await withLicence();
    const early = () => play(ledger, LICENCE_EXPIRE, expire, { licence: LICENCE }, WHO.licensing);
    expect((await refusalOf(ledger, early)).code).toBe("LICENCE_NOT_EXPIRED");
    const lastDay = { ...WHO.deCustoms, time: "2027-12-31T23:59:59.000Z" };
    const dayAfter = { ...WHO.licensing, time: "2028-01-01T00:00:00.000Z" };
    const onLast = await play(ledger, LICENCE_READ, readLicence, { licence: LICENCE }, lastDay);
    expect([onLast.result.usable, onLast.result.effectiveStatus]).toEqual([true, "issued"]);
    const after = await play(ledger, LICENCE_READ, readLicence, { licence: LICENCE }, dayAfter);
    expect([after.result.usable, after.result.effectiveStatus]).toEqual([false, "expired"]);
    const recorded = await play(ledger, LICENCE_EXPIRE, expire, { licence: LICENCE }, dayAfter);
    expect(recorded.result.status).toBe("expired");
  });

  it("lets the applicant withdraw before issue, and nobody else", async () => {
    const ledger = await withApplication();
    const input = { application: APPLICATION };
    const other = () =>
      play(ledger, LICENCE_WITHDRAW_APPLICATION, withdrawApplication, input, { ...WHO.otherExporter, evidence });
    expect((await refusalOf(ledger, other)).code).toBe("HOLDER_ONLY");
    const own = { ...WHO.exporter, evidence };
    const run = await play(ledger, LICENCE_WITHDRAW_APPLICATION, withdrawApplication, input, own);
    expect(run.result.status).toBe("withdrawn");
  });
});

it("lists licences and applications by authority, newest first, page by page", async () => {
  const ledger = await withLicence();
  const list = (given: object) => play(ledger, LICENCE_LIST, listLicences, given, WHO.deCustoms);
  expect((await list({ register: "GB" })).result.items.map(({ number }) => number)).toEqual([LICENCE]);
  expect((await list({})).result.items.map(({ number }) => number)).toEqual([LICENCE]);
  expect((await list({ register: "AE" })).result.items).toEqual([]);
  for (const number of ["2", "3"]) {
    const input = { application: `GB-AP-000${number}`, kind: KIND };
    await play(ledger, LICENCE_APPLY, apply, input, { ...WHO.exporter, parts: { content: CONTENT } });
  }
  const page = (bookmark: string) =>
    play(ledger, LICENCE_LIST_APPLICATIONS, listApplications, { pageSize: 2, bookmark }, WHO.deCustoms);
  const first = (await page("")).result;
  const second = (await page(first.bookmark)).result;
  expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(["GB-AP-0003", "GB-AP-0002", APPLICATION]);
  expect((await refusalOf(ledger, () => page("GB|AE-AP-0001"))).code).toBe("INVALID_INPUT");
});
