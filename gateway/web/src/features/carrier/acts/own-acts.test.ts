// SPDX-License-Identifier: Apache-2.0
import { CUSTODY_DECLARE_ERROR, CUSTODY_REPORT_INCIDENT, CUSTODY_RESEAL } from "@licet/domain/custody/definitions";
import { INCIDENT_NEEDS, missingIncidentFields } from "@licet/domain/custody/incidents";
import { type IncidentContent, IncidentCode } from "@licet/domain/custody/schemas";
import { describe, expect, it } from "vitest";
import { correctionOf, incidentOf, resealOf, type TypedIncident } from "./own-acts";

const CONSIGNMENT = "GB-CN-0001";
const NOW = "2026-11-27T12:00:00.000+04:00";
const SEAL = { number: "S1", source: "CAR" } as const;
const BLANK = { number: "", source: "" } as const;
const RESEAL = { place: "AEJEA", removed: [BLANK], affixed: [SEAL], reason: "" };
const INCIDENT: TypedIncident = {
  code: "1",
  place: "AEJEA",
  text: "road closed",
  container: "FNSupply192",
  seals: [SEAL],
  numberOfSeals: "1",
  means: "T 1",
  containers: "yes",
};

describe("a re-sealing", () => {
  it("is what the ledger takes, without rows left blank", () => {
    const { act } = resealOf(CONSIGNMENT, RESEAL, NOW);
    const { confidential, ...input } = act?.body as { confidential: { content: unknown } };
    expect(CUSTODY_RESEAL.input.safeParse({ consignment: CONSIGNMENT, ...input }).success).toBe(true);
    expect(confidential.content).toEqual({ removed: [], affixed: [SEAL] });
  });

  it.each([
    ["no place", { place: "" }, ["place"]],
    ["no new seal", { affixed: [BLANK] }, ["affixed.0.number", "affixed.0.source"]],
    ["a removed seal of nobody", { removed: [{ number: "S0", source: "" as const }] }, ["removed.0.source"]],
  ])("is not made with %s", (_name, change, wrong) => {
    expect(resealOf(CONSIGNMENT, { ...RESEAL, ...change }, NOW).wrong).toEqual(wrong);
  });
});

describe("the report of an incident", () => {
  it.each(IncidentCode.options)("of code %s says what the code asks for, and nothing else", (code) => {
    const { act } = incidentOf(CONSIGNMENT, { ...INCIDENT, code }, NOW);
    const { confidential, ...input } = act?.body as { confidential: { content: IncidentContent } };
    expect(CUSTODY_REPORT_INCIDENT.input.safeParse({ consignment: CONSIGNMENT, ...input }).success).toBe(true);
    expect(missingIncidentFields(code, confidential.content)).toEqual([]);
    expect(confidential.content.numberOfSeals !== undefined).toBe(INCIDENT_NEEDS[code].includes("numberOfSeals"));
    expect(confidential.content.transhipment !== undefined).toBe(INCIDENT_NEEDS[code].includes("transhipment"));
  });

  it.each([
    ["no code", { code: "" }, ["code"]],
    ["no text", { text: " " }, ["text"]],
    ["a place that is none", { place: "X" }, ["place"]],
    ["no place", { place: "" }, ["place"]],
    ["no number of seals", { code: "2", numberOfSeals: "" }, ["numberOfSeals"]],
    ["no word on containers", { code: "3", containers: undefined }, ["transhipment.containers"]],
    ["no means of transport", { code: "6", means: "" }, ["transhipment.means.identification"]],
  ] as const)("is not made with %s", (_name, change, wrong) => {
    expect(incidentOf(CONSIGNMENT, { ...INCIDENT, ...change }, NOW).wrong).toEqual(wrong);
  });
});

describe("a correction", () => {
  const event = (sequence: number): string => `${CONSIGNMENT}:${sequence}:${"a".repeat(64)}`;

  it.each([
    ["did-not-occur", ""],
    ["incorrect-data", event(3)],
  ])("%s is what the ledger takes", (reason, correctedBy) => {
    const { act } = correctionOf(CONSIGNMENT, { declares: event(2), reason, correctedBy }, NOW);
    expect(CUSTODY_DECLARE_ERROR.input.safeParse({ consignment: CONSIGNMENT, ...act?.body }).success).toBe(true);
  });

  it.each([
    ["no event", { declares: "", reason: "did-not-occur", correctedBy: "" }, ["declares"]],
    ["no reason", { declares: event(2), reason: "", correctedBy: "" }, ["reason"]],
    [
      "wrong data and nothing right",
      { declares: event(2), reason: "incorrect-data", correctedBy: "" },
      ["correctedBy"],
    ],
    [
      "an event that corrects itself",
      { declares: event(2), reason: "incorrect-data", correctedBy: event(2) },
      ["correctedBy"],
    ],
  ])("is not made with %s", (_name, typed, wrong) => {
    expect(correctionOf(CONSIGNMENT, typed, NOW).wrong).toEqual(wrong);
  });
});
