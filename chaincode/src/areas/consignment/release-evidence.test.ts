// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from "vitest";
import {
  commitmentOf,
  CONSIGNMENT_RELEASE_EVIDENCE,
  CONSIGNMENT_RELEASE_FOR_EXPORT,
  evidenceName,
  type PartRef,
  type SaltedPart,
} from "@licet/domain";
import { play, refusalOf } from "../../testing/fabric/play";
import { ConsignmentWorld, GB, goods, LICENCES, WHO } from "../../testing/worlds/consignment-world";
import { CONSIGNMENT } from "../../testing/worlds/custody-world";
import { EXPORTER, salted } from "../../testing/worlds/licence-world";
import { releaseForExport } from "./leave";
import { releaseEvidence } from "./release-evidence";

const OWN = "GB417869120000";
const RIVAL = "GB233149152777";
const ENTRY: PartRef = { kind: "party", id: EXPORTER, part: "content" };
const NAME = evidenceName(ENTRY);

/** The register's entry of the exporter. */
const entryOf = (value: string): SaltedPart =>
  salted({ name: "Example", identifiers: [{ scheme: "EORI", value }], address: "1 Quay Road", country: "GB" });

let world: ConsignmentWorld;
/** A consignment whose exporter is declared with a number, and is listed under one. */
async function declaredWith(identifier: string, listed: SaltedPart = entryOf(OWN)): Promise<void> {
  world = await ConsignmentWorld.start();
  await world.giveCopies(GB);
  const declared = goods({ exporter: { ...goods().exporter, identifier } });
  await world.register({}, { goods: declared });
  await world.changeParty(EXPORTER, { commitments: { content: commitmentOf(listed) } });
  world.plant(GB, ENTRY, listed);
}

/** Status after a release with this evidence beside goods and licences, or the code of the refusal. */
async function released(further: Readonly<Record<string, SaltedPart>> = {}): Promise<string> {
  const input = { consignment: CONSIGNMENT, licences: [...LICENCES], office: "GB000051" };
  const setting = { ...WHO.customs, evidence: { ...world.releaseEvidence(), ...further } };
  const attempt = () => play(world.ledger, CONSIGNMENT_RELEASE_FOR_EXPORT, releaseForExport, input, setting);
  try {
    return (await attempt()).result.status;
  } catch {
    return (await refusalOf(world.ledger, attempt)).code;
  }
}

beforeEach(() => declaredWith(OWN));

describe("evidence of a release", () => {
  const named = async (setting = WHO.customs): Promise<readonly unknown[]> =>
    (await play(world.ledger, CONSIGNMENT_RELEASE_EVIDENCE, releaseEvidence, { consignment: CONSIGNMENT }, setting))
      .result.parts;

  it("names the entries whose numbers the declaration gives, as far as they are held, and nothing else", async () => {
    expect(await named()).toEqual([ENTRY]);
    world.ledger.collections.get(GB)?.delete(`part/party/${EXPORTER}/content`);
    expect(await named()).toEqual([]);
  });

  it("is for customs of the registering state", async () => {
    const refusal = async (setting: typeof WHO.customs): Promise<string> =>
      (await refusalOf(world.ledger, () => named(setting))).code;
    expect(await refusal(WHO.aeCustoms)).toBe("NOT_YOUR_RECORD");
    expect(await refusal(WHO.exporter)).toBe("ROLE_NOT_ALLOWED");
  });

  it("lets goods go whose number is the exporter's, and not those of another's", async () => {
    expect(await released({ [NAME]: entryOf(OWN) })).toBe("released");
    await declaredWith(RIVAL);
    expect(await released({ [NAME]: entryOf(OWN) })).toBe("VERDICT_STOPS");
  });

  it("is not kept back by an officer whose organisation holds what would stop the goods", async () => {
    await declaredWith(RIVAL);
    expect(await released()).toBe("INVALID_CONFIDENTIAL_INPUT");
  });

  it("is nothing that the release does not rest on: every endorser would see it", async () => {
    const other: PartRef = { ...ENTRY, id: "GB-EX-0002" };
    expect(await released({ [NAME]: entryOf(OWN), [evidenceName(other)]: entryOf(RIVAL) })).toBe(
      "INVALID_CONFIDENTIAL_INPUT",
    );
  });

  it.each<[string, boolean, string]>([
    ["of before numbers were added: it is old, which refers and stops no act", true, "released"],
    ["that its register never committed to: it stops the goods, as the verdict does", false, "VERDICT_STOPS"],
  ])("may be a copy %s", async (_what, wasCommitted, outcome) => {
    const before = commitmentOf(entryOf(OWN));
    const now = commitmentOf(entryOf(RIVAL));
    await world.changeParty(EXPORTER, {
      commitments: { content: now },
      ...(wasCommitted ? { earlier: [before] } : {}),
    });
    expect(await released()).toBe(outcome);
  });

  it("follows what Verify says where nothing is held: what only refers is released", async () => {
    world.ledger.collections.get(GB)?.delete(`part/party/${EXPORTER}/content`);
    expect(await released()).toBe("released");
  });
});
