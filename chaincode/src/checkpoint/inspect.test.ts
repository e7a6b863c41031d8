// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from "vitest";
import type { z } from "zod";
import { reseal } from "../custody/matters";
import { CHECKPOINT_INSPECT, CHECKPOINT_LIST_INSPECTIONS, CHECKPOINT_VERIFY } from "../domain/checkpoint/definitions";
import type { Inspection } from "../domain/checkpoint/schemas";
import { CUSTODY_RESEAL } from "../domain/custody/definitions";
import { commitmentOf } from "../domain/shared/commitment";
import type { TransactionSetting } from "../ledger/testing/memory-ledger";
import { refusalOf, play } from "../ledger/testing/play";
import { ConsignmentWorld, TRANSPORT, WHO } from "../testing/consignment-world";
import { CONSIGNMENT } from "../testing/custody-world";
import { salted } from "../testing/licence-world";
import { inspect, listInspections } from "./inspect";
import { INSPECTION_RECORDS, inspectionReference } from "./inspections";
import { verify } from "./verify";

type Given = Partial<z.input<typeof CHECKPOINT_INSPECT.input>>;

const FINDINGS = salted({ counts: [], seals: [{ number: "GB7001", source: "CUS" }], serials: ["SN-1"] });
const STRANGE = salted({ counts: [], seals: [{ number: "XX0001", source: "CUS" }], serials: [] });

let world: ConsignmentWorld;
beforeEach(async () => {
  world = await ConsignmentWorld.withConsignment();
});

const inspected = async (given: Given = {}, setting: TransactionSetting = {}): Promise<Inspection> => {
  const input = {
    consignment: CONSIGNMENT,
    place: "AEJEA",
    template: "seal-check" as const,
    result: "A1" as const,
    sealState: "intact" as const,
    sealsConform: true,
    countsAgree: true,
    eventTime: "2026-11-23T13:30:00+04:00",
    ...given,
  };
  const whole = { ...WHO.aeCustoms, parts: { findings: FINDINGS }, ...setting };
  return (await play(world.ledger, CHECKPOINT_INSPECT, inspect, input, whole)).result;
};
const resealed = (setting: TransactionSetting): Promise<unknown> => {
  const content = salted({ removed: [], affixed: [{ number: "AE9001", source: "CUS" }] });
  const input = { consignment: CONSIGNMENT, place: "AEJEA", eventTime: "2026-11-23T09:45:00Z" };
  return play(world.ledger, CUSTODY_RESEAL, reseal, input, { ...setting, parts: { content } });
};
const seals = async (): Promise<string | undefined> => {
  const { result } = await play(world.ledger, CHECKPOINT_VERIFY, verify, { consignment: CONSIGNMENT }, WHO.customs);
  return result.verdicts.find(({ check }) => check === "seals")?.code;
};
const refusal = async (action: () => Promise<unknown>): Promise<string> => (await refusalOf(world.ledger, action)).code;

describe("checkpoint:Inspect", () => {
  it("commits to findings that only the inspecting state holds", async () => {
    const inspection = await inspected();
    expect(inspection.id).toMatch(/^AE-IN-[0-9A-F]{16}$/);
    expect(inspection).toMatchObject({
      office: "AE000001",
      result: "A1",
      custodySequence: 1,
      commitments: { findings: commitmentOf(FINDINGS) },
      recordTime: "2026-11-23T10:00:00.000Z",
    });
    expect([...world.ledger.state.values()].join()).not.toContain("SN-1");
    const holders = [...world.ledger.collections].filter(([, held]) => [...held.values()].join().includes("SN-1"));
    expect(holders.map(([organisation]) => organisation)).toEqual(["AEAuthorityMSP"]);
    const list = { consignment: CONSIGNMENT };
    const { result } = await play(world.ledger, CHECKPOINT_LIST_INSPECTIONS, listInspections, list);
    expect(result.items.map(({ id }) => id)).toEqual([inspection.id]);
  });

  it("is for customs of a state, of a consignment that exists, after it took place", async () => {
    expect(await refusal(() => inspected({}, WHO.carrier))).toBe("ROLE_NOT_ALLOWED");
    expect(await refusal(() => inspected({}, WHO.carriersCustoms))).toBe("NOT_YOUR_RECORD");
    expect(await refusal(() => inspected({ consignment: "GB-CN-0009" }))).toBe("NOT_FOUND");
    expect(await refusal(() => inspected({ eventTime: "2026-11-24T13:30:00+04:00" }))).toBe("EVENT_TIME_IN_FUTURE");
    expect(await refusal(() => inspected({}, { parts: {} }))).toBe("INVALID_CONFIDENTIAL_INPUT");
  });

  it.each(["A1", "A2"] as const)("gives no %s where seals or counts do not conform", async (result) => {
    expect(await refusal(() => inspected({ result, sealState: "broken" }))).toBe("SEAL_NOT_CONFORM");
    expect(await refusal(() => inspected({ result, sealsConform: false }))).toBe("SEAL_NOT_CONFORM");
    const strange = { parts: { findings: STRANGE }, evidence: { transport: TRANSPORT } };
    expect(await refusal(() => inspected({ result }, strange))).toBe("SEAL_NOT_CONFORM");
    expect(await refusal(() => inspected({ result, countsAgree: false }))).toBe("CONSIGNMENT_MISMATCH");
  });

  it.each(["A5", "B1"] as const)("takes %s for anything that was found", async (result) => {
    const found = { result, sealState: "broken", sealsConform: false, countsAgree: false } as const;
    expect(await inspected(found, { parts: { findings: STRANGE } })).toMatchObject(found);
  });
});

describe("seals that an inspection found broken", () => {
  const broken = { result: "B1", sealState: "broken", sealsConform: false } as const;

  it("stay broken, whatever is seen later, until customs re-seals", async () => {
    expect(await seals()).toBe("SEALS_INTACT");
    await inspected(broken);
    expect(await seals()).toBe("SEALS_BROKEN");
    expect(await refusal(() => inspected())).toBe("SEAL_NOT_CONFORM");
    await inspected({ result: "A5", sealState: "intact" });
    expect(await seals()).toBe("SEALS_BROKEN");
    await resealed(WHO.aeCustoms);
    expect(await seals()).toBe("SEALS_REPLACED");
    expect((await inspected()).custodySequence).toBe(2);
    await inspected(broken);
    expect(await seals()).toBe("SEALS_BROKEN");
  });

  it("are not healed by the custodian's own new seal", async () => {
    await inspected(broken);
    expect(await refusal(() => resealed(WHO.exporter))).toBe("ROLE_NOT_ALLOWED");
    expect(await seals()).toBe("SEALS_BROKEN");
  });

  it("count as broken where they were found not to conform", async () => {
    await inspected({ result: "A5", sealsConform: false });
    expect(await seals()).toBe("SEALS_BROKEN");
  });

  it("do not count where the state that is named has not endorsed the inspection", async () => {
    const { id } = await inspected(broken);
    world.unseal(INSPECTION_RECORDS, inspectionReference(CONSIGNMENT, id));
    const [key = ""] = [...world.ledger.state.keys()].filter((each) => each.includes(id));
    world.ledger.state.set(`${key}x`, "{not json");
    expect(await seals()).toBe("SEALS_INTACT");
  });
});
