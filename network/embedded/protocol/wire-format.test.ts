// SPDX-License-Identifier: Apache-2.0
import { common, peer } from "@hyperledger/fabric-protos";
import { describe, expect, it } from "vitest";
import { WireError, WireReader, WireWriter } from "./wire.js";
import { decodeResponse, encodeResponse } from "./response.js";

describe("WireWriter", () => {
  it("writes what google-protobuf reads", () => {
    const bytes = new WireWriter()
      .uint(1, 3)
      .string(4, "channel-ü")
      .string(5, "ab".repeat(300))
      .uint(6, 2 ** 40 + 5)
      .bytes(7, Buffer.alloc(1_000, 7))
      .finish();
    const header = common.ChannelHeader.deserializeBinary(bytes);
    expect(header.getType()).toBe(3);
    expect(header.getChannelId()).toBe("channel-ü");
    expect(header.getTxId()).toBe("ab".repeat(300));
    expect(header.getEpoch()).toBe(2 ** 40 + 5);
    expect(header.getExtension_asU8()).toEqual(new Uint8Array(1_000).fill(7));
  });

  it("leaves out default values, except in submessages", () => {
    expect(new WireWriter().uint(1, 0).string(2, "").bytes(3, undefined).bool(4, false).finish()).toHaveLength(0);
    expect([...new WireWriter().message(1, new Uint8Array()).finish()]).toEqual([10, 0]);
  });

  it("writes numbers of 64 bits, negative ones in two's complement", () => {
    for (const value of [2n ** 64n - 1n, 2n ** 53n + 1n, 1n]) {
      const reader = new WireReader(new WireWriter().uint(1, value).finish());
      expect(reader.next()).toBe(true);
      expect(reader.bigint()).toBe(value);
    }
    const reader = new WireReader(new WireWriter().uint(1, -1).finish());
    reader.next();
    expect(reader.bigint()).toBe(2n ** 64n - 1n);
  });
});

describe("WireReader", () => {
  it("reads what google-protobuf writes", () => {
    const input = new peer.ChaincodeInput();
    input.setArgsList([Buffer.from("a"), Buffer.from("")]);
    input.setIsInit(true);
    const reader = new WireReader(input.serializeBinary());
    const args: string[] = [];
    let isInit = false;
    while (reader.next()) {
      if (reader.field === 1) args.push(reader.string());
      else if (reader.field === 3) isInit = reader.bool();
      else reader.skip();
    }
    expect(args).toEqual(["a", ""]);
    expect(isInit).toBe(true);
  });

  it.each([
    ["a length beyond the end", [10, 5, 1]],
    ["a cut varint", [8, 0x80]],
    ["a varint of more than ten bytes", [8, ...new Array<number>(11).fill(0x80)]],
    ["field number 0", [0, 1]],
    ["an unknown wire type", [15]],
  ])("refuses %s", (_name, bytes) => {
    const reader = new WireReader(Uint8Array.from(bytes));
    expect(() => {
      while (reader.next()) reader.skip();
    }).toThrow(WireError);
  });

  it("refuses a field of another type than asked for", () => {
    const reader = new WireReader(Uint8Array.from([8, 1]));
    reader.next();
    expect(() => reader.bytes()).toThrow("wire type 0, not 2");
  });
});

describe("protos.Response", () => {
  it("survives a round trip", () => {
    const response = { status: 500, message: "no", payload: Buffer.from("x") };
    expect(decodeResponse(encodeResponse(response))).toEqual(response);
    expect(peer.Response.deserializeBinary(encodeResponse(response)).getMessage()).toBe("no");
  });
});
