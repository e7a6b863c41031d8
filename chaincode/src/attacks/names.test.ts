// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from "vitest";
import { INSPECTION_RECORDS } from "../rules/checkpoint/inspections";
import { listInspections } from "../areas/checkpoint/inspect";
import { readVerification, VERIFICATION_RECORDS } from "../areas/checkpoint/record-verification";
import { STATEMENT_RECORDS } from "../rules/checkpoint/statements";
import { showConsignment } from "../areas/consignment/read";
import { CONSIGNMENT_RECORDS } from "../rules/consignment/records";
import {
  canonicalJson,
  CHECKPOINT_LIST_INSPECTIONS,
  checkpointReference,
  innerReference,
  lineReference,
} from "@licet/domain";
import { play } from "../testing/fabric/play";
import { readLicence } from "../areas/licence/read";
import { LICENCE_RECORDS, LINE_RECORDS } from "../rules/licence/records";
import { requireRecord } from "../fabric/records";
import { ConsignmentWorld, WHO } from "../testing/worlds/consignment-world";
import { CONSIGNMENT } from "../testing/worlds/custody-world";
import { LICENCE } from "../testing/worlds/licence-world";
import { outcomeOf, verified } from "./world";

let world: ConsignmentWorld;
beforeEach(async () => {
  world = await ConsignmentWorld.withConsignment();
  await world.release();
});

describe("a member that speaks in another state's name", () => {
  it("places no hold for an office of another state", async () => {
    world.forge(STATEMENT_RECORDS, checkpointReference(CONSIGNMENT, "DE"), {
      consignment: CONSIGNMENT,
      register: "DE",
      openHolds: [
        {
          id: "DE-HD-1",
          reason: "other",
          office: "PK000001",
          placedBy: "0".repeat(32),
          placedAt: "2026-11-23T09:00:00Z",
        },
      ],
    });
    const { holds } = await verified(world);
    expect(holds.map(({ office }) => office)).not.toContain("PK000001");
  });

  it("records no inspection at a place, or of an office, of another state", async () => {
    const id = innerReference(CONSIGNMENT, "DE-IN-1");
    const inspection = {
      id: "DE-IN-1",
      consignment: CONSIGNMENT,
      office: "PK000001",
      place: "PKBQM",
      template: "seal-check",
      result: "A1",
      sealState: "intact",
      sealsConform: true,
      countsAgree: true,
      custodySequence: 999,
      commitments: {},
      certifiedBy: "x",
      eventTime: "2026-11-23T09:00:00Z",
      recordTime: "2026-11-23T09:00:00Z",
    };
    const text = canonicalJson({ listed: { position: 1 }, record: inspection, schema: 1 });
    world.forge(INSPECTION_RECORDS, id, text);
    world.forge(
      { type: "list", ownerOf: () => "DEAuthorityMSP" } as never,
      `inspection/${checkpointReference(CONSIGNMENT, "DE")}`,
      { count: 1, last: id },
    );
    const { result } = await play(
      world.ledger,
      CHECKPOINT_LIST_INSPECTIONS,
      listInspections,
      { consignment: CONSIGNMENT },
      WHO.customs,
    );
    expect(result.items.map(({ place }) => place)).not.toContain("PKBQM");
  });

  it("records no verification where it is no authority", async () => {
    world.forge(VERIFICATION_RECORDS, "CARRIERS-VR-1", {
      id: "CARRIERS-VR-1",
      consignment: CONSIGNMENT,
      office: "PK000001",
      place: "PKBQM",
      disposition: "may-pass",
      verdicts: [],
      officer: "x",
      recordedAt: "2026-11-23T09:00:00Z",
    });
    const attempt = () => world.ledger.run({}, (tx) => readVerification(tx, { verification: "CARRIERS-VR-1" }));
    expect(await outcomeOf(attempt)).not.toBe("accepted");
  });

  it("issues no licence in another authority's name", async () => {
    const { result: real } = await world.ledger.run({}, (tx) => requireRecord(tx, LICENCE_RECORDS, LICENCE));
    const { result: line } = await world.ledger.run({}, (tx) =>
      requireRecord(tx, LINE_RECORDS, lineReference(LICENCE, 1)),
    );
    world.forge(LICENCE_RECORDS, "DELICENCE1", { ...real, number: "DELICENCE1" });
    world.forge(LINE_RECORDS, "DELICENCE1#1", { ...line, licence: "DELICENCE1" });
    const attempt = () => world.ledger.run({}, (tx) => readLicence(tx, { licence: "DELICENCE1" }));
    expect(await outcomeOf(attempt)).not.toBe("accepted");
  });

  it("registers no consignment as declared for a party of another register", async () => {
    world.forge(CONSIGNMENT_RECORDS, "DE-CN-1", { ...(await world.consignment()), id: "DE-CN-1" });
    const attempt = () => world.ledger.run({}, (tx) => showConsignment(tx, { consignment: "DE-CN-1" }));
    expect(await outcomeOf(attempt)).not.toBe("accepted");
  });
});
