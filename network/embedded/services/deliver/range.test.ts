// SPDX-License-Identifier: Apache-2.0
import { orderer } from "@hyperledger/fabric-protos";
import { describe, expect, it } from "vitest";
import { resolveRange } from "./range.js";
import { decodeSeekInfo, type SeekInfo, type SeekPosition } from "./seek.js";

const HEIGHT = 10n;
const at = (number: bigint): SeekPosition => ({ kind: "specified", number });
const info = (start?: SeekPosition, stop?: SeekPosition): SeekInfo => ({
  start,
  stop,
  failIfNotReady: false,
  headersOnly: false,
});

describe("resolveRange", () => {
  it.each([
    ["oldest to newest", info({ kind: "oldest" }, { kind: "newest" }), { first: 0n, last: 9n }],
    ["the newest alone", info({ kind: "newest" }, { kind: "newest" }), { first: 9n, last: 9n }],
    ["the oldest alone", info({ kind: "oldest" }, { kind: "oldest" }), { first: 0n, last: 0n }],
    ["from the next commit on", info({ kind: "nextCommit" }, at(20n)), { first: 10n, last: 20n }],
    ["a block to come", info(at(10n), at(10n)), { first: 10n, last: 10n }],
    ["a block too far ahead", info(at(11n), at(12n)), "NOT_FOUND"],
    ["a stop before the start", info(at(5n), at(4n)), "BAD_REQUEST"],
    ["no start", info(undefined, at(4n)), "BAD_REQUEST"],
    ["no stop", info(at(4n)), "BAD_REQUEST"],
  ])("%s", (_name, seekInfo, expected) => {
    expect(resolveRange(seekInfo, HEIGHT)).toEqual(expected);
  });
});

describe("decodeSeekInfo", () => {
  it("reads what a client writes", () => {
    const specified = new orderer.SeekSpecified();
    specified.setNumber(7);
    const start = new orderer.SeekPosition();
    start.setSpecified(specified);
    const stop = new orderer.SeekPosition();
    stop.setNewest(new orderer.SeekNewest());
    const seekInfo = new orderer.SeekInfo();
    seekInfo.setStart(start);
    seekInfo.setStop(stop);
    seekInfo.setBehavior(orderer.SeekInfo.SeekBehavior.FAIL_IF_NOT_READY);
    expect(decodeSeekInfo(Buffer.from(seekInfo.serializeBinary()))).toEqual({
      start: at(7n),
      stop: { kind: "newest" },
      failIfNotReady: true,
      headersOnly: false,
    });
  });
});
