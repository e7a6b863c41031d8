// SPDX-License-Identifier: Apache-2.0
import { hold, release } from "../../areas/checkpoint/holding";
import { inspect } from "../../areas/checkpoint/inspect";
import { recordVerification } from "../../areas/checkpoint/record-verification";
import { CHECKPOINT_HOLD, CHECKPOINT_INSPECT, CHECKPOINT_RECORD_VERIFICATION, CHECKPOINT_RELEASE } from "@licet/domain";
import { AE, CARRIERS, PEOPLE, type Person, salted } from "./people";
import { handCopy } from "./certificates";
import { CONSIGNMENTS, SEAL, SHARED_UCR } from "./consignments";
import { LICENCE, LICENCE_2 } from "./licences";
import type { Stage } from "./stage";

/** Copies go to a state on the way and to the carriers' organisation. */
export async function shareCopies(stage: Stage): Promise<void> {
  const { held } = CONSIGNMENTS;
  for (const part of ["goods", "transport"] as const) {
    await handCopy(stage, { kind: "consignment", id: held, part }, AE, PEOPLE.licensing);
  }
  for (const id of [LICENCE, LICENCE_2]) {
    await handCopy(stage, { kind: "licence", id, part: "content" }, AE, PEOPLE.licensing);
  }
  await handCopy(stage, { kind: "consignment", id: held, part: "transport" }, CARRIERS, PEOPLE.licensing);
}

/** Holds that stand, were released, were overridden and ended with the goods; inspections with either result; verifications of each subject. */
export async function checkGoods(stage: Stage): Promise<void> {
  const { held, offered, delivered } = CONSIGNMENTS;
  await place(stage, held, PEOPLE.aeCustoms);
  const own = await place(stage, held, PEOPLE.aeCustoms);
  await stage.act(CHECKPOINT_RELEASE, release, { consignment: held, hold: own, reason: "cleared" }, PEOPLE.aeCustoms);
  const foreign = await place(stage, held, PEOPLE.deCustoms);
  const overriding = { consignment: held, hold: foreign, reason: "issuer-confirmed" } as const;
  await stage.act(CHECKPOINT_RELEASE, release, overriding, PEOPLE.licensing);
  await place(stage, held, PEOPLE.deCustoms, new Date(Date.parse(stage.time) + 120_000).toISOString());
  const seizing = await place(stage, delivered, PEOPLE.deCustoms);
  const seizure = { consignment: delivered, hold: seizing, reason: "seized" } as const;
  await stage.act(CHECKPOINT_RELEASE, release, seizure, PEOPLE.deCustoms);
  await look(stage, held, false);
  await look(stage, offered, true);
  for (const subject of [{ consignment: held }, { licence: LICENCE }, { ucr: SHARED_UCR, ucrPart: "1" }]) {
    const presented = salted({ seals: [SEAL.number], sealState: "intact" });
    const input = { ...subject, place: "AEJEA" };
    await stage.act(CHECKPOINT_RECORD_VERIFICATION, recordVerification, input, PEOPLE.aeCustoms, { presented });
  }
  const unseen = { consignment: delivered };
  await stage.act(CHECKPOINT_RECORD_VERIFICATION, recordVerification, unseen, PEOPLE.pkCustoms);
}

async function place(stage: Stage, consignment: string, by: Person, until?: string): Promise<string> {
  const input = { consignment, reason: "documents" as const, ...(until === undefined ? {} : { until }) };
  return (await stage.act(CHECKPOINT_HOLD, hold, input, by)).id;
}

async function look(stage: Stage, consignment: string, conforms: boolean): Promise<void> {
  const findings = salted({
    counts: [{ item: 1, quantity: { amount: "12000000", unit: "KGM" } }],
    seals: conforms ? [SEAL] : [{ number: "XX1", source: "CAR" }],
    serials: ["SN-1"],
    remarks: "Seen",
  });
  const input = {
    consignment,
    place: "AEJEA",
    template: conforms ? "seal-check" : "physical-check",
    result: conforms ? "A1" : "B1",
    sealState: conforms ? "intact" : "broken",
    sealsConform: conforms,
    countsAgree: true,
    eventTime: stage.time,
  } as const;
  await stage.act(CHECKPOINT_INSPECT, inspect, input, PEOPLE.aeCustoms, { findings });
}
