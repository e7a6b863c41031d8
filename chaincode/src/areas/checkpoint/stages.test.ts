// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from "vitest";
import type { z } from "zod";
import { receive } from "../consignment/receive";
import { type Check, CHECKPOINT_VERIFY, commitmentOf, CONSIGNMENT_RECEIVE } from "@licet/domain";
import type { TransactionSetting } from "../../testing/fabric/memory-ledger";
import { play, refusalOf } from "../../testing/fabric/play";
import { CONSIGNMENT_RECORDS } from "../../rules/consignment/records";
import { putCertificate } from "../../testing/worlds/certificates";
import { ConsignmentWorld, goods, kilograms, WHO } from "../../testing/worlds/consignment-world";
import { CARRIER_1, CONSIGNMENT } from "../../testing/worlds/custody-world";
import { CERTIFICATE, EXPORTER, licenceContent, salted } from "../../testing/worlds/licence-world";
import { verify } from "./verify";

type Presented = z.input<typeof CHECKPOINT_VERIFY.input>["presented"];
type Answer = z.output<typeof CHECKPOINT_VERIFY.output>;

let world: ConsignmentWorld;
beforeEach(async () => {
  world = await ConsignmentWorld.withConsignment();
  for (const state of ["AE", "PK", "DE"]) await world.giveCopies(`${state}AuthorityMSP`);
});

const ask = async (setting: TransactionSetting = WHO.customs, presented: Presented = {}): Promise<Answer> => {
  const question = { consignment: CONSIGNMENT, presented };
  return (await play(world.ledger, CHECKPOINT_VERIFY, verify, question, setting)).result;
};
const codeOf = ({ verdicts }: Answer, check: Check): string | undefined =>
  verdicts.find((verdict) => verdict.check === check)?.code;
const received = async (): Promise<void> => {
  await world.release();
  const counts = [
    { item: 1, quantity: kilograms(12) },
    { item: 2, quantity: kilograms(5) },
  ];
  const input = { consignment: CONSIGNMENT, place: "PKBQM", eventTime: "2026-11-23T14:30:00+05:00", counts };
  await play(world.ledger, CONSIGNMENT_RECEIVE, receive, input, WHO.pkCustoms);
};

/** How far the goods are, by what the ledger says. */
const STAGES = {
  registered: () => Promise.resolve(),
  released: () => world.release(),
  received,
} as const;

describe("where the goods are, and how far", () => {
  it.each<[keyof typeof STAGES, string, TransactionSetting, string | undefined, string, string]>([
    ["registered", "the exporting state", WHO.customs, undefined, "QUANTITY_RESERVED", "may-pass"],
    ["registered", "the exit office", WHO.customs, "GBFXT", "QUANTITY_RESERVED", "may-pass"],
    ["registered", "the exporting state, elsewhere asked", WHO.aeCustoms, "GBFXT", "QUANTITY_RESERVED", "may-pass"],
    ["registered", "transit, by the exporting state", WHO.customs, "AEJEA", "QUANTITY_NOT_RELEASED", "stop"],
    ["registered", "transit", WHO.aeCustoms, "AEJEA", "QUANTITY_NOT_RELEASED", "stop"],
    ["registered", "transit, no place given", WHO.aeCustoms, undefined, "QUANTITY_NOT_RELEASED", "stop"],
    ["registered", "the destination", WHO.pkCustoms, "PKBQM", "QUANTITY_NOT_RELEASED", "stop"],
    ["registered", "elsewhere", WHO.deCustoms, undefined, "QUANTITY_NOT_RELEASED", "stop"],
    ["registered", "nobody knows where", WHO.carrier, undefined, "QUANTITY_NOT_RELEASED", "stop"],
    ["registered", "the exporting state, by a carrier", WHO.carrier, "GBFXT", "QUANTITY_RESERVED", "refer"],
    ["released", "the exporting state", WHO.customs, undefined, "QUANTITY_WRITTEN_OFF", "may-pass"],
    ["released", "the exit office", WHO.customs, "GBFXT", "QUANTITY_WRITTEN_OFF", "may-pass"],
    ["released", "transit", WHO.aeCustoms, "AEJEA", "QUANTITY_WRITTEN_OFF", "may-pass"],
    ["released", "transit, no place given", WHO.aeCustoms, undefined, "QUANTITY_WRITTEN_OFF", "may-pass"],
    ["released", "the destination", WHO.pkCustoms, "PKBQM", "QUANTITY_WRITTEN_OFF", "may-pass"],
    ["released", "elsewhere", WHO.deCustoms, "DEHAM", "QUANTITY_WRITTEN_OFF", "refer"],
    ["received", "the destination", WHO.pkCustoms, "PKBQM", "CONSIGNMENT_RECEIVED", "refer"],
    ["received", "the destination, no place given", WHO.pkCustoms, undefined, "CONSIGNMENT_RECEIVED", "refer"],
    ["received", "the destination, asked elsewhere", WHO.customs, "PKBQM", "CONSIGNMENT_RECEIVED", "refer"],
    ["received", "transit", WHO.aeCustoms, "AEJEA", "CONSIGNMENT_SEEN_AGAIN", "stop"],
    ["received", "transit, no place given", WHO.aeCustoms, undefined, "CONSIGNMENT_SEEN_AGAIN", "stop"],
    ["received", "transit, by the destination", WHO.pkCustoms, "AEJEA", "CONSIGNMENT_SEEN_AGAIN", "stop"],
    ["received", "the exporting state", WHO.customs, undefined, "CONSIGNMENT_SEEN_AGAIN", "stop"],
    ["received", "the exit office", WHO.customs, "GBFXT", "CONSIGNMENT_SEEN_AGAIN", "stop"],
    ["received", "elsewhere", WHO.deCustoms, "DEHAM", "CONSIGNMENT_SEEN_AGAIN", "stop"],
    ["received", "nobody knows where", WHO.carrier, undefined, "CONSIGNMENT_SEEN_AGAIN", "stop"],
  ])("%s, %s", async (stage, _where, setting, place, code, disposition) => {
    await STAGES[stage]();
    const answer = await ask(setting, place === undefined ? {} : { place });
    expect([codeOf(answer, "quantity"), answer.disposition]).toEqual([code, disposition]);
  });

  it("says when and where they arrived", async () => {
    await received();
    const sentence = `The goods of ${CONSIGNMENT} arrived on 2026-11-23T10:00:00.000Z at PKBQM.`;
    for (const setting of [WHO.pkCustoms, WHO.aeCustoms])
      expect((await ask(setting)).verdicts[2]).toMatchObject({ sentence });
  });
});

describe("certificates that the goods set out under", () => {
  beforeEach(async () => {
    world = await ConsignmentWorld.start();
    await world.bindCertificate();
    await world.register();
    await world.giveCopies("GBAuthorityMSP");
    await world.release();
  });

  it.each<[string, () => Promise<unknown>]>([
    ["its licence names it", () => Promise.resolve()],
    [
      "the licence was cleared of it",
      () => world.changeLicence({ boundCertificate: undefined, certificateRequired: false }),
    ],
    [
      "the licence names another",
      async () => {
        await putCertificate(world.ledger, { id: "PK-EUC-0002" });
        await world.changeLicence({ boundCertificate: "PK-EUC-0002" });
      },
    ],
  ])("stop the goods once one is withdrawn, whatever the exporting state says: %s", async (_what, hostile) => {
    await hostile();
    const before = await ask();
    expect([codeOf(before, "end-use-certificate"), before.disposition]).toEqual(["CERTIFICATE_STANDS", "may-pass"]);
    await world.changeCertificate({ status: "withdrawn" });
    expect(await ask()).toMatchObject({ disposition: "stop", reasons: ["CERTIFICATE_FAILS"] });
    expect((await ask()).verdicts[6]?.facts).toMatchObject({ certificate: CERTIFICATE, status: "withdrawn" });
  });

  it("are of the end user's state, where its content says which that is", async () => {
    const { endUser } = licenceContent();
    await world.amendContent(licenceContent({ endUser: { ...endUser, country: "AE" } }));
    expect(codeOf(await ask(), "end-use-certificate")).toBe("CERTIFICATE_FAILS");
  });

  it("refer goods under way whose licence was changed since", async () => {
    await world.amendContent(licenceContent({ endUse: "Switching of a network" }));
    expect(await ask()).toMatchObject({ disposition: "refer", reasons: ["CERTIFICATE_TERMS_CHANGED"] });
  });
});

describe("content that its state committed to and that is none", () => {
  it.each<[string, unknown]>([
    ["goods that list no items", { items: 1 }],
    ["nothing", null],
    ["a text", "goods"],
    ["goods with a field that nobody knows", { ...goods(), colour: "red" }],
  ])("is an answer, and stops the goods: %s", async (_what, content) => {
    await world.release();
    const { commitments, ...real } = await world.consignment();
    const nonsense = salted(content);
    const forged = { ...real, commitments: { ...commitments, goods: commitmentOf(nonsense) } };
    world.forge(CONSIGNMENT_RECORDS, CONSIGNMENT, forged);
    world.plant("PKAuthorityMSP", { kind: "consignment", id: CONSIGNMENT, part: "goods" }, nonsense);
    const answer = await ask(WHO.pkCustoms);
    expect([codeOf(answer, "integrity"), answer.disposition]).toEqual(["COPY_ALTERED", "stop"]);
  });
});

describe("who carries the goods, and where they were handed over", () => {
  const carriedBy = async (carriers: string[]): Promise<void> => {
    const { conditions } = licenceContent();
    await world.amendContent(licenceContent({ conditions: { ...conditions, carriers } }));
  };

  it.each<[string, string[], boolean, string, string]>([
    ["the exporter, who carries nothing yet", [CARRIER_1], false, "PARTIES_AGREE", "may-pass"],
    ["the carrier that is named", [CARRIER_1], true, "PARTIES_AGREE", "may-pass"],
    ["any carrier, where none is named", [], true, "PARTIES_AGREE", "may-pass"],
    ["a carrier that is not named", ["CARRIERS-CR-0009"], true, "CARRIER_NOT_LICENSED", "refer"],
  ])("%s", async (_who, carriers, handedOver, code, disposition) => {
    await world.release();
    await carriedBy(carriers);
    if (handedOver) await world.custody.runHandoff({ releasedBy: EXPORTER, receivedBy: CARRIER_1 });
    const answer = await ask(WHO.customs, handedOver ? { place: "AEJEA" } : {});
    expect([codeOf(answer, "parties"), answer.disposition]).toEqual([code, disposition]);
  });

  it.each([
    ["a place of the route", "AEJEA", "ROUTE_AS_LICENSED"],
    ["another place of a state on the route", "GBLHR", "ROUTE_AS_LICENSED"],
  ])("handed over at %s", async (_where, place, code) => {
    await world.release();
    await world.custody.runHandoff({ releasedBy: EXPORTER, receivedBy: CARRIER_1, place });
    expect(codeOf(await ask(), "route")).toBe(code);
  });

  it.each([
    ["a state off the route", "DEHAM", "PLACE_OFF_ROUTE"],
    ["a state that the licence prohibits", "IRBND", "PLACE_PROHIBITED"],
  ])("are not handed over at %s", async (_where, place, code) => {
    await world.release();
    const attempt = () => world.custody.runHandoff({ releasedBy: EXPORTER, receivedBy: CARRIER_1, place });
    expect((await refusalOf(world.ledger, attempt)).code).toBe(code);
  });

  it("are on another route than they set out on, where the exporting state has rewritten it", async () => {
    await world.release();
    world.forge(CONSIGNMENT_RECORDS, CONSIGNMENT, {
      ...(await world.consignment()),
      route: ["GBFXT", "DEHAM", "PKBQM"],
    });
    expect(await ask()).toMatchObject({ disposition: "refer", reasons: ["ROUTE_DEVIATES"] });
  });
});

describe("goods that no licence is drawn on for", () => {
  it.each([
    ["controlled ones", "5A002.a.1", "GOODS_DIFFER"],
    ["ones of which nothing says whether they are", undefined, "GOODS_UNKNOWN"],
  ])("%s", async (_what, controlCode, code) => {
    const { items } = goods();
    const more = { item: 3, description: "Rack", ...(controlCode === undefined ? {} : { controlCode }) };
    const content = salted(goods({ items: [...items, more] }));
    const { commitments, ...real } = await world.consignment();
    const forged = { ...real, commitments: { ...commitments, goods: commitmentOf(content) } };
    world.forge(CONSIGNMENT_RECORDS, CONSIGNMENT, forged);
    world.plant("GBAuthorityMSP", { kind: "consignment", id: CONSIGNMENT, part: "goods" }, content);
    expect(codeOf(await ask(), "goods-and-codes")).toBe(code);
  });
});
