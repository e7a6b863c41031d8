// SPDX-License-Identifier: Apache-2.0
import { TRANSACTIONS } from "@licet/domain";
import { describe, expect, it } from "vitest";
import { subjectsOf } from "./subjects.js";

const lines = [
  { licence: "GB1", line: 1 },
  { licence: "GB2", line: 1 },
];

describe("subjectsOf", () => {
  it.each([
    ["licence:Reserve", { document: { type: "LRN" }, lines }, ["GB1", "GB2"]],
    ["consignment:Register", { consignment: "GB-CN-1", allocations: lines }, ["GB-CN-1", "GB1", "GB2"]],
    ["party:Register", { id: "CARRIERS-CR-0001" }, ["parties of CARRIERS"]],
    ["party:AddKey", { party: "PK-EU-0001" }, ["keys of PK"]],
    ["licence:Issue", { application: "GB-AP-1", licence: "GBSIEL1" }, ["GB-AP-1", "GBSIEL1", "licences of GB"]],
    ["certificate:Draft", { certificate: "PK-EUC-1" }, ["PK-EUC-1", "certificates of PK"]],
    ["party:WhoAmI", {}, []],
  ])("finds the records and lists that %s changes", (transaction, input, subjects) => {
    expect(Object.keys(TRANSACTIONS)).toContain(transaction);
    expect(subjectsOf(transaction, input)).toEqual(subjects);
  });
});
