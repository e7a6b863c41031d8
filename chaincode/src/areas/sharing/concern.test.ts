// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from "vitest";
import { CERTIFICATE_RECORDS } from "../../rules/certificate/records";
import { commitmentAt } from "../../contracts/commitments";
import { CONSIGNMENT_RECORDS } from "../../rules/consignment/records";
import { CUSTODY_HEADS } from "../../rules/custody/records";
import { handOff } from "../custody/handoff";
import { propose } from "../custody/propose";
import {
  commitmentOf,
  CUSTODY_RELEASE,
  custodyReleaseMessage,
  DISCLOSURE,
  LicetError,
  type PartRef,
  type Role,
} from "@licet/domain";
import type { TransactionSetting } from "../../testing/fabric/memory-ledger";
import { CERTIFICATE, END_USER, EXPORTER, LICENCE, salted } from "../../testing/worlds/licence-world";
import { ConsignmentWorld, EXPORTER_2, TRANSPORT, WHO } from "../../testing/worlds/consignment-world";
import {
  CARRIER_1,
  CARRIER_2,
  CARRIER_3,
  COURIER,
  CONSIGNMENT,
  found,
  terms,
} from "../../testing/worlds/custody-world";
import { readPartForCaller } from "./read-part";
import { share } from "./share";

const TRANSPORT_PART: PartRef = { kind: "consignment", id: CONSIGNMENT, part: "transport" };
const GOODS_PART: PartRef = { kind: "consignment", id: CONSIGNMENT, part: "goods" };
const CONTENT = salted({ seals: [{ number: "GB7001", source: "CUS" }] });
const OFFER_UNTIL = "2026-11-23T12:00:00.000Z";

let world: ConsignmentWorld;
/** Custody event by which the first carrier took the goods. */
let transferred: PartRef;

beforeEach(async () => {
  world = await ConsignmentWorld.withConsignment();
  await world.custody.register(CARRIER_3);
  await world.release();
  const given = terms({
    releasedBy: EXPORTER,
    receivedBy: CARRIER_1,
    notifiedParty: CARRIER_3,
    content: commitmentOf(CONTENT),
  });
  const { result } = await world.ledger.run({ caller: COURIER, parts: { content: CONTENT } }, (tx) =>
    handOff(tx, world.custody.handoff(given, found())),
  );
  transferred = { kind: "custody-event", id: result.event, part: "content" };
  for (const organisation of ["CarriersMSP", "AEAuthorityMSP"]) await world.giveCopies(organisation);
});

/** Offers the goods to the second carrier until a moment. */
async function offered(): Promise<void> {
  const offer = terms({ transfer: 2, eventTime: "2026-11-23T09:30:00Z", offerUntil: OFFER_UNTIL });
  const signature = world.custody.sign(CARRIER_1, CUSTODY_RELEASE, custodyReleaseMessage(offer));
  await world.ledger.run({ caller: COURIER }, (tx) => propose(tx, { ...offer, timeClass: "ACT", signature }));
}

const acting = (mspId: string, role: Role, party?: string): TransactionSetting => ({ caller: { mspId, role, party } });
const exporter = (party?: string): TransactionSetting => acting("GBAuthorityMSP", "exporter", party);
const carrier = (party?: string): TransactionSetting => acting("CarriersMSP", "carrier", party);

/** "read", or the code of the refusal. */
async function outcomeOf(ref: PartRef, setting: TransactionSetting): Promise<string> {
  try {
    await world.ledger.run(setting, (tx) => readPartForCaller(tx, ref));
    return "read";
  } catch (error) {
    if (error instanceof LicetError) return error.code;
    throw error;
  }
}

describe("what concerns a party", () => {
  it.each<[string, PartRef, TransactionSetting, string]>([
    ["the declarant, of the transport", TRANSPORT_PART, exporter(EXPORTER), "read"],
    ["a competitor, of the transport", TRANSPORT_PART, exporter(EXPORTER_2), "NOT_DISCLOSED"],
    ["nobody's agent, of the transport", TRANSPORT_PART, exporter(), "NOT_DISCLOSED"],
    ["the custodian, of the transport", TRANSPORT_PART, carrier(CARRIER_1), "read"],
    ["another carrier of the same organisation", TRANSPORT_PART, carrier(CARRIER_2), "NOT_DISCLOSED"],
    ["nobody's carrier", TRANSPORT_PART, carrier(), "NOT_DISCLOSED"],
    ["the end user whom the goods name", TRANSPORT_PART, acting("GBAuthorityMSP", "end-user", END_USER), "read"],
    ["another end user", TRANSPORT_PART, acting("GBAuthorityMSP", "end-user", "PK-EU-0002"), "NOT_DISCLOSED"],
    ["customs of a state that holds a copy", TRANSPORT_PART, WHO.aeCustoms, "read"],
    ["a competitor, of the goods", GOODS_PART, exporter(EXPORTER_2), "NOT_DISCLOSED"],
    ["the exporter whom the goods name", GOODS_PART, exporter(EXPORTER), "read"],
    ["the custodian, of the goods: never carriers", GOODS_PART, carrier(CARRIER_1), "NOT_DISCLOSED"],
  ])("is read by whom it concerns: %s", async (_who, ref, setting, outcome) => {
    expect(await outcomeOf(ref, setting)).toBe(outcome);
  });

  it("is what was declared for the party, though the goods name it nowhere", async () => {
    world = await ConsignmentWorld.withConsignment({ declarant: EXPORTER_2 });
    expect(await outcomeOf(GOODS_PART, exporter(EXPORTER_2))).toBe("read");
    expect(await outcomeOf(TRANSPORT_PART, exporter(EXPORTER_2))).toBe("read");
  });

  it("is what belongs to the party", async () => {
    world = await ConsignmentWorld.withConsignment({ owningParty: EXPORTER_2 });
    expect(await outcomeOf(TRANSPORT_PART, exporter(EXPORTER_2))).toBe("read");
  });

  it("is what is offered to the party, until the offer lapses", async () => {
    await offered();
    expect(await outcomeOf(TRANSPORT_PART, carrier(CARRIER_2))).toBe("read");
    expect(await outcomeOf(TRANSPORT_PART, { ...carrier(CARRIER_2), time: OFFER_UNTIL })).toBe("NOT_DISCLOSED");
  });

  it.each<[string, string, string]>([
    ["who released", EXPORTER, "NOT_HELD"],
    ["who received", CARRIER_1, "read"],
    ["who was notified", CARRIER_3, "read"],
    ["another carrier", CARRIER_2, "NOT_DISCLOSED"],
  ])("is a custody event of the party's own: %s", async (_who, party, outcome) => {
    const setting = party === EXPORTER ? acting("DEAuthorityMSP", "exporter", party) : carrier(party);
    expect(await outcomeOf(transferred, setting)).toBe(outcome);
  });

  it("is no event of a chain that nobody has proven", async () => {
    world.unprove(CUSTODY_HEADS, CONSIGNMENT);
    expect(await outcomeOf(transferred, carrier(CARRIER_1))).toBe("NOT_DISCLOSED");
    expect(await outcomeOf(TRANSPORT_PART, carrier(CARRIER_1))).toBe("NOT_DISCLOSED");
  });

  it("is the signature of a certificate whose content names the party", async () => {
    const signature: PartRef = { kind: "certificate", id: CERTIFICATE, part: "signature" };
    world.plant("PKAuthorityMSP", signature, salted({ signature: "0x00" }));
    const endUser = (party: string): TransactionSetting => acting("PKAuthorityMSP", "end-user", party);
    expect(await outcomeOf(signature, endUser(END_USER))).toBe("NOT_DISCLOSED");
    world.plant("PKAuthorityMSP", { ...signature, part: "content" }, salted({ endUser: { party: END_USER } }));
    expect(await outcomeOf(signature, endUser(END_USER))).toBe("read");
    expect(await outcomeOf(signature, endUser("PK-EU-0002"))).toBe("NOT_DISCLOSED");
  });

  it.each(Object.keys(DISCLOSURE))("is nothing of a record that is none: %s", async (name) => {
    const [kind, part] = name.split(".") as [PartRef["kind"], PartRef["part"]];
    const id = "GB-XX-0009";
    world.plant("GBAuthorityMSP", { kind, id, part }, salted({ text: EXPORTER }));
    for (const role of ["exporter", "end-user", "carrier"] as const) {
      expect(await outcomeOf({ kind, id, part }, acting("GBAuthorityMSP", role, EXPORTER))).toBe("NOT_DISCLOSED");
    }
  });
});

describe("sharing", () => {
  const shared = async (ref: PartRef, setting: TransactionSetting): Promise<string> => {
    try {
      await world.ledger.run({ ...setting, peerMsp: "PKAuthorityMSP", evidence: { part: TRANSPORT } }, (tx) =>
        share(tx, { ref, to: "PKAuthorityMSP" }),
      );
      return "shared";
    } catch (error) {
      if (error instanceof LicetError) return error.code;
      throw error;
    }
  };

  it("is for whom the content concerns", async () => {
    expect(await shared(TRANSPORT_PART, carrier(CARRIER_1))).toBe("shared");
    expect(await shared(TRANSPORT_PART, carrier(CARRIER_2))).toBe("NOT_DISCLOSED");
    expect(await shared(TRANSPORT_PART, exporter(EXPORTER_2))).toBe("NOT_DISCLOSED");
  });

  const commitment = async (ref: PartRef): Promise<string | undefined> => {
    try {
      return (await world.ledger.run({}, (tx) => commitmentAt(tx, ref))).result;
    } catch (error) {
      if (error instanceof LicetError) return error.code;
      throw error;
    }
  };

  it("rests on the hash of a proven record", async () => {
    expect(await commitment(TRANSPORT_PART)).toBe(commitmentOf(TRANSPORT));
    expect(await commitment(transferred)).toBe(commitmentOf(CONTENT));
    expect(await commitment({ ...transferred, part: "findings" })).toBeUndefined();
  });

  it.each<[string, () => void, PartRef | "event", string]>([
    [
      "a consignment that is not proven",
      () => world.unprove(CONSIGNMENT_RECORDS, CONSIGNMENT),
      TRANSPORT_PART,
      "NOT_FOUND",
    ],
    [
      "an event of a consignment that is not proven",
      () => world.unprove(CONSIGNMENT_RECORDS, CONSIGNMENT),
      "event",
      "NOT_FOUND",
    ],
    ["an event of a chain that is not proven", () => world.unprove(CUSTODY_HEADS, CONSIGNMENT), "event", "NOT_FOUND"],
    [
      "a consignment that is not what it says",
      () => void world.forge(CONSIGNMENT_RECORDS, CONSIGNMENT, { text: "not a consignment" }),
      TRANSPORT_PART,
      "LEDGER_DATA_INVALID",
    ],
    [
      "a certificate that nobody proved",
      () => world.unprove(CERTIFICATE_RECORDS, CERTIFICATE),
      { kind: "certificate", id: CERTIFICATE, part: "content" },
      "NOT_FOUND",
    ],
    [
      "a reference that is none",
      () => undefined,
      { kind: "custody-event", id: LICENCE, part: "content" },
      "INVALID_INPUT",
    ],
    [
      "an inspection of nobody",
      () => undefined,
      { kind: "inspection", id: "GB-CN-1#AE-IN-1", part: "findings" },
      "NOT_FOUND",
    ],
  ])("rests on no hash of %s", async (_what, hostile, ref, code) => {
    hostile();
    expect(await commitment(ref === "event" ? transferred : ref)).toBe(code);
  });
});
