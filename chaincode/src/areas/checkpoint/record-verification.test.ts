// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from "vitest";
import type { z } from "zod";
import {
  CHECKPOINT_READ_VERIFICATION,
  CHECKPOINT_RECORD_VERIFICATION,
  LEDGER_CHECKS,
  CHECKPOINT_VERIFY,
  type Verification,
} from "@licet/domain";
import type { TransactionSetting } from "../../testing/fabric/memory-ledger";
import { refusalOf, play } from "../../testing/fabric/play";
import { ConsignmentWorld, kilograms, UCR, WHO } from "../../testing/worlds/consignment-world";
import { CONSIGNMENT } from "../../testing/worlds/custody-world";
import { LICENCE, salted } from "../../testing/worlds/licence-world";
import { readVerification, recordVerification, VERIFICATION_RECORDS } from "./record-verification";
import { verify } from "./verify";

type Given = z.input<typeof CHECKPOINT_RECORD_VERIFICATION.input>;

let world: ConsignmentWorld;
beforeEach(async () => {
  world = await ConsignmentWorld.withConsignment();
});

const subject = { consignment: CONSIGNMENT };
const recorded = async (
  given: Given = subject,
  setting: TransactionSetting = WHO.aeCustoms,
  presented?: object,
): Promise<Verification> => {
  const parts = presented === undefined ? {} : { presented: salted(presented) };
  const whole = { ...setting, parts };
  return (await play(world.ledger, CHECKPOINT_RECORD_VERIFICATION, recordVerification, given, whole)).result;
};
const codes = ({ verdicts }: Verification): string[] => verdicts.map(({ code }) => code);
const refusal = async (given: Given, setting: TransactionSetting): Promise<string> =>
  (await refusalOf(world.ledger, () => recorded(given, setting))).code;

describe("checkpoint:RecordVerification", () => {
  it("keeps codes, office and times in the asking state's name, and no sentence or fact", async () => {
    await world.release();
    const verification = await recorded({ ...subject, place: "AEJEA" });
    expect(verification.id).toMatch(/^AE-VR-[0-9A-F]{16}$/);
    expect(verification).toMatchObject({ ...subject, office: "AE000001", place: "AEJEA", disposition: "refer" });
    expect(verification.verdicts).toHaveLength(LEDGER_CHECKS.length);
    expect(Object.keys(verification.verdicts[0] ?? {}).sort()).toEqual(["check", "code", "verdict"]);
    expect(world.guardOf(VERIFICATION_RECORDS, verification.id).endorsers).toEqual(["AEAuthorityMSP"]);
  });

  it.each<[string, Given, TransactionSetting]>([
    ["a consignment, by a state that holds everything", subject, WHO.customs],
    ["a consignment, by a state that holds nothing", subject, WHO.deCustoms],
    ["a UCR", { ucr: UCR.toLowerCase() }, WHO.customs],
    ["a licence", { licence: LICENCE }, WHO.customs],
  ])("records what checkpoint:Verify answers, computed here: %s", async (_what, given, setting) => {
    const { result } = await play(world.ledger, CHECKPOINT_VERIFY, verify, given, setting);
    const { disposition, verdicts } = await recorded(given, setting);
    expect(disposition).toBe(result.disposition);
    expect(verdicts).toEqual(result.verdicts.map(({ check, verdict, code }) => ({ check, verdict, code })));
  });

  it("takes what the officer saw into the verdicts and keeps nothing of it", async () => {
    expect(codes(await recorded(subject, WHO.customs))).toContain("SEALS_INTACT");
    const seen = { seals: ["XX0001"], counts: [{ item: 1, quantity: kilograms(11) }] };
    const verification = await recorded(subject, WHO.customs, seen);
    expect(codes(verification)).toEqual(expect.arrayContaining(["SEALS_DIFFER", "QUANTITY_DIFFERS"]));
    expect(verification.disposition).toBe("stop");
    const everything = JSON.stringify([
      ...world.ledger.state,
      ...[...world.ledger.collections].map(([, held]) => [...held]),
    ]);
    expect(everything).not.toContain("XX0001");
  });

  it("takes no result from anybody", () => {
    const parses = (given: object): boolean => CHECKPOINT_RECORD_VERIFICATION.input.safeParse(given).success;
    expect(parses(subject)).toBe(true);
    expect(parses({ ...subject, disposition: "may-pass" })).toBe(false);
    expect(parses({ ...subject, verdicts: [] })).toBe(false);
    expect(CHECKPOINT_RECORD_VERIFICATION.endorsedBy(subject, { callerMsp: "AEAuthorityMSP" })).toEqual([
      "AEAuthorityMSP",
    ]);
  });

  it("is about one licence, UCR or consignment that exists", async () => {
    const parses = (given: object): boolean => CHECKPOINT_RECORD_VERIFICATION.input.safeParse(given).success;
    expect(parses({ ...subject, licence: LICENCE })).toBe(false);
    expect(parses({ ...subject, ucrPart: "1" })).toBe(false);
    expect(parses({})).toBe(false);
    expect(await refusal({ consignment: "GB-CN-0009" }, WHO.aeCustoms)).toBe("NOT_FOUND");
    expect(await refusal({ licence: "GBSIE000000" }, WHO.aeCustoms)).toBe("NOT_FOUND");
  });

  it("records the same question as often as it is asked", async () => {
    expect((await recorded()).id).not.toBe((await recorded()).id);
  });

  it("is for officers of states, at their own peer, places and offices", async () => {
    expect(await refusal(subject, WHO.carriersCustoms)).toBe("NOT_YOUR_RECORD");
    expect(await refusal(subject, WHO.exporter)).toBe("ROLE_NOT_ALLOWED");
    expect(await refusal(subject, WHO.carrier)).toBe("ROLE_NOT_ALLOWED");
    expect(await refusal(subject, { ...WHO.aeCustoms, peerMsp: "GBAuthorityMSP" })).toBe("PRIVATE_READ_REFUSED");
    expect(await refusal({ ...subject, place: "PKBQM" }, WHO.aeCustoms)).toBe("PLACE_OF_ANOTHER_STATE");
    expect(await refusal({ ...subject, office: "GB000051" }, WHO.deCustoms)).toBe("OFFICE_OF_ANOTHER_STATE");
  });

  it.each<[string, Partial<Verification>]>([
    ["an organisation that is no authority", { id: "CARRIERS-VR-1" }],
    ["an office of another state", { office: "PK000001" }],
    ["a place of another state", { place: "PKBQM" }],
  ])("is not read as one of %s", async (_what, given) => {
    const forged = { ...(await recorded()), ...given };
    world.forge(VERIFICATION_RECORDS, forged.id, forged);
    const read = () =>
      play(world.ledger, CHECKPOINT_READ_VERIFICATION, readVerification, { verification: forged.id }, WHO.carrier);
    expect((await refusalOf(world.ledger, read)).code).toBe("NOT_FOUND");
  });

  it("can be read by everybody afterwards", async () => {
    const verification = await recorded();
    const question = { verification: verification.id };
    const read = await play(world.ledger, CHECKPOINT_READ_VERIFICATION, readVerification, question, WHO.carrier);
    expect(read.result).toEqual(verification);
  });
});
