// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { countryMismatches, partyMismatches, partySpellings } from "./comparison";
import { compareCountries } from "./customs-countries";
import { compareIdentifiers } from "./identifiers";

describe("compareCountries", () => {
  it.each([
    ["RS", "XS"],
    ["GB", "XI"],
    ["GR", "EL"],
    ["MC", "FR"],
    ["PR", "US"],
    ["AX", "FI"],
    ["RE", "FR"],
    ["XC", "ES"],
    ["gb", "GB"],
  ])("%s and %s are written otherwise", (left, right) => {
    expect(compareCountries(left, right).likeness).toBe("spelling");
    expect(compareCountries(right, left).likeness).toBe("spelling");
  });

  it.each([
    ["RS", "XK"],
    ["MC", "RE"],
    ["PR", "VI"],
    ["TR", "IR"],
    ["XI", "IE"],
  ])("%s and %s are different", (left, right) => {
    expect(compareCountries(left, right).likeness).toBe("different");
  });

  it("XK is Kosovo in licences and declarations alike", () => {
    expect(compareCountries("XK", "XK")).toEqual({ likeness: "same" });
  });
});

describe("compareIdentifiers", () => {
  it.each([
    ["GB417869120000", "GB417869120000", "same"],
    ["GB417869120000", "gb417869120000", "spelling"],
    ["GB417869120000", "GB 417869120000", "spelling"],
    ["GB417869120000", "XI417869120000", "spelling"],
    ["GB417869120000001", "xi417869120000001", "spelling"],
    ["GB417869120000", "GB417869120001", "different"],
    ["GB417869120000", "DE417869120000", "different"],
    ["XI1", "GB1", "different"],
  ])("%s and %s are %s", (left, right, likeness) => {
    expect(compareIdentifiers(left, right).likeness).toBe(likeness);
    expect(compareIdentifiers(right, left).likeness).toBe(likeness);
  });
});

describe("partyMismatches", () => {
  const registered = { party: "PK-CE-0001", name: "PK Rifle Ltd", country: "PK" };

  it.each([
    ["another register id", { party: "PK-CE-0002" }, ["consignee.party"]],
    ["the same register id and another name", { party: "PK-CE-0001", name: "AE Rifle Ltd" }, ["consignee.name"]],
    ["the same register id and another country", { party: "PK-CE-0001", country: "AE" }, ["consignee.country"]],
    ["another name and country", { name: "AE Rifle Ltd", country: "AE" }, ["consignee.name", "consignee.country"]],
    ["nothing to compare", { identifier: "PK1" }, ["consignee"]],
    ["the same register id alone", { party: "PK-CE-0001" }, []],
    ["the same name, written otherwise", { name: "PK RIFLE LIMITED", country: "PK" }, []],
  ])("of %s", (_, declared, fields) => {
    expect(partyMismatches("consignee", declared, registered).map(({ field }) => field)).toEqual(fields);
  });

  it("compares numbers where both give one", () => {
    const exporter = { party: "GB-EX-0001", identifier: "GB417869120000" };
    expect(partyMismatches("exporter", { ...exporter, identifier: "XI417869120000" }, exporter)).toEqual([]);
    expect(partyMismatches("exporter", { ...exporter, identifier: "GB1" }, exporter)).toEqual([
      { field: "exporter.identifier", left: "GB1", right: "GB417869120000" },
    ]);
  });

  it("leaves what is only spelling to partySpellings", () => {
    expect(partySpellings("consignee", { name: "PK RIFLE LIMITED", country: "PK" }, registered)).toEqual([
      { field: "consignee.name", left: "PK RIFLE LIMITED", right: "PK Rifle Ltd", differs: "abbreviation" },
    ]);
  });
});

describe("countryMismatches", () => {
  it("names the field where the countries are different, and nothing where one is not given", () => {
    expect(countryMismatches("destination", "IR", "TR")).toEqual([{ field: "destination", left: "IR", right: "TR" }]);
    expect(countryMismatches("destination", "XS", "RS")).toEqual([]);
    expect(countryMismatches("destination", undefined, "RS")).toEqual([]);
  });
});
