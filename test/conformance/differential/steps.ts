// SPDX-License-Identifier: Apache-2.0
import type { Random } from "../harness/random.js";
import { ORG1, ORG2, ORG3, ORGANISATIONS } from "../harness/world.js";
import type { ProgramKeys } from "./keys.js";

/** One call of a chaincode: who proposes it, and who is asked to endorse it. */
export interface Step {
  readonly submitter: string;
  readonly chaincode: string;
  readonly fn: string;
  readonly args: readonly string[];
  readonly endorsers: readonly string[];
  readonly value: string;
  /** Keys under changing policies that it writes; nobody else may write them in its round. */
  readonly locks: readonly string[];
}

/** What a step is drawn from. */
interface Draw {
  readonly random: Random;
  readonly keys: ProgramKeys;
  readonly value: string;
  /** A key with a changing policy that is free in the round the step will be submitted in. */
  locked(from: readonly string[], chaincode: string): string | undefined;
}

/** Draws a step of one kind, or none where all the keys it could use are taken. */
type Kind = (draw: Draw) => Step | undefined;

const ENDORSERS = [[ORG1], [ORG2], [ORG3], [ORG1, ORG2], [ORG1, ORG3], [ORG2, ORG3], [ORG1, ORG2, ORG3]];
/** Sets that hold a collection of Org1 and Org2 whole, so that no step waits for private data to arrive. */
const MEMBERS = [
  [ORG1, ORG2],
  [ORG1, ORG2, ORG3],
];
const OWNED = "_implicit_org_";
const CHAINCODES = ["kv", "kv2"];

function call(draw: Draw, fn: string, args: readonly string[], options: Partial<Step> = {}): Step {
  const { random, value } = draw;
  return {
    submitter: random.pick(ORGANISATIONS),
    chaincode: random.pick(CHAINCODES),
    endorsers: random.pick(ENDORSERS),
    locks: [],
    ...options,
    fn,
    args,
    value,
  };
}

/** A key that read-modify-writes go for, and now and then another. */
function contested({ random, keys }: Draw): string {
  return random.below(4) === 0 ? random.pick(keys.cold) : random.pick(keys.hot);
}

function lockedCall(draw: Draw, fn: string, args: (organisation: string) => readonly string[]): Step | undefined {
  const chaincode = draw.random.pick(CHAINCODES);
  const key = draw.locked(draw.keys.locked, chaincode);
  if (key === undefined) return undefined;
  const organisation = draw.random.pick(ORGANISATIONS);
  return call(draw, fn, [key, ...args(organisation)], { chaincode, locks: [`${chaincode} ${key}`] });
}

function lockedPrivateCall(
  draw: Draw,
  fn: string,
  args: (organisation: string) => readonly string[] = () => [],
): Step | undefined {
  const key = draw.locked(draw.keys.lockedHidden, "open12");
  if (key === undefined) return undefined;
  const organisation = draw.random.pick(ORGANISATIONS);
  const options = { chaincode: "kv", endorsers: draw.random.pick(MEMBERS), locks: [`open12 ${key}`] };
  return call(draw, fn, ["open12", key, ...args(organisation)], options);
}

/** A call on a collection that Org1 and Org2 hold. */
function shared(draw: Draw, fn: string, ...more: readonly string[]): Step {
  const { random, keys } = draw;
  const collection = random.pick(["open12", "open12", "members12"]);
  const submitter = random.pick(collection === "open12" ? ORGANISATIONS : [ORG1, ORG2]);
  const endorsers = collection === "open12" ? random.pick(MEMBERS) : [ORG1, ORG2];
  return call(draw, fn, [collection, random.pick(keys.hidden), ...more], { chaincode: "kv", submitter, endorsers });
}

/** A call on the implicit collection of the submitter's organisation; one in eight lacks its owner's endorsement. */
function own(draw: Draw, fn: string, ...more: readonly string[]): Step {
  const { random, keys } = draw;
  const owner = random.pick(ORGANISATIONS);
  const other = random.pick(ORGANISATIONS.filter((mspId) => mspId !== owner));
  const endorsers = random.below(8) === 0 ? [other] : random.pick([[owner], [owner, other]]);
  return call(draw, fn, [OWNED + owner, random.pick(keys.hidden), ...more], { submitter: owner, endorsers });
}

/** Reads and writes a private key, which only those who hold it can do. */
function ownRead(draw: Draw): Step {
  const { random, keys } = draw;
  const owner = random.pick(ORGANISATIONS);
  const args = [OWNED + owner, random.pick(keys.hidden), draw.value];
  return call(draw, "privateRmw", args, { submitter: owner, chaincode: "kv2", endorsers: [owner] });
}

function wideKey({ random, keys }: Draw): string {
  return keys.wide + String(random.below(keys.wideRows)).padStart(4, "0");
}

/** What a program consists of; a kind that stands twice is drawn twice as often. */
const KINDS: readonly Kind[] = [
  (draw) => call(draw, "put", [draw.random.pick(draw.keys.cold), draw.value]),
  (draw) => call(draw, "put", [draw.random.pick(draw.keys.cold), draw.value], { endorsers: [ORG1, ORG2] }),
  (draw) => call(draw, "put", [contested(draw), draw.value]),
  (draw) => call(draw, "rmw", [contested(draw), "."], { endorsers: [ORG2, ORG3] }),
  (draw) => call(draw, "rmw", [contested(draw), "."], { endorsers: [ORG1, ORG2] }),
  (draw) => call(draw, "rmw", [contested(draw), "."], { chaincode: "kv2" }),
  (draw) => call(draw, "rmw", [contested(draw), "."], { chaincode: "kv2" }),
  (draw) => call(draw, "rmw", [draw.random.pick(draw.keys.cold), "."], { chaincode: "kv2" }),
  (draw) => call(draw, "copy", [contested(draw), draw.random.pick(draw.keys.cold)]),
  (draw) => call(draw, "copy", [draw.random.pick(draw.keys.locked), draw.random.pick(draw.keys.cold)]),
  (draw) => call(draw, "delete", [draw.random.pick(draw.keys.cold)], { chaincode: "kv2" }),
  (draw) => call(draw, "delete", [contested(draw)], { endorsers: [ORG1, ORG3] }),
  (draw) => call(draw, "put", [draw.random.pick(draw.keys.cold), ""], { chaincode: "kv2" }),
  (draw) => call(draw, "putThenDelete", [draw.random.pick(draw.keys.cold), draw.value], { chaincode: "kv2" }),
  (draw) => call(draw, "rangeThenPut", [draw.keys.cold[0]!, draw.keys.cold[9]!, draw.random.pick(draw.keys.hot)]),
  (draw) => call(draw, "rangeThenPut", [draw.keys.hot[0]!, `${draw.keys.prefix}k`, draw.random.pick(draw.keys.cold)]),
  (draw) => call(draw, "firstThenPut", [draw.keys.cold[20]!, draw.keys.end, draw.random.pick(draw.keys.cold)]),
  (draw) => call(draw, "putThenRange", [draw.keys.cold[0]!, draw.keys.cold[5]!, draw.random.pick(draw.keys.cold)]),
  (draw) => call(draw, "rangeThenPut", [draw.keys.wide, `${draw.keys.wide}~`, draw.random.pick(draw.keys.cold)]),
  (draw) => call(draw, "put", [wideKey(draw), draw.value], { chaincode: "kv2" }),
  (draw) => call(draw, "delete", [wideKey(draw)], { chaincode: "kv2" }),
  (draw) => call(draw, "call", ["kv", "", "rmw", contested(draw), "!"], { chaincode: "kv2" }),
  (draw) => call(draw, "call", ["kv2", "", "put", draw.random.pick(draw.keys.cold), draw.value], { chaincode: "kv" }),
  (draw) => call(draw, "eventAndCall", ["kv2", "event", "inner", draw.value], { chaincode: "kv" }),
  (draw) => call(draw, "putWithEvent", [draw.random.pick(draw.keys.cold), draw.value, "written", draw.value]),
  (draw) => call(draw, "twoEvents", ["first", "second"]),
  (draw) => lockedCall(draw, "put", () => [draw.value]),
  (draw) => lockedCall(draw, "rmw", () => ["."]),
  (draw) => lockedCall(draw, "putWithPolicy", (organisation) => [draw.value, "PEER", organisation]),
  (draw) => lockedCall(draw, "setPolicy", (organisation) => ["MEMBER", organisation]),
  (draw) => lockedCall(draw, "clearPolicy", () => []),
  (draw) => lockedCall(draw, "delete", () => []),
  (draw) => shared(draw, "privatePut"),
  (draw) => shared(draw, "privatePutAndPut"),
  (draw) => shared(draw, "privateDelete"),
  (draw) => shared(draw, "privatePurge"),
  (draw) => shared(draw, "privateHashThenPut", draw.random.pick(draw.keys.cold)),
  (draw) => own(draw, "privatePut"),
  (draw) => own(draw, "privatePutAndPut"),
  (draw) => own(draw, "privateDelete"),
  (draw) => own(draw, "privatePurge"),
  (draw) => own(draw, "privateHashThenPut", draw.random.pick(draw.keys.cold)),
  (draw) => ownRead(draw),
  (draw) => ownRead(draw),
  (draw) => lockedPrivateCall(draw, "privatePut"),
  (draw) => lockedPrivateCall(draw, "privateSetPolicy", (organisation) => ["PEER", organisation]),
  (draw) => lockedPrivateCall(draw, "privateDelete"),
  (draw) => call(draw, "random", [draw.random.pick(draw.keys.cold)], { endorsers: [ORG1, ORG2] }),
  (draw) => call(draw, "putAndRespond", [draw.random.pick(draw.keys.cold), draw.value, "404", "not there"]),
];

/** Draws one step. */
export function drawStep(draw: Draw): Step {
  for (;;) {
    const step = draw.random.pick(KINDS)(draw);
    if (step !== undefined) return step;
  }
}
