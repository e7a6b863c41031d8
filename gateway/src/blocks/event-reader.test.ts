// SPDX-License-Identifier: Apache-2.0
import { hashOf, type PartRef, type SaltedPart } from "@licet/domain";
import { describe, expect, it } from "vitest";
import type { LedgerBlock, LedgerIdentity } from "../ports/ledger.js";
import type { HeldParts } from "../ports/parts.js";
import { recordedBlocks } from "../testing/recorded-blocks.js";
import { BlockError, decodeBlock } from "./decode-block.js";
import { EventReader } from "./event-reader.js";
import { type JoinedEvent, joinParts } from "./join-parts.js";
import type { Checkpoint, TransactionEvent } from "./ledger-event.js";

const identity = { label: "customs1@GBAuthorityMSP", mspId: "GBAuthorityMSP" } as LedgerIdentity;
const never = new AbortController().signal;

/** The recorded blocks up to the first gap: the control lists are left out of them. */
const blocks: readonly LedgerBlock[] = recordedBlocks()
  .map((bytes) => ({ number: decodeBlock(bytes, "licet").number, bytes }))
  .filter(({ number }, index) => number === BigInt(index));

/** A peer that gives blocks from a number on, and keeps who still listens. */
class Peer {
  listening = 0;
  readonly #blocks: readonly LedgerBlock[];

  constructor(given: readonly LedgerBlock[] = blocks) {
    this.#blocks = given;
  }

  async *blocks(_who: LedgerIdentity, from: bigint, signal: AbortSignal): AsyncIterable<LedgerBlock> {
    this.listening += 1;
    signal.addEventListener("abort", () => (this.listening -= 1), { once: true });
    for (const block of this.#blocks) {
      if (block.number >= from) yield await Promise.resolve(block);
    }
  }
}

function readerOf(ledger: Pick<Peer, "blocks">, parts: readonly HeldParts[] = []): EventReader {
  return new EventReader({ ledger, identity, chaincodeName: "licet", parts });
}

async function read(reader: EventReader, after?: Checkpoint, most = Infinity): Promise<JoinedEvent[]> {
  const found: JoinedEvent[] = [];
  for await (const event of reader.events(after, never)) {
    found.push(event);
    if (found.length === most) break;
  }
  return found;
}

const placesOf = (events: readonly JoinedEvent[]): string[] => events.map(({ at }) => `${at.block}/${at.transaction}`);

describe("EventReader", () => {
  it("gives each event once, wherever it is stopped and taken up again", async () => {
    const all = await read(readerOf(new Peer()));
    expect(all.length).toBeGreaterThan(blocks.length);
    for (let stopped = 1; stopped < all.length; stopped += 1) {
      const before = await read(readerOf(new Peer()), undefined, stopped);
      const rest = await read(readerOf(new Peer()), before.at(-1)?.at);
      expect(placesOf([...before, ...rest])).toEqual(placesOf(all));
    }
  });

  it("has nothing behind the last event", async () => {
    const all = await read(readerOf(new Peer()));
    expect(await read(readerOf(new Peer()), all.at(-1)?.at)).toEqual([]);
  });

  it("takes a block that comes twice once", async () => {
    const twice = blocks.flatMap((block) => [block, block]);
    expect(placesOf(await read(readerOf(new Peer(twice))))).toEqual(placesOf(await read(readerOf(new Peer()))));
  });

  it("stops listening to the peer when its caller stops early, or its signal aborts", async () => {
    const peer = new Peer();
    await read(readerOf(peer), undefined, 3);
    expect(peer.listening).toBe(0);
    const end = new AbortController();
    const seen: JoinedEvent[] = [];
    for await (const event of readerOf(peer).events(undefined, end.signal)) {
      seen.push(event);
      if (seen.length === 2) end.abort();
    }
    expect([seen.length, peer.listening]).toEqual([2, 0]);
  });

  it.each([
    ["a block that is missing", blocks.filter(({ number }) => number !== 2n), undefined, "Block 3 came where block 2"],
    [
      "a block under another's number",
      blocks.map((block) => (block.number === 2n ? { ...block, bytes: blocks[1]?.bytes ?? block.bytes } : block)),
      undefined,
      "says that it is block 1",
    ],
    ["a checkpoint of another channel", blocks, { block: 1n, transaction: 7 }, "the checkpoint is of another channel"],
  ])("refuses %s", async (_, given, after, message) => {
    const refused = expect(read(readerOf(new Peer(given)), after)).rejects;
    await refused.toThrow(BlockError);
    await expect(read(readerOf(new Peer(given)), after)).rejects.toThrow(message);
  });
});

describe("private parts", () => {
  const part: SaltedPart = { salt: "0a".repeat(32), content: { name: "Example Ltd" } };
  const ref: PartRef = { kind: "party", id: "GB-EX-0001", part: "content" };
  const write = {
    collection: "_implicit_org_GBAuthorityMSP",
    organisation: "GBAuthorityMSP",
    keyHash: "00".repeat(32),
    valueHash: hashOf({ ...part }),
    part: ref,
  };
  const event = (changes: Partial<typeof write> | { readonly part: undefined } | { readonly valueHash: undefined }) =>
    ({ kind: "transaction", privateWrites: [{ ...write, ...changes }] }) as unknown as TransactionEvent;
  const holding = (held: SaltedPart | undefined): HeldParts => ({
    organisation: "GBAuthorityMSP",
    read: (asked) => Promise.resolve(asked === ref ? held : undefined),
  });

  it.each([
    ["held, with its content", holding(part), {}, { state: "held", ...part }],
    ["pending, while the peer has none", holding(undefined), {}, { state: "pending" }],
    ["superseded, where a later one is there", holding({ ...part, content: {} }), {}, { state: "superseded" }],
    ["hashed, without anybody who reads them", undefined, {}, { state: "hashed" }],
    ["hashed, in another's collection", holding(part), { organisation: "PKAuthorityMSP" }, { state: "hashed" }],
    ["hashed, where no part is named", holding(part), { part: undefined }, { state: "hashed" }],
    ["hashed, where they were deleted", holding(part), { valueHash: undefined }, { state: "hashed" }],
  ])("are %s", async (_, parts, changes, expected) => {
    const joined = await joinParts(event(changes), parts === undefined ? [] : [parts]);
    expect(joined).toMatchObject({ privateWrites: [{ collection: write.collection, ...expected }] });
    if (expected.state !== "held") expect(JSON.stringify(joined)).not.toContain("Example Ltd");
  });
});
