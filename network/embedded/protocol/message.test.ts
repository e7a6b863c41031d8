// SPDX-License-Identifier: Apache-2.0
import { peer } from "@hyperledger/fabric-protos";
import { describe, expect, it } from "vitest";
import { bool, bytes, codec, int64, list, optionalBytes, part, partOr, string, uint, uint64 } from "./message.js";
import { newMessage } from "./new-message.js";
import { WireError, WireWriter } from "./wire.js";

const decodeInner = codec({ name: string(1) });
const decode = codec({
  text: string(1),
  raw: bytes(2),
  maybe: optionalBytes(3),
  count: uint(4),
  big: uint64(5),
  signed: int64(6),
  flag: bool(7),
  inner: part(8, decodeInner),
  items: list(9, decodeInner),
  other: partOr(10, { name: "none" }, decodeInner),
});

describe("a codec", () => {
  it("gives what a message without fields has", () => {
    expect(decode(Buffer.alloc(0))).toEqual({
      ...{ text: "", raw: Buffer.alloc(0), maybe: undefined, count: 0, big: 0n, signed: 0n, flag: false },
      ...{ inner: undefined, items: [], other: { name: "none" } },
    });
  });

  it("reads each kind of field, passes over the others, and keeps the last of what is no list", () => {
    const named = (name: string): WireWriter => new WireWriter().string(1, name);
    const message = new WireWriter()
      .string(1, "first")
      .string(1, "last")
      .bytes(2, Buffer.from("raw"))
      .message(3, Buffer.alloc(0))
      .uint(4, 7)
      .uint(5, 2n ** 63n)
      .uint(6, -1n)
      .bool(7, true)
      .message(8, named("inner"))
      .message(9, named("a"))
      .string(99, "unknown")
      .message(9, named("b"))
      .message(10, named("other"));
    expect(decode(message.finish())).toEqual({
      ...{ text: "last", raw: Buffer.from("raw"), maybe: Buffer.alloc(0), count: 7, big: 2n ** 63n, signed: -1n },
      ...{ flag: true, inner: { name: "inner" }, items: [{ name: "a" }, { name: "b" }], other: { name: "other" } },
    });
  });

  it("writes what it reads, without what a field has anyway", () => {
    const full = {
      ...{
        text: "t",
        raw: Buffer.from("r"),
        maybe: Buffer.alloc(0),
        count: 7,
        big: 2n ** 63n,
        signed: -1n,
        flag: true,
      },
      ...{ inner: { name: "i" }, items: [{ name: "a" }, { name: "" }], other: { name: "o" } },
    };
    expect(decode(decode.encode(full))).toEqual(full);
    expect(decode.encode(decode(Buffer.alloc(0)))).toHaveLength(0);
  });

  it("does not write a part that it only knows to read", () => {
    const oneWay = codec({ inner: part(1, (own) => own.length) });
    expect(() => oneWay.encode({ inner: 3 })).toThrow(TypeError);
  });

  it("keeps nothing from one message to the next", () => {
    const one = new WireWriter().message(9, new WireWriter().string(1, "a")).finish();
    decode(one);
    expect(decode(one).items).toHaveLength(1);
    expect(decode(Buffer.alloc(0)).items).toHaveLength(0);
  });

  it("refuses a field of another wire type and what ends too soon", () => {
    expect(() => decode(new WireWriter().uint(1, 5).finish())).toThrow(WireError);
    expect(() => decode(Buffer.from([0x0a, 0x05]))).toThrow(WireError);
  });
});

describe("newMessage", () => {
  it("sets the fields that are given, and no others", () => {
    const message = newMessage(peer.Response, { status: 200, payload: undefined });
    expect(message.toObject()).toEqual({ status: 200, message: "", payload: "" });
  });
});
