// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from "vitest";
import { CHECKPOINT_VERIFY, type Verdict } from "@licet/domain";
import type { TransactionSetting } from "../../testing/fabric/memory-ledger";
import { play } from "../../testing/fabric/play";
import { ConsignmentWorld, WHO } from "../../testing/worlds/consignment-world";
import { CARRIER_1, CARRIER_2, CONSIGNMENT } from "../../testing/worlds/custody-world";
import { EXPORTER } from "../../testing/worlds/licence-world";
import { verify } from "./verify";

let world: ConsignmentWorld;
beforeEach(async () => {
  world = await ConsignmentWorld.withConsignment();
  for (const organisation of ["AEAuthorityMSP", "CarriersMSP"]) await world.giveCopies(organisation);
  await world.release();
  await world.custody.runHandoff({ releasedBy: EXPORTER, receivedBy: CARRIER_1 });
});

const asked = async (setting: TransactionSetting): Promise<Verdict | undefined> => {
  const question = { consignment: CONSIGNMENT, presented: { seals: ["XX0001"] } };
  const { result } = await play(world.ledger, CHECKPOINT_VERIFY, verify, question, setting);
  const verdict = result.verdicts.find(({ check }) => check === "seals");
  expect(JSON.stringify(result).includes("GB7001")).toBe(verdict?.facts["missing"] !== undefined);
  return verdict;
};
const acting = (of: TransactionSetting, party: string): TransactionSetting => ({ caller: { ...of.caller, party } });

describe("seal numbers in a verdict", () => {
  it.each<[string, TransactionSetting]>([
    ["customs of the registering state", WHO.customs],
    ["customs of a state that holds a copy", WHO.aeCustoms],
    ["a licensing officer", WHO.licensing],
  ])("are told to %s", async (_who, setting) => {
    expect(await asked(setting)).toMatchObject({
      code: "SEALS_DIFFER",
      facts: { strange: ["XX0001"], missing: ["GB7001"], strangeCount: 1, missingCount: 1 },
    });
  });

  it.each<[string, TransactionSetting]>([
    ["the exporter that declared the goods", WHO.exporter],
    ["the carrier that has them", WHO.carrier],
    ["somebody whom a carriers' organisation calls customs", WHO.carriersCustoms],
  ])("are counted to %s", async (_who, setting) => {
    const verdict = await asked(setting);
    expect(verdict).toMatchObject({ code: "SEALS_DIFFER", facts: { strangeCount: 1, missingCount: 1 } });
    expect(Object.keys(verdict?.facts ?? {})).not.toEqual(expect.arrayContaining(["strange"]));
  });

  it.each<[string, TransactionSetting]>([
    ["a competitor of the exporter", WHO.otherExporter],
    ["a carrier that does not have the goods", acting(WHO.carrier, CARRIER_2)],
    ["an exporter that acts for nobody", acting(WHO.exporter, "")],
    ["a state that holds no copy", WHO.deCustoms],
  ])("are not compared for %s, so that no guess is answered", async (_who, setting) => {
    expect(await asked(setting)).toMatchObject({ code: "SEALS_NOT_DISCLOSED" });
  });
});
