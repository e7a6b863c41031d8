// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from "vitest";
import { CHECKPOINT_RECORD_VERIFICATION, CHECKPOINT_VERIFY } from "../domain/checkpoint/definitions";
import type { Verification } from "../domain/checkpoint/schemas";
import { refusalOf, play } from "../ledger/testing/play";
import { ConsignmentWorld, WHO } from "../testing/consignment-world";
import { CONSIGNMENT } from "../testing/custody-world";
import { LICENCE } from "../testing/licence-world";
import { recordVerification } from "./record-verification";
import { verify } from "./verify";

let world: ConsignmentWorld;
beforeEach(async () => {
  world = await ConsignmentWorld.withConsignment();
});

const subject = { consignment: CONSIGNMENT };
const recorded = async (setting = WHO.aeCustoms): Promise<Verification> => {
  const { result } = await play(world.ledger, CHECKPOINT_VERIFY, verify, subject, setting);
  const verdicts = result.verdicts.map(({ check, verdict, code }) => ({ check, verdict, code }));
  const input = { ...subject, place: "AEJEA", disposition: result.disposition, verdicts };
  return (await play(world.ledger, CHECKPOINT_RECORD_VERIFICATION, recordVerification, input, setting)).result;
};

describe("checkpoint:RecordVerification", () => {
  it("keeps codes, office and times in the asking state's name, and no sentence or fact", async () => {
    const verification = await recorded();
    expect(verification.id).toMatch(/^AE-VR-[0-9A-F]{16}$/);
    expect(verification).toMatchObject({ ...subject, office: "AE000001", place: "AEJEA", disposition: "refer" });
    expect(verification.verdicts).toHaveLength(9);
    expect(Object.keys(verification.verdicts[0] ?? {}).sort()).toEqual(["check", "code", "verdict"]);
    const [key = ""] = [...world.ledger.state.keys()].filter((each) => each.includes(verification.id));
    expect(world.ledger.endorsers.get(key)).toEqual(["AEAuthorityMSP"]);
  });

  it("records the same question as often as it is asked", async () => {
    expect((await recorded()).id).not.toBe((await recorded()).id);
  });

  it("is for officers of states", async () => {
    const refusal = async (setting: typeof WHO.aeCustoms): Promise<string> =>
      (await refusalOf(world.ledger, () => recorded(setting))).code;
    expect(await refusal(WHO.carriersCustoms)).toBe("NOT_YOUR_RECORD");
    expect(await refusal(WHO.exporter)).toBe("ROLE_NOT_ALLOWED");
    expect(await refusal(WHO.carrier)).toBe("ROLE_NOT_ALLOWED");
  });

  it("is about one licence, UCR or consignment, with codes that look like codes", () => {
    const verdicts = [{ check: "integrity", verdict: "satisfactory", code: "INTEGRITY_CONFIRMED" }] as const;
    const input = { ...subject, disposition: "may-pass", verdicts };
    const parses = (given: object): boolean => CHECKPOINT_RECORD_VERIFICATION.input.safeParse(given).success;
    expect(parses(input)).toBe(true);
    expect(parses({ ...input, licence: LICENCE })).toBe(false);
    expect(parses({ ...input, consignment: undefined })).toBe(false);
    expect(parses({ ...input, verdicts: [{ ...verdicts[0], code: "Example Networks" }] })).toBe(false);
  });
});
