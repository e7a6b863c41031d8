// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { copiedFrom } from "./copied";
import { decimalOf, minorUnits } from "./money";
import { EMPTY_LINE, emptyApplication, fieldOf, madeOf, type TypedApplication } from "./typed";

const exporter = { party: "GB-EX-0001", name: "Example Exports Ltd", country: "gb", address: "1 Quay" };
const receiver = { party: "PK-EU-0001", name: "Example Networks", country: "PK", address: "" };

const whole: TypedApplication = {
  ...emptyApplication("gb-ap-0001", exporter),
  scope: "individual",
  activity: "export",
  label: "siel",
  consignee: receiver,
  endUser: receiver,
  destination: "pk",
  originCountry: "GB",
  lines: [{ ...EMPTY_LINE, description: "Switches", controlCode: "5A002.a.1", value: "12040.5", currency: "gbp" }],
  endUse: "Own network",
  route: "gbfxt, aejea pkbqm",
  countries: [{ country: "ae", use: "P", allowed: "yes" }],
  dvcDueDays: "60",
};

describe("what was typed", () => {
  it("becomes what the ledger takes", () => {
    const made = madeOf(whole);
    expect(made).toMatchObject({
      application: "GB-AP-0001",
      kind: { scope: "individual", activity: "export", label: "SIEL" },
      content: {
        exporter: { party: "GB-EX-0001", country: "GB", address: "1 Quay" },
        lines: [{ line: 1, value: { amount: "1204050", currency: "GBP" } }],
        conditions: {
          route: ["GBFXT", "AEJEA", "PKBQM"],
          countries: [{ country: "AE", use: "P", allowed: true }],
          dvcDueDays: 60,
          officialPresence: false,
        },
      },
    });
  });

  it("is nothing to send while fields are open, which are named as the form names them", () => {
    const { wrong } = madeOf(emptyApplication("", exporter));
    expect(wrong).toEqual(
      expect.arrayContaining(["application", "scope", "consignee.party", "lines.0.controlCode", "endUse"]),
    );
  });

  it.each([
    [{ label: "OIEL" }, "label"],
    [{ route: "felixstowe" }, "route"],
    [{ dvcDueDays: "soon" }, "dvcDueDays"],
    [{ countries: [{ country: "AE", use: "P", allowed: "" }] }, "countries.0.allowed"],
    [{ lines: [{ ...whole.lines[0], list: "EU-ANNEX-I" }] }, "lines.0.edition"],
    [{ lines: [{ ...whole.lines[0], value: "1.005" }] }, "lines.0.value"],
    [{ files: [{ name: "a.pdf", hash: "0".repeat(64), kind: "" }] }, "files.0.kind"],
  ] as const)("that is wrong is told at its field: %j", (change, field) => {
    expect(madeOf({ ...whole, ...change } as TypedApplication).wrong).toEqual([field]);
  });

  it("is the same after it was copied from what was sent, but for what belongs to the earlier application", () => {
    const made = madeOf(whole);
    if (made.wrong !== undefined) throw new Error(made.wrong.join());
    const copied = copiedFrom("GB-AP-0002", made.kind, { ...made.content, contractDate: "2026-09-01" });
    expect(madeOf(copied)).toEqual({ ...made, application: "GB-AP-0002" });
    expect(copied.contractDate).toBe("");
  });
});

describe("a refusal of the gateway", () => {
  it.each([
    ["confidential.content.lines.0.controlList.edition", "lines.0.edition"],
    ["confidential.content.conditions.carriers.1", "carriers"],
    ["kind.label", "label"],
    ["application", "application"],
  ])("at %s stands at %s", (path, field) => {
    expect(fieldOf(path)).toBe(field);
  });
});

describe("an amount of money", () => {
  it.each([
    ["12040", "GBP", "1204000"],
    ["0.5", "EUR", "50"],
    ["12", "JPY", "12"],
    ["1.5", "JPY", undefined],
    ["1.234", "KWD", "1234"],
    ["1,5", "GBP", undefined],
    ["1", "pounds", undefined],
  ])("%s %s is %s", (decimal, currency, amount) => {
    expect(minorUnits(decimal, currency)).toBe(amount);
    if (amount !== undefined) expect(minorUnits(decimalOf(amount, currency), currency)).toBe(amount);
  });
});
