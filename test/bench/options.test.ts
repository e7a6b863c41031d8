// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { readOptions } from "./options.js";

describe("the benchmark's options", () => {
  it("measures the embedded network by default", () => {
    expect(readOptions([])).toMatchObject({ ledgers: ["embedded"], rounds: 3, scale: 1, inFlight: [50, 200] });
  });

  it("takes ledgers with commas and repeated, each once", () => {
    const options = readOptions(["--ledger", "embedded,2.5", "--ledger", "3.1", "--ledger", "2.5"]);
    expect(options).toMatchObject({ ledgers: ["embedded", "2.5", "3.1"] });
  });

  it("lets single figures override --quick", () => {
    expect(readOptions(["--quick", "--rounds", "2"])).toMatchObject({ rounds: 2, scale: 0.1 });
  });

  it.each([
    ["--ledger", "2.2", /--ledger is embedded, 2\.5, 3\.1, not "2\.2"/],
    ["--rounds", "0", /--rounds takes whole numbers/],
    ["--in-flight", "50,x", /--in-flight takes whole numbers/],
    ["--scale", "2", /--scale takes a number/],
    ["--keep", "../x", /--keep .*takes a file name/],
    ["--nonsense", "1", /--nonsense/],
  ])("refuses %s %s", (option, value, message) => {
    expect(() => readOptions([option, value])).toThrow(message);
  });
});
