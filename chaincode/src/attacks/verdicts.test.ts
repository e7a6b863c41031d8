// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from "vitest";
import { amendDeclaration } from "../areas/consignment/amend";
import { commitmentOf, CONSIGNMENT_AMEND_DECLARATION } from "@licet/domain";
import { play } from "../testing/fabric/play";
import { LICENCE_RECORDS } from "../rules/licence/records";
import { requireRecord } from "../fabric/records";
import { putCertificate } from "../testing/worlds/certificates";
import { ALLOCATIONS, ConsignmentWorld, goods, kilograms, LICENCE_2, WHO } from "../testing/worlds/consignment-world";
import { CARRIER_1, CARRIER_2, CONSIGNMENT } from "../testing/worlds/custody-world";
import { EXPORTER, LICENCE, licenceContent, salted } from "../testing/worlds/licence-world";
import { outcomeOf, verified } from "./world";

const ITEM = { description: "Routing apparatus", controlCode: "5A002.a.1", commodityCode: "85176200" };

describe("what must not pass without a word", () => {
  let world: ConsignmentWorld;
  beforeEach(async () => {
    world = await ConsignmentWorld.withConsignment();
    await world.release();
  });

  it("goods that were handed over in a country that the licence prohibits, as the ledger itself says", async () => {
    const there = () => world.custody.runHandoff({ releasedBy: EXPORTER, receivedBy: CARRIER_1, place: "IRBND" });
    expect(await outcomeOf(there)).toBe("PLACE_PROHIBITED");
    expect((await verified(world, WHO.customs, { place: "IRBND" })).disposition).toBe("stop");
  });

  it("goods in the hands of a carrier whom the licence does not let carry them", async () => {
    const content = licenceContent();
    const conditions = { ...content.conditions, carriers: [CARRIER_1] };
    await world.amendContent({ ...content, conditions });
    await world.custody.runHandoff({ releasedBy: EXPORTER, receivedBy: CARRIER_2 });
    expect((await verified(world)).disposition).not.toBe("may-pass");
  });
});

describe("goods items that no licence line is drawn on for", () => {
  it("are not controlled goods", async () => {
    const world = await ConsignmentWorld.start();
    const items = [1, 2, 3].map((item) => ({ item, ...ITEM }));
    const attempt = () => world.register({ allocations: ALLOCATIONS }, { goods: goods({ items }) }, WHO.exporter);
    expect(await outcomeOf(attempt)).not.toBe("accepted");
  });
});

describe("a party that was suspended", () => {
  it("does not take more of a licence by amending what it declared before", async () => {
    const world = await ConsignmentWorld.withConsignment();
    await world.changeParty(EXPORTER, { status: "suspended" });
    const input = {
      consignment: CONSIGNMENT,
      declaration: { typeCode: "EXD", lrn: "LRN-1" },
      allocations: [
        { item: 1, licence: LICENCE, line: 1, quantity: kilograms(20) },
        { item: 2, licence: LICENCE_2, line: 1, quantity: kilograms(20) },
      ],
      reasonCode: "25",
    };
    const attempt = () => play(world.ledger, CONSIGNMENT_AMEND_DECLARATION, amendDeclaration, input, WHO.exporter);
    expect(await outcomeOf(attempt)).toBe("PARTY_NOT_IN_FORCE");
  });
});

describe("the exporting state alone, with altered chaincode", () => {
  it("does not stand in for the destination's certificate before the destination's own eyes", async () => {
    const world = await ConsignmentWorld.start();
    await putCertificate(world.ledger, { id: "GB-EUC-0001", issuingState: "GB" });
    await world.changeLicence({ boundCertificate: "GB-EUC-0001", certificateRequired: true });
    await outcomeOf(() => world.register());
    const answer = await outcomeOf(async () => {
      await world.release();
      await world.giveCopies("PKAuthorityMSP");
      throw Object.assign(new Error(), { code: (await verified(world, WHO.pkCustoms)).disposition });
    });
    expect(answer).not.toBe("may-pass");
  });

  it("does not show the destination another licence than the one that the certificate was bound to", async () => {
    const world = await ConsignmentWorld.start();
    await world.bindCertificate();
    await world.register();
    await world.release();
    // GB rewrites its licence's content after binding: another end user, and shares that with the destination.
    const other = { party: "PK-EU-0666", name: "Somebody else", country: "PK" };
    const content = licenceContent({ endUser: other, consignee: other });
    const { result: licence } = await world.ledger.run({}, (tx) => requireRecord(tx, LICENCE_RECORDS, LICENCE));
    expect(licence.boundCertificate).toBe("PK-EUC-0001");
    await world.amendContent(content);
    await world.giveCopies("PKAuthorityMSP");
    world.plant("PKAuthorityMSP", { kind: "licence", id: LICENCE, part: "content" }, salted(content));
    expect(commitmentOf(salted(content))).not.toBe(commitmentOf(salted(licenceContent())));
    const { verdicts } = await verified(world, WHO.pkCustoms);
    expect(verdicts.find(({ check }) => check === "end-use-certificate")?.code).not.toBe("CERTIFICATE_STANDS");
  });
});
