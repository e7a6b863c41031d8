// SPDX-License-Identifier: Apache-2.0

import { describe, expect, it } from "vitest";
import { decodePrivateWrites, decodeRwset } from "./rwset-codec.js";
import { encodePrivateWrites, encodeRwset } from "./rwset-codec.js";
import { compareUtf8, sameVersion, type TxRwset } from "./rwset.js";

const bytes = (text: string): Buffer => Buffer.from(text);

describe("read/write sets", () => {
  it("survive encoding and decoding", () => {
    const version = { block: 2 ** 40, tx: 7 };
    const rwset: TxRwset = [
      {
        namespace: "cc",
        reads: [
          { key: "a", version },
          { key: "b", version: undefined },
        ],
        rangeQueries: [
          { startKey: "a", endKey: "z", exhausted: true, reads: [{ key: "k", version }], summary: undefined },
          {
            startKey: "",
            endKey: "m",
            exhausted: false,
            reads: undefined,
            summary: { maxDegree: 50, maxLevel: 2, hashes: [bytes("h")] },
          },
        ],
        writes: [{ key: "a", isDelete: false, value: bytes("v") }],
        metadataWrites: [{ key: "a", entries: [{ name: "n", value: bytes("m") }] }],
        collections: [
          {
            collection: "col",
            reads: [{ keyHash: bytes("kh"), version }],
            writes: [{ keyHash: bytes("kh"), isDelete: true, valueHash: bytes(""), isPurge: true }],
            metadataWrites: [{ keyHash: bytes("kh"), entries: [] }],
            privateHash: bytes("ph"),
          },
        ],
      },
    ];
    // Compared as JSON, because views and buffers hold the same bytes in different classes.
    expect(JSON.stringify(decodeRwset(encodeRwset(rwset)))).toBe(JSON.stringify(rwset.map(orderedLikeDecoded)));
  });

  it("of private data keep collections under their namespace", () => {
    const writes = ["a", "b"].flatMap((namespace) =>
      ["x", "y"].map((collection) => ({ namespace, collection, rwset: bytes(namespace + collection) })),
    );
    expect(JSON.stringify(decodePrivateWrites(encodePrivateWrites(writes)))).toBe(JSON.stringify(writes));
  });

  it("order keys by their UTF-8 bytes", () => {
    const keys = ["", "a", "a\0", "aa", "é", "\ud7ff", "\ue000", "\uffff", "\u{10000}", "\u{10ffff}"];
    const shuffled = [...keys].reverse();
    expect(shuffled.sort(compareUtf8)).toEqual(keys);
    for (const a of keys) {
      for (const b of keys) {
        expect(Math.sign(compareUtf8(a, b))).toBe(Buffer.compare(bytes(a), bytes(b)));
      }
    }
  });

  it("compare versions, absent ones included", () => {
    expect(sameVersion(undefined, undefined)).toBe(true);
    expect(sameVersion({ block: 1, tx: 0 }, undefined)).toBe(false);
    expect(sameVersion({ block: 1, tx: 0 }, { block: 1, tx: 0 })).toBe(true);
    expect(sameVersion({ block: 1, tx: 0 }, { block: 1, tx: 1 })).toBe(false);
  });
});

function orderedLikeDecoded(ns: TxRwset[number]): unknown {
  const { namespace, collections, reads, rangeQueries, writes, metadataWrites } = ns;
  return { namespace, collections, reads, rangeQueries, writes, metadataWrites };
}
