// SPDX-License-Identifier: Apache-2.0
import { type SubmitDefinition, TRANSACTIONS } from "@licet/domain";
import { describe, expect, it } from "vitest";
import { subjectsOf } from "./subjects.js";

const lines = [
  { licence: "GB1", line: 1 },
  { licence: "GB2", line: 1 },
];

describe("subjectsOf", () => {
  it.each<{ command: SubmitDefinition; input: unknown; subjects: string[] }>([
    { command: TRANSACTIONS["licence:Reserve"], input: { document: { type: "LRN" }, lines }, subjects: ["GB1", "GB2"] },
    {
      command: TRANSACTIONS["consignment:Register"],
      input: { consignment: "GB-CN-1", allocations: lines },
      subjects: ["GB-CN-1", "GB1", "GB2"],
    },
    { command: TRANSACTIONS["party:Register"], input: { id: "CARRIERS-CR-0001" }, subjects: ["parties of CARRIERS"] },
    { command: TRANSACTIONS["party:AddKey"], input: { party: "PK-EU-0001" }, subjects: ["keys of PK"] },
    {
      command: TRANSACTIONS["licence:Issue"],
      input: { application: "GB-AP-1", licence: "GBSIEL1" },
      subjects: ["GB-AP-1", "GBSIEL1", "licences of GB"],
    },
    {
      command: TRANSACTIONS["certificate:Draft"],
      input: { certificate: "PK-EUC-1" },
      subjects: ["PK-EUC-1", "certificates of PK"],
    },
    { command: TRANSACTIONS["party:Suspend"], input: { id: "PK-EU-0001" }, subjects: [] },
  ])("finds the records and lists that $command.name changes", ({ command, input, subjects }) => {
    expect(subjectsOf(command, input)).toEqual(subjects);
  });
});
