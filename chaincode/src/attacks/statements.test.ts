// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from "vitest";
import { findConsignments } from "../areas/consignment/read";
import { UCR_RECORDS } from "../rules/consignment/records";
import {
  canonicalJson,
  CHECKPOINT_RELEASE,
  CHECKPOINT_VERIFY,
  checkpointReference,
  CONSIGNMENT_FIND_BY_UCR,
  LICENCE_LIST,
  ucrReference,
} from "@licet/domain";
import { play } from "../testing/fabric/play";
import { release } from "../areas/checkpoint/holding";
import { STATEMENT_RECORDS } from "../rules/checkpoint/statements";
import { verify } from "../areas/checkpoint/verify";
import { ConsignmentWorld, UCR, WHO } from "../testing/worlds/consignment-world";
import { CARRIER_1, CONSIGNMENT } from "../testing/worlds/custody-world";
import { EXPORTER } from "../testing/worlds/licence-world";
import { listLicences } from "../areas/licence/read";
import { LICENCE_RECORDS } from "../rules/licence/records";

let world: ConsignmentWorld;
beforeEach(async () => {
  world = await ConsignmentWorld.withConsignment();
  await world.release();
});

/** As `execute`: the answer is put into canonical JSON. */
const answered = async (): Promise<string> => {
  const { result } = await play(world.ledger, CHECKPOINT_VERIFY, verify, { consignment: CONSIGNMENT }, WHO.customs);
  canonicalJson(result);
  return result.disposition;
};

const DEEP = 120_000;
const deep = `{"record":${"[".repeat(DEEP)}${"]".repeat(DEEP)},"schema":1}`;

/** What DE writes into its own slot on a consignment that does not concern it: its own key, its own proof. */
const statesOfGermany = (record: unknown): string =>
  world.forge(STATEMENT_RECORDS, checkpointReference(CONSIGNMENT, "DE"), record);
const heldBy = (placedBy: string): object => ({
  consignment: CONSIGNMENT,
  register: "DE",
  openHolds: [{ id: "DE-HD-0001", reason: "other", placedBy, placedAt: "2026-11-23T09:00:00Z" }],
});

describe("a third member alone, with what it writes into its own slot", () => {
  it("does not keep anybody from verifying by a statement nested beyond any stack", async () => {
    statesOfGermany(deep);
    expect(await answered()).toBe("may-pass");
  });

  it("does not keep the goods from being handed over by one", async () => {
    statesOfGermany(deep);
    await world.custody.runHandoff({ releasedBy: EXPORTER, receivedBy: CARRIER_1 });
  });

  it("does not keep anybody from verifying by a text that cannot be answered with", async () => {
    statesOfGermany(`{"record":${JSON.stringify(heldBy("MARK")).replace("MARK", "\\ud800")},"schema":1}`);
    await answered();
  });

  it("cannot place a hold that the registering state cannot override", async () => {
    statesOfGermany(`{"record":${JSON.stringify(heldBy("MARK")).replace("MARK", "\\ud800")},"schema":1}`);
    const input = { consignment: CONSIGNMENT, hold: "DE-HD-0001", reason: "placed-in-error" as const };
    const tryOverride = async (): Promise<void> => {
      const { result } = await play(world.ledger, CHECKPOINT_RELEASE, release, input, WHO.customs);
      canonicalJson(result);
    };
    // Either it is no statement at all, or it can be overridden.
    await tryOverride().catch((error: unknown) => expect(error).toMatchObject({ code: "NOT_FOUND" }));
  });

  it("does not keep anybody from finding a UCR", async () => {
    world.forge(UCR_RECORDS, ucrReference("DE", UCR), deep);
    const { result } = await play(world.ledger, CONSIGNMENT_FIND_BY_UCR, findConsignments, { ucr: UCR }, WHO.customs);
    expect(result.items).toHaveLength(1);
  });

  it("does not make the list of all licences unreadable", async () => {
    const list = { type: "list", ownerOf: () => "DEAuthorityMSP" } as never;
    world.forge(list, "licence/DE", { count: 1, last: "DELICENCE1" });
    world.forge(LICENCE_RECORDS, "DELICENCE1", deep);
    const { result } = await play(world.ledger, LICENCE_LIST, listLicences, {}, WHO.customs);
    expect(result.items).toHaveLength(2);
  });
});
