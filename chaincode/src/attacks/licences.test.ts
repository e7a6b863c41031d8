// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from "vitest";
import { STATEMENT_RECORDS } from "../rules/checkpoint/statements";
import { reseal } from "../areas/custody/matters";
import { readHead } from "../areas/custody/read";
import {
  checkpointReference,
  CUSTODY_RESEAL,
  LICENCE_CONFIRM_ACTION,
  LICENCE_RECORD_LATE,
  LICENCE_RELEASE,
  LICENCE_REQUEST_AMENDMENT,
  LICENCE_REQUEST_OVERRIDE,
} from "@licet/domain";
import { play } from "../testing/fabric/play";
import { confirmAction } from "../areas/licence/confirm";
import { requestAmendment, requestOverride } from "../areas/licence/request";
import { gbp } from "../testing/licence/write-offs";
import { LICENCE as FIXTURE, WHO as OFFICERS, withLicence } from "../testing/licence/fixtures";
import { requireUsableLicence } from "../rules/licence/usable";
import { recordLate } from "../areas/licence/write-off/record-late";
import { release } from "../areas/licence/write-off/release";
import { ConsignmentWorld, kilograms, WHO } from "../testing/worlds/consignment-world";
import { CONSIGNMENT } from "../testing/worlds/custody-world";
import { LICENCE, licenceContent, salted } from "../testing/worlds/licence-world";
import { outcomeOf, verified } from "./world";

const WHY = { reason: "exceptional-circumstances", legalBasis: "the act" } as const;

describe("a licence that is amended after a certificate was bound to it", () => {
  it("is not used for an end user whom the certificate does not name", async () => {
    const world = await ConsignmentWorld.start();
    await world.bindCertificate();
    const other = { party: "IR-EU-0001", name: "Somebody else", country: "PK" };
    const content = salted(licenceContent({ endUser: other, consignee: other }));
    const input = { licence: LICENCE, ...WHY, amendment: { validTo: "2027-12-30" } };
    const asked = await outcomeOf(async () => {
      const { result } = await play(world.ledger, LICENCE_REQUEST_AMENDMENT, requestAmendment, input, {
        ...WHO.licensing,
        parts: { content },
      });
      const senior = {
        caller: { mspId: "GBAuthorityMSP", role: "senior-licensing-officer", officer: "b".repeat(32) },
      } as const;
      await play(
        world.ledger,
        LICENCE_CONFIRM_ACTION,
        confirmAction,
        { licence: LICENCE, action: result.action },
        { ...senior, evidence: { content } },
      );
      await world.ledger.run({}, (tx) => requireUsableLicence(tx, LICENCE));
    });
    expect(asked).not.toBe("accepted");
  });

  it("nor for a hundred times the quantity that it certifies", async () => {
    const world = await ConsignmentWorld.start();
    await world.bindCertificate();
    const lines = [{ line: 1, control: "quantity" as const, unit: "KGM", authorised: "2000000000" }];
    const asked = await outcomeOf(async () => {
      const { result } = await play(
        world.ledger,
        LICENCE_REQUEST_AMENDMENT,
        requestAmendment,
        { licence: LICENCE, ...WHY, amendment: { lines } },
        WHO.licensing,
      );
      const senior = {
        caller: { mspId: "GBAuthorityMSP", role: "senior-licensing-officer", officer: "b".repeat(32) },
      } as const;
      await play(
        world.ledger,
        LICENCE_CONFIRM_ACTION,
        confirmAction,
        { licence: LICENCE, action: result.action },
        senior,
      );
      await world.ledger.run({}, (tx) => requireUsableLicence(tx, LICENCE));
    });
    expect(asked).not.toBe("accepted");
  });
});

describe("a third member that says again and again that the seals are broken", () => {
  let world: ConsignmentWorld;
  beforeEach(async () => {
    world = await ConsignmentWorld.withConsignment();
    await world.release();
  });

  it("is overridden by the registering state, or ended by a re-sealing, for good", async () => {
    const lie = async (): Promise<void> => {
      const { result: head } = await world.ledger.run({}, (tx) => readHead(tx, { consignment: CONSIGNMENT }));
      const seals = { found: "broken", sequence: head.count };
      const record = { consignment: CONSIGNMENT, register: "DE", openHolds: [], seals };
      world.forge(STATEMENT_RECORDS, checkpointReference(CONSIGNMENT, "DE"), record);
    };
    await lie();
    const input = { consignment: CONSIGNMENT, place: "GBFXT", eventTime: "2026-11-23T09:30:00Z" };
    const content = salted({ removed: [], affixed: [{ number: "N1", source: "CUS" }] });
    await play(world.ledger, CUSTODY_RESEAL, reseal, input, { ...WHO.customs, parts: { content } });
    expect((await verified(world)).disposition).toBe("may-pass");
    await lie();
    expect((await verified(world)).disposition).toBe("may-pass");
  });
});

describe("an override of a line that is controlled by value", () => {
  it("does not lift the value limit altogether", async () => {
    const ledger = await withLicence();
    const asked = { licence: FIXTURE, ...WHY, line: 3, quantity: { amount: "1", unit: "NAR" } };
    const { result } = await play(ledger, LICENCE_REQUEST_OVERRIDE, requestOverride, asked, OFFICERS.licensing);
    await play(
      ledger,
      LICENCE_CONFIRM_ACTION,
      confirmAction,
      { licence: FIXTURE, action: result.action },
      OFFICERS.senior,
    );
    const late = {
      document: { type: "LRN" as const, reference: "1" },
      usedOn: "2026-11-20",
      reason: "late",
      override: result.action,
      lines: [{ licence: FIXTURE, line: 3, item: 1, quantity: { amount: "1000000", unit: "NAR" } }],
    };
    const attempt = () =>
      play(ledger, LICENCE_RECORD_LATE, recordLate, late, { ...OFFICERS.customs, ...gbp("99999999999999") });
    expect(await outcomeOf(attempt)).not.toBe("accepted");
  });
});

describe("a state that was let in reserves everything in its own consignments", () => {
  it("and the licence's owner gets it back", async () => {
    const world = await ConsignmentWorld.start();
    await world.changeLicence({ writeOffBy: ["AE"] });
    await world.custody.register("AE-EX-0001");
    const consignment = await world.register(
      {
        consignment: "AE-CN-0001",
        custodian: "AE-EX-0001",
        route: ["AEJEA", "PKBQM"],
        allocations: [{ item: 1, licence: LICENCE, line: 1, quantity: kilograms(20) }],
      },
      {},
      WHO.aeCustoms,
    );
    await world.changeLicence({ writeOffBy: [] });
    const { reservation } = consignment.allocations[0]!;
    const input = { reason: "withdrawn", lines: [{ licence: LICENCE, line: 1, reservation }] };
    const attempt = () => play(world.ledger, LICENCE_RELEASE, release, input, WHO.licensing);
    expect(await outcomeOf(attempt)).toBe("accepted");
  });
});
