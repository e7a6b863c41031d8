// SPDX-License-Identifier: Apache-2.0
import { KEY_TYPES } from "@licet/domain";
import { expect, it } from "vitest";
import { KEY_TYPES_ASIDE, RECORD_KINDS } from "./kinds";

it("there is a kind of record for every type of keys, but those that hold none", () => {
  expect([...Object.keys(RECORD_KINDS), ...KEY_TYPES_ASIDE].sort()).toEqual([...KEY_TYPES].sort());
});
