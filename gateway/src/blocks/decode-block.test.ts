// SPDX-License-Identifier: Apache-2.0
import { common } from "@hyperledger/fabric-protos";
import { EVENTS, type SubmitDefinition, type TransactionDefinition, TRANSACTIONS } from "@licet/domain";
import { describe, expect, it } from "vitest";
import { newestTransactionAt } from "../protocol/block-time.js";
import { recordedBlocks } from "../testing/recorded-blocks.js";
import { readAnnouncement } from "./announcement.js";
import { BlockError, decodeBlock } from "./decode-block.js";
import type { LedgerEvent, TransactionEvent } from "./ledger-event.js";

const LICENCE = "GBSIEE2E350002";
const recorded = recordedBlocks();
const events = recorded.flatMap((bytes) => decodeBlock(bytes, "licet").events);
const transactions = events.filter((event): event is TransactionEvent => event.kind === "transaction");
const definitions: readonly TransactionDefinition[] = Object.values(TRANSACTIONS);
const commands = definitions.filter((definition): definition is SubmitDefinition => definition.kind === "submit");

function named(name: string): TransactionEvent {
  const found = transactions.find((event) => event.name === name);
  if (found === undefined) throw new Error(`No recorded block holds ${name}.`);
  return found;
}

/** A recorded block with something of it changed. */
function changed(number: number, change: (block: common.Block) => void): Uint8Array {
  const bytes = recorded.find((each) => decodeBlock(each, "licet").number === BigInt(number));
  const block = common.Block.deserializeBinary(bytes ?? new Uint8Array());
  change(block);
  return block.serializeBinary();
}

function setCodes(block: common.Block, ...codes: number[]): void {
  const list = block.getMetadata()?.getMetadataList_asU8() ?? [];
  list[common.BlockMetadataIndex.TRANSACTIONS_FILTER] = Uint8Array.from(codes);
  block.getMetadata()?.setMetadataList(list);
}

/** A recorded block whose first transaction says something else in its header; its signature does not hold any more. */
function withHeader(number: number, change: (header: common.ChannelHeader) => void): Uint8Array {
  return changed(number, (block) => {
    const list = block.getData()?.getDataList_asU8() ?? [];
    const envelope = common.Envelope.deserializeBinary(list[0] ?? new Uint8Array());
    const payload = common.Payload.deserializeBinary(envelope.getPayload_asU8());
    const header = common.ChannelHeader.deserializeBinary(
      payload.getHeader()?.getChannelHeader_asU8() ?? new Uint8Array(),
    );
    change(header);
    payload.getHeader()?.setChannelHeader(header.serializeBinary());
    envelope.setPayload(payload.serializeBinary());
    block.getData()?.setDataList([envelope.serializeBinary(), ...list.slice(1)]);
    setCodes(block, ...list.map(() => INVALID));
  });
}

/** Validation code of a transaction whose creator's signature does not hold. */
const INVALID = 4;

describe("the header of a transaction that anybody may send", () => {
  it.each<[string, (header: common.ChannelHeader) => void, object]>([
    [
      "a time after the year 9999",
      (header) => header.getTimestamp()?.setSeconds(400_000_000_000),
      { timestamp: undefined },
    ],
    ["a time before 1970", (header) => header.getTimestamp()?.setSeconds(-99_999_999_999), { timestamp: undefined }],
    ["no time that there is", (header) => header.getTimestamp()?.setSeconds(2 ** 52), { timestamp: undefined }],
    ["an id that is any text", (header) => header.setTxId("a\u0000b"), { transactionId: "" }],
  ])("gives nothing on that says %s", (_, change, expected) => {
    const bytes = withHeader(1, change);
    expect(decodeBlock(bytes, "licet").events[0]).toMatchObject({ kind: "invalid", ...expected });
    expect(newestTransactionAt(bytes)?.getTime()).not.toBeNaN();
  });
});

describe("the recorded demonstration", () => {
  it("is decoded whole, each transaction once and in order", () => {
    const places = events.map(({ at }) => Number(at.block) * 1_000 + at.transaction);
    expect(places).toEqual([...places].sort((left, right) => left - right));
    expect(new Set(places).size).toBe(events.length);
    const counts = new Map<string, number>();
    for (const { kind } of events) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    expect(Object.fromEntries(counts)).toEqual({ configuration: 1, transaction: events.length - 2, invalid: 1 });
  });

  it("announces what each transaction of Licet announces, and nothing that is not understood", () => {
    for (const { chaincode, name, announced } of transactions) {
      if (chaincode !== "licet" || name === "tampered") expect(announced).toBeUndefined();
      else expect([name, announced?.state, announced?.name]).toEqual([name, "known", eventOf(name)]);
    }
  });

  it("begins with the configuration of the channel", () => {
    expect(events[0]).toMatchObject({
      kind: "configuration",
      at: { block: 0n, transaction: 0 },
      validationCode: "VALID",
      sequence: 0n,
    });
  });

  it("tells who issued a licence, when, and what", () => {
    const issued = named("licence:Issue");
    expect(issued).toMatchObject({
      chaincode: "licet",
      creator: "GBAuthorityMSP",
      validationCode: "VALID",
      endorsers: ["GBAuthorityMSP"],
      announced: { state: "known", name: "LicenceIssued", payload: { licence: LICENCE, lines: [{ line: 1 }] } },
    });
    expect(issued.transactionId).toMatch(/^[0-9a-f]{64}$/);
    expect(issued.timestamp?.getUTCFullYear()).toBeGreaterThan(2025);
    expect(JSON.parse(issued.arguments[0] ?? "")).toMatchObject({ licence: LICENCE });
  });

  it("holds the records that were written, by the type of their key", () => {
    const { writes } = named("licence:Issue");
    const licence = writes.find(({ composite }) => composite?.type === "licence");
    expect(licence?.composite?.attributes).toHaveLength(1);
    expect(JSON.parse(Buffer.from(licence?.value ?? "").toString())).toMatchObject({
      schema: 1,
      record: { number: LICENCE, status: "issued" },
    });
  });

  it.each([
    ["party:Register", { kind: "party", part: "content" }],
    ["certificate:Draft", { kind: "certificate", part: "content" }],
    ["certificate:Sign", { kind: "certificate", part: "signature" }],
    ["licence:Apply", { kind: "application", part: "content" }],
    ["licence:Issue", { kind: "licence", id: LICENCE, part: "content" }],
    ["consignment:Register", { kind: "consignment", part: "goods" }],
    ["consignment:Register", { kind: "consignment", part: "transport" }],
    ["custody:Propose", { kind: "custody-event", part: "content" }],
    ["sharing:Share", { part: "content" }],
  ])("knows which confidential part %s wrote, and whose collection holds it", (name, ref) => {
    const written = named(name).privateWrites.filter(({ part }) => part !== undefined);
    const { organisation, collection, keyHash, valueHash } = written[0] ?? {};
    expect(written.map(({ part }) => part)).toContainEqual(expect.objectContaining(ref));
    expect(collection).toBe(`_implicit_org_${organisation}`);
    expect([keyHash, valueHash]).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/), expect.any(String)]);
  });

  it("tells an invalid transaction with its code and what it had asked for", () => {
    expect(events.find(({ kind }) => kind === "invalid")).toMatchObject({
      validationCode: "ENDORSEMENT_POLICY_FAILURE",
      call: { chaincode: "licet" },
      transactionId: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
  });
});

describe("decodeBlock", () => {
  const issue = Number(named("licence:Issue").at.block);

  it.each([
    ["that is cut off", (): Uint8Array => (recorded[1] ?? new Uint8Array()).subarray(0, 100)],
    ["without a header", (): Uint8Array => changed(issue, (block) => block.clearHeader())],
    ["without validation codes", (): Uint8Array => changed(issue, (block) => block.clearMetadata())],
    ["with a validation code too many", (): Uint8Array => changed(issue, (block) => setCodes(block, 0, 0))],
  ])("refuses a block %s", (_, bytes) => {
    expect(() => decodeBlock(bytes(), "licet")).toThrow();
  });

  it("says which block is wrong", () => {
    const bytes = changed(issue, (block) => setCodes(block));
    expect(() => decodeBlock(bytes, "licet")).toThrow(
      new BlockError(`Block ${issue} has not one validation code a transaction.`),
    );
  });

  it("takes nothing out of an invalid transaction, however it is made", () => {
    const nonsense = changed(issue, (block) => {
      block.getData()?.setDataList([Uint8Array.of(0xff, 0xff, 0xff)]);
      setCodes(block, 2);
    });
    const expected: Partial<LedgerEvent> = {
      kind: "invalid",
      transactionId: "",
      creator: "",
      validationCode: "BAD_PAYLOAD",
    };
    expect(decodeBlock(nonsense, "licet").events).toEqual([expect.objectContaining({ ...expected, call: undefined })]);
  });

  it("takes no event of another chaincode for one of Licet's", () => {
    const bytes = recorded.find((each) => decodeBlock(each, "licet").number === BigInt(issue));
    const [event] = decodeBlock(bytes ?? new Uint8Array(), "other").events;
    expect(event).toMatchObject({
      chaincode: "licet",
      announced: { state: "unknown", name: "LicenceIssued" },
      writes: [],
    });
  });
});

describe("readAnnouncement", () => {
  const payload = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));

  it("has a schema for every event of every command, and for no other", () => {
    expect(Object.keys(EVENTS).sort()).toEqual([...new Set(commands.map(({ event }) => event))].sort());
  });

  it.each([
    ["an event of another transaction", "licence:Expire", "LicenceIssued", "unknown"],
    ["a name that no release has", "licence:Issue", "LicenceGilded", "unknown"],
    ["an event of a query", "licence:Read", "LicenceIssued", "unknown"],
    ["a transaction that does not exist", "toString", "LicenceIssued", "unknown"],
    ["a payload without its fields", "licence:Surrender", "LicenceSurrendered", "unreadable"],
  ])("does not take %s for what it is not", (_, transaction, name, state) => {
    expect(readAnnouncement(transaction, name, payload({}))).toMatchObject({ state, name });
  });

  it("does not take a payload up that no database holds", () => {
    const said = { kind: "licence", id: "GBSIE\u0000", part: "content", to: "AEAuthorityMSP", version: 1 };
    const given = readAnnouncement("sharing:Share", "PartShared", payload(said));
    expect(given).toMatchObject({ state: "unreadable", why: "holds what is no text" });
  });

  it.each([
    ["its first form", { licence: LICENCE, version: 1 }],
    ["a block from before there were versions", { licence: LICENCE }],
  ])("reads the payload of %s", (_, said) => {
    expect(readAnnouncement("licence:Surrender", "LicenceSurrendered", payload(said))).toEqual({
      state: "known",
      name: "LicenceSurrendered",
      version: 1,
      payload: { licence: LICENCE },
    });
  });

  it.each([
    ["text", Buffer.from("{")],
    ["another form", payload({ licence: LICENCE, version: 2 })],
    ["a field too many", payload({ licence: LICENCE, exporter: "Example Ltd" })],
  ])("keeps a payload that it cannot read: %s", (_, bytes) => {
    expect(readAnnouncement("licence:Surrender", "LicenceSurrendered", bytes)).toMatchObject({
      state: "unreadable",
      payload: bytes,
    });
  });
});

function eventOf(name: string): string | undefined {
  return commands.find((command) => command.name === name)?.event;
}
