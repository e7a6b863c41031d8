// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { hashOfText, ownerOfReference, RECORD_CHARACTERS_MAX } from "@licet/domain";
import { ledgerKey, proofKey } from "./keys";
import {
  proofText,
  putNewRecord,
  readProven,
  readRecord,
  recordKeyAt,
  type RecordKind,
  requireLockedProof,
  requireRecord,
  setRecordEndorsers,
  storedText,
  updateRecord,
} from "./records";
import { MemoryLedger } from "../testing/fabric/memory-ledger";
import { refusalOf } from "../testing/fabric/play";
import type { Transaction } from "./transaction";

const Thing = z.strictObject({ id: z.string(), size: z.int() });
const KIND: RecordKind<typeof Thing> = { type: "party", title: "Thing", schema: Thing, ownerOf: ownerOfReference };
const JOINT: RecordKind<typeof Thing> = { ...KIND, joint: true };
const GB = "GBAuthorityMSP";
const AE = "AEAuthorityMSP";
const ID = "GB-EX-1";
const THING = { id: ID, size: 1 };
const PROOF_KEY = proofKey("party", ID);

const create = (ledger: MemoryLedger, kind = KIND, id = ID) =>
  ledger.run({}, (tx) => putNewRecord(tx, kind, id, { ...THING, id }));
const read = async (ledger: MemoryLedger, id = ID) => (await ledger.run({}, (tx) => readRecord(tx, KIND, id))).result;
const keyOf = async (ledger: MemoryLedger) =>
  recordKeyAt("party", (await ledger.run({}, (tx) => readProven(tx, KIND, ID))).result?.address ?? "");
const codeOf = async (ledger: MemoryLedger, attempt: () => Promise<unknown>) => (await refusalOf(ledger, attempt)).code;

describe("creating a record", () => {
  it("writes its owner's proof, the value where the proof's hash says, and its key-level policy, once", async () => {
    const ledger = new MemoryLedger();
    const run = await create(ledger);
    const proof = proofText("party", ID, run.txId);
    const key = recordKeyAt("party", hashOfText(proof));
    expect([...run.writes]).toEqual([[key, '{"record":{"id":"GB-EX-1","size":1},"schema":1}']]);
    expect(run.privateWrites).toEqual([{ organisation: GB, key: PROOF_KEY, value: proof }]);
    expect(ledger.endorsers.get(key)).toEqual([GB]);
    expect(ledger.locked.size).toBe(0);
    expect(await codeOf(ledger, () => create(ledger))).toBe("ALREADY_EXISTS");
  });

  it("lies where nobody knows beforehand: another transaction's record lies elsewhere", async () => {
    const [first, second] = [new MemoryLedger(), new MemoryLedger()];
    await create(second, KIND, "GB-EX-2");
    for (const ledger of [first, second]) await create(ledger);
    expect(await keyOf(first)).not.toBe(await keyOf(second));
  });

  it("takes other endorsers where it is given them", async () => {
    const ledger = new MemoryLedger();
    await ledger.run({}, (tx) => putNewRecord(tx, KIND, ID, THING, { endorsers: [GB, AE] }));
    expect(ledger.endorsers.get(await keyOf(ledger))).toEqual([GB, AE]);
    await ledger.run({}, (tx) => setRecordEndorsers(tx, KIND, ID, [AE]));
    expect(ledger.endorsers.get(await keyOf(ledger))).toEqual([AE]);
  });

  it("is for members only", async () => {
    const ledger = new MemoryLedger();
    expect(await codeOf(ledger, () => create(ledger, KIND, "ZZ-EX-1"))).toBe("NOT_A_MEMBER");
    expect(await read(ledger, "ZZ-EX-1")).toBeUndefined();
  });
});

/** What somebody writes who does not hold the owner's peer. */
const JUNK: readonly (readonly [string, (ledger: MemoryLedger) => void])[] = [
  ["a value under its reference", (ledger) => ledger.state.set(ledgerKey("party", ID), storedText(THING))],
  [
    "a value where the hash of a guessed proof leads",
    (ledger) =>
      ledger.state.set(recordKeyAt("party", hashOfText(proofText("party", ID, "0".repeat(64)))), storedText(THING)),
  ],
  ["a value without an address", (ledger) => ledger.state.set(recordKeyAt("party", ""), storedText(THING))],
  [
    "a proof in somebody else's collection, and the value that it names",
    (ledger) => {
      const proof = proofText("party", ID, "0".repeat(64));
      ledger.collections.get(AE)?.set(PROOF_KEY, proof);
      ledger.state.set(recordKeyAt("party", hashOfText(proof)), storedText(THING));
    },
  ],
  [
    "a proof of another kind of record",
    (ledger) => {
      const proof = proofText("party", ID, "0".repeat(64));
      ledger.collections.get(GB)?.set(proofKey("licence", ID), proof);
      ledger.state.set(recordKeyAt("party", hashOfText(proof)), storedText(THING));
    },
  ],
  [
    "ten thousand values of any name",
    (ledger) => {
      for (let index = 0; index < 10_000; index += 1) ledger.state.set(recordKeyAt("party", index.toString()), "junk");
    },
  ],
];

describe("what no owner has proven", () => {
  it.each(JUNK)("is absent: %s", async (_, junk) => {
    const ledger = new MemoryLedger();
    junk(ledger);
    expect(await read(ledger)).toBeUndefined();
    const refusal = await refusalOf(ledger, () => ledger.run({}, (tx) => requireRecord(tx, KIND, ID)));
    expect([refusal.code, refusal.sentence]).toEqual(["NOT_FOUND", "Thing GB-EX-1 is not on the ledger."]);
    const acts: readonly ((tx: Transaction) => Promise<void>)[] = [
      (tx) => updateRecord(tx, KIND, ID, THING),
      (tx) => setRecordEndorsers(tx, KIND, ID, [AE]),
    ];
    for (const act of acts) expect(await codeOf(ledger, () => ledger.run({}, act))).toBe("NOT_FOUND");
  });

  it.each(JUNK)("keeps nobody from creating the genuine one, and slows no reading: %s", async (_, junk) => {
    const ledger = new MemoryLedger();
    junk(ledger);
    await create(ledger);
    const calls = vi.spyOn(ledger.state, "get");
    expect(await read(ledger)).toEqual(THING);
    expect(calls).toHaveBeenCalledTimes(1);
  });
});

describe("reading a record", () => {
  it.each([
    ["no JSON", "not json"],
    ["a record without its envelope", '{"id":"GB-EX-1","size":1}'],
    ["another version of the form", '{"record":{"id":"GB-EX-1","size":1},"schema":2}'],
    ["a field too few", '{"record":{"id":"GB-EX-1"},"schema":1}'],
    ["a field too many", '{"record":{"id":"GB-EX-1","size":1,"more":true},"schema":1}'],
    ["an envelope with a field too many", '{"record":{"id":"GB-EX-1","size":1},"schema":1,"more":1}'],
    ["nothing", undefined],
  ])("says so where its owner left %s", async (_, value) => {
    const ledger = new MemoryLedger();
    await create(ledger);
    const key = await keyOf(ledger);
    if (value === undefined) ledger.state.delete(key);
    else ledger.state.set(key, value);
    expect(await codeOf(ledger, () => read(ledger))).toBe("LEDGER_DATA_INVALID");
  });

  it("follows its owner's newest proof", async () => {
    const ledger = new MemoryLedger();
    await create(ledger);
    ledger.collections.get(GB)?.set(PROOF_KEY, "another");
    expect(await codeOf(ledger, () => read(ledger))).toBe("LEDGER_DATA_INVALID");
    ledger.state.set(recordKeyAt("party", hashOfText("another")), storedText({ id: ID, size: 2 }));
    expect(await read(ledger)).toEqual({ id: ID, size: 2 });
  });
});

describe("changing a record", () => {
  it("writes canonical JSON to where it lies, and touches neither policy nor proof", async () => {
    const ledger = new MemoryLedger();
    await create(ledger);
    const key = await keyOf(ledger);
    const run = await ledger.run({}, (tx) => updateRecord(tx, KIND, ID, { size: 2, id: ID }));
    expect([...run.writes]).toEqual([[key, '{"record":{"id":"GB-EX-1","size":2},"schema":1}']]);
    expect(run.privateWrites).toEqual([]);
    expect(ledger.endorsers.get(key)).toEqual([GB]);
  });

  it("keeps its place in its list", async () => {
    const ledger = new MemoryLedger();
    const listed = { position: 2, previous: "GB-EX-0" };
    await ledger.run({}, (tx) => putNewRecord(tx, KIND, ID, THING, { listed }));
    await ledger.run({}, (tx) => updateRecord(tx, KIND, ID, { ...THING, size: 2 }));
    const { result } = await ledger.run({}, (tx) => readProven(tx, KIND, ID));
    expect(result).toMatchObject({ listed, record: { size: 2 } });
  });
});

describe("a record that is longer than any that the rules write", () => {
  it("is not read", async () => {
    const ledger = new MemoryLedger();
    await create(ledger);
    ledger.state.set(await keyOf(ledger), " ".repeat(RECORD_CHARACTERS_MAX + 1));
    expect(await codeOf(ledger, () => read(ledger))).toBe("LEDGER_DATA_INVALID");
  });
});

describe("a record that its owner gives out as another", () => {
  const NAMED: RecordKind<typeof Thing> = { ...KIND, idOf: ({ id }) => id };

  it("is neither written nor read, so that no rule goes by what it says", async () => {
    const ledger = new MemoryLedger();
    const write = () => ledger.run({}, (tx) => putNewRecord(tx, NAMED, ID, { ...THING, id: "AE-EX-1" }));
    expect(await codeOf(ledger, write)).toBe("LEDGER_DATA_INVALID");
    await ledger.run({}, (tx) => putNewRecord(tx, KIND, ID, { ...THING, id: "AE-EX-1" }));
    const reading = () => ledger.run({}, (tx) => readRecord(tx, NAMED, ID));
    expect(await codeOf(ledger, reading)).toBe("LEDGER_DATA_INVALID");
  });
});

describe("a transaction sees what it wrote itself", () => {
  it.each([
    ["after looking for it", true],
    ["without looking for it", false],
  ])("a record that it creates %s", async (_, looked) => {
    const ledger = new MemoryLedger();
    const { result } = await ledger.run({}, async (tx) => {
      if (looked) expect(await readRecord(tx, KIND, ID)).toBeUndefined();
      await putNewRecord(tx, KIND, ID, THING);
      const created = await readRecord(tx, KIND, ID);
      await updateRecord(tx, KIND, ID, { ...THING, size: 2 });
      const changed = await readRecord(tx, KIND, ID);
      await updateRecord(tx, KIND, ID, { ...THING, size: (changed?.size ?? 0) + 1 });
      return [created?.size, changed?.size];
    });
    expect(result).toEqual([1, 2]);
    expect(await read(ledger)).toEqual({ ...THING, size: 3 });
    expect([...ledger.state.keys()]).toHaveLength(1);
  });

  it("not a second creation", async () => {
    const ledger = new MemoryLedger();
    const twice = () =>
      ledger.run({}, async (tx) => {
        await putNewRecord(tx, KIND, ID, THING);
        await putNewRecord(tx, KIND, ID, THING);
      });
    expect(await codeOf(ledger, twice)).toBe("ALREADY_EXISTS");
  });

  it("and the next one what was committed, record by record and kind by kind", async () => {
    const ledger = new MemoryLedger();
    await ledger.run({}, async (tx) => {
      await putNewRecord(tx, KIND, ID, THING);
      expect(await readRecord(tx, KIND, "GB-EX-2")).toBeUndefined();
      expect(await readRecord(tx, { ...KIND, type: "licence" }, ID)).toBeUndefined();
    });
    expect(await read(ledger)).toEqual(THING);
  });
});

describe("a record that others share", () => {
  it("cannot be put another in the place of, not even by its owner", async () => {
    const ledger = new MemoryLedger();
    await create(ledger, JOINT);
    expect([...ledger.locked]).toEqual([`${GB} ${PROOF_KEY}`]);
    await ledger.run({}, (tx) => requireLockedProof(tx, JOINT, ID));
    const again = ledger.run({}, (tx) => tx.privateState.put(GB, PROOF_KEY, proofText("party", ID, tx.id)));
    await expect(again).rejects.toThrow("locked");
    expect(await read(ledger)).toEqual(THING);
  });

  it("is not relied on where its owner's chaincode left the proof open", async () => {
    const ledger = new MemoryLedger();
    await create(ledger, KIND);
    expect(await codeOf(ledger, () => ledger.run({}, (tx) => requireLockedProof(tx, JOINT, ID)))).toBe(
      "PROOF_NOT_LOCKED",
    );
  });
});
