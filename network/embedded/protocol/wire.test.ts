// SPDX-License-Identifier: Apache-2.0

import { common, peer } from "@hyperledger/fabric-protos";
import { describe, expect, it } from "vitest";
import { parseChannelHeader } from "./envelope.js";
import { decodeUtf8, encodeVarint, WireError, WireReader, WireWriter } from "./wire.js";

describe("the wire format", () => {
  it("writes what the generated code reads, and the other way round", () => {
    const bytes = new WireWriter()
      .uint(1, 3)
      .uint(2, 0)
      .message(3, new WireWriter().uint(1, 1_764_000_000).uint(2, 5))
      .string(4, "ch\u{1F600}nnel")
      .string(5, "")
      .uint(6, 2 ** 40)
      .finish();
    const header = common.ChannelHeader.deserializeBinary(bytes);
    expect(header.toObject()).toMatchObject({ type: 3, version: 0, channelId: "ch\u{1F600}nnel", epoch: 2 ** 40 });
    expect(Buffer.from(header.serializeBinary())).toEqual(Buffer.from(bytes));
    expect(parseChannelHeader(header.serializeBinary())).toMatchObject({
      type: 3,
      channelId: "ch\u{1F600}nnel",
      epoch: 2 ** 40,
      timestamp: { seconds: 1_764_000_000n, nanos: 5 },
    });
  });

  it("reads negative numbers and skips fields it does not know", () => {
    const response = new peer.Response();
    response.setStatus(-1);
    response.setMessage("m");
    const reader = new WireReader(response.serializeBinary());
    expect(reader.next()).toBe(true);
    expect(reader.int64()).toBe(-1n);
    expect(reader.next()).toBe(true);
    expect(reader.next()).toBe(false);
  });

  it("writes elements of repeated fields even when empty", () => {
    const metadata = new WireWriter().message(1, new Uint8Array(0)).message(1, Buffer.from("x")).finish();
    expect(common.BlockMetadata.deserializeBinary(metadata).getMetadataList_asU8()).toHaveLength(2);
  });

  it.each([
    ["a cut off length", [0x0a, 0x05, 0x01]],
    ["a cut off number", [0x08, 0x80]],
    ["a number without end", [0x08, ...Array<number>(11).fill(0xff)]],
    ["tag 0", [0x02, 0x00]],
    ["a group", [0x0b, 0x0c]],
    ["a skipped field beyond the end", [0x51, 0x00]],
  ])("refuses %s", (_, bytes) => {
    const readAll = (): void => {
      const reader = new WireReader(Uint8Array.from(bytes));
      while (reader.next());
    };
    expect(readAll).toThrow(WireError);
  });

  it("refuses values of another type and bad UTF-8", () => {
    const reader = new WireReader(new WireWriter().uint(1, 5).finish());
    reader.next();
    expect(() => reader.bytes()).toThrow("has wire type 0, not 2");
    expect(() => decodeUtf8(Uint8Array.of(0xc3, 0x28))).toThrow(WireError);
    expect(decodeUtf8(Buffer.from("\ufffd"))).toBe("\ufffd");
  });

  it("encodes numbers as varints", () => {
    expect([...encodeVarint(0)]).toEqual([0]);
    expect([...encodeVarint(300)]).toEqual([0xac, 0x02]);
  });
});
