// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from "vitest";
import type { z } from "zod";
import { receive, resolveDifference } from "../consignment/receive";
import { RECEIPT_RECORDS } from "../../rules/consignment/records";
import {
  type Certificate,
  CERTIFICATE_FULFIL,
  CONSIGNMENT_RECEIVE,
  CONSIGNMENT_RESOLVE_DIFFERENCE,
  receiptReference,
} from "@licet/domain";
import type { TransactionSetting } from "../../testing/fabric/memory-ledger";
import { play, refusalOf } from "../../testing/fabric/play";
import { ConsignmentWorld, kilograms, WHO } from "../../testing/worlds/consignment-world";
import { CONSIGNMENT } from "../../testing/worlds/custody-world";
import { CERTIFICATE } from "../../testing/worlds/licence-world";
import { fulfil } from "./fulfil";
import { withdraw } from "./end";

type Input = z.input<typeof CERTIFICATE_FULFIL.input>;

const PK = "PKAuthorityMSP";
const INPUT = { certificate: CERTIFICATE, consignment: CONSIGNMENT, place: "PKBQM", arrivedOn: "2026-11-23" };
const certifier = { caller: { mspId: PK, role: "certifying-officer", officer: "c".repeat(32) } } as const;

let world: ConsignmentWorld;
beforeEach(async () => {
  world = await ConsignmentWorld.withConsignment();
  await world.bindCertificate();
  await world.release();
});

const received = (secondKg = 5): Promise<unknown> => {
  const counts = [
    { item: 1, quantity: kilograms(12) },
    { item: 2, quantity: kilograms(secondKg) },
  ];
  const input = { consignment: CONSIGNMENT, place: "PKBQM", eventTime: "2026-11-23T14:30:00+05:00", counts };
  return play(world.ledger, CONSIGNMENT_RECEIVE, receive, input, WHO.pkCustoms);
};
const fulfilled = async (given: Partial<Input> = {}, setting: TransactionSetting = certifier): Promise<Certificate> =>
  (await play(world.ledger, CERTIFICATE_FULFIL, fulfil, { ...INPUT, ...given }, setting)).result;
const refusal = async (given: Partial<Input> = {}, setting: TransactionSetting = certifier): Promise<string> =>
  (await refusalOf(world.ledger, () => fulfilled(given, setting))).code;

describe("certificate:Fulfil", () => {
  it.each([certifier, WHO.pkCustoms])("records the delivery that the destination received in full", async (setting) => {
    await received();
    expect(await fulfilled({}, setting)).toMatchObject({
      status: "fulfilled",
      delivery: { consignment: CONSIGNMENT, place: "PKBQM", arrivedOn: "2026-11-23" },
    });
    expect(await refusal()).toBe("TRANSITION_NOT_ALLOWED");
    const given = { certificate: CERTIFICATE, reason: "undertaking-breached" as const };
    const { result } = await world.ledger.run(certifier, (tx) => withdraw(tx, given));
    expect(result).toMatchObject({ status: "withdrawn", delivery: { consignment: CONSIGNMENT } });
  });

  it("waits for the receipt, and for its differences to be resolved", async () => {
    expect(await refusal()).toBe("DELIVERY_NOT_COMPLETE");
    await received(4);
    expect(await refusal()).toBe("DELIVERY_NOT_COMPLETE");
    const resolution = { consignment: CONSIGNMENT, destination: "PK", reason: "short-shipped" as const };
    await play(world.ledger, CONSIGNMENT_RESOLVE_DIFFERENCE, resolveDifference, resolution, WHO.customs);
    await fulfilled();
  });

  it.each<[string, Partial<Input>, TransactionSetting, string]>([
    ["another place of its state", { place: "PKKHI" }, certifier, "DELIVERY_NOT_COMPLETE"],
    ["a place of another state", { place: "AEJEA" }, certifier, "PLACE_OF_ANOTHER_STATE"],
    ["a day to come", { arrivedOn: "2026-11-25" }, certifier, "EVENT_TIME_IN_FUTURE"],
    ["a consignment that is not there", { consignment: "GB-CN-9" }, certifier, "NOT_FOUND"],
    ["customs of another state", {}, WHO.aeCustoms, "NOT_YOUR_RECORD"],
  ])("does not take %s", async (_, given, setting, code) => {
    await received();
    expect(await refusal(given, setting)).toBe(code);
  });

  it("does not take a receipt that the destination has not recorded itself", async () => {
    await received();
    world.unprove(RECEIPT_RECORDS, receiptReference(CONSIGNMENT, "PK"));
    expect(await refusal()).toBe("CONSIGNMENT_NOT_AUTHENTIC");
  });

  it("does not take a consignment that draws on another licence", async () => {
    await received();
    await world.changeCertificate({ boundTo: "GBSIEXYK3ZZZ" });
    expect(await refusal()).toBe("DELIVERY_NOT_COMPLETE");
  });
});
