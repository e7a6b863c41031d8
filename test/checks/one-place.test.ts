// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { projectFiles, read } from "./sources.js";

const rules = [...projectFiles("chaincode/src"), ...projectFiles("chaincode/domain/verdict")].filter(
  (file) => file.endsWith(".ts") && !file.endsWith(".test.ts") && !/\/(testing|attacks)\//.test(file),
);

/** Rules that several areas go by, each with the code that decides it and the one file that may hold such code. */
const PLACES: readonly (readonly [rule: string, code: RegExp, file: string])[] = [
  ["which seal numbers agree", /\bnumber\.toUpperCase\(\)/, "chaincode/domain/verdict/seal-numbers.ts"],
  ["whether a key counted when it signed", /Date\.parse\(key\./, "chaincode/src/rules/party/signing-keys.ts"],
  ["whether the caller has a role", /caller\.role\b[^,;}]*(?:===|!==|includes)/, "chaincode/src/rules/roles.ts"],
  ["who endorses a key's next change", /\.(?:setEndorsers|setQuorum|lock)\(/, "chaincode/src/fabric/endorsement.ts"],
];

describe("a rule that several areas go by stands in one file", () => {
  it.each(PLACES)("%s", (_rule, code, file) => {
    expect(rules.filter((each) => code.test(read(each)))).toEqual([file]);
  });
});
