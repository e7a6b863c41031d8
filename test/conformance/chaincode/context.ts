// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from "node:crypto";
import shim from "fabric-shim";
import { parameter, text, type ChaincodeFunctions } from "./functions.js";

const { ClientIdentity } = shim;

/** The longest pause `slow` accepts, in milliseconds. */
const PAUSE_MS_MAX = 120_000;

/** Calls that are pausing in this process. */
let pausing = 0;

async function pause(milliseconds: string): Promise<number> {
  const pauseMs = Math.min(Number(milliseconds), PAUSE_MS_MAX);
  pausing += 1;
  try {
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  } finally {
    pausing -= 1;
  }
  return pauseMs;
}
/** The largest answer `big` gives, in bytes. */
const ANSWER_BYTES_MAX = 64 * 1024 * 1024;

/** What surrounds a transaction: events, calls, responses, identity, time, and misbehaviour on request. */
export const contextFunctions: ChaincodeFunctions = {
  /** Echoes the parameters. */
  echo(_stub, p) {
    return Promise.resolve(JSON.stringify(p));
  },
  transient(stub) {
    const entries = [...stub.getTransient()].map(([name, value]) => [name, text(value)]);
    return Promise.resolve(JSON.stringify(entries.sort()));
  },
  event(stub, p) {
    stub.setEvent(parameter(p, 0, "name"), Buffer.from(p[1] ?? ""));
    return Promise.resolve("");
  },
  /** Sets two events; the ledger keeps the last. */
  twoEvents(stub, p) {
    stub.setEvent(parameter(p, 0, "first"), Buffer.from("1"));
    stub.setEvent(parameter(p, 1, "second"), Buffer.from("2"));
    return Promise.resolve("");
  },
  /** Sets an event and writes a key. */
  async putWithEvent(stub, p) {
    await stub.putState(parameter(p, 0, "key"), Buffer.from(parameter(p, 1, "value")));
    stub.setEvent(parameter(p, 2, "name"), Buffer.from(p[3] ?? ""));
    return "";
  },
  /** Calls another chaincode (name, channel, arguments) and passes its answer on as JSON. */
  async call(stub, p) {
    const answer = await stub.invokeChaincode(parameter(p, 0, "chaincode"), p.slice(2), p[1] ?? "");
    return JSON.stringify({ status: answer.status, message: answer.message ?? "", payload: text(answer.payload) });
  },
  /** Sets an event, then calls another chaincode that sets one: only the caller's counts. */
  async eventAndCall(stub, p) {
    stub.setEvent("outer", Buffer.from("outer"));
    const answer = await stub.invokeChaincode(parameter(p, 0, "chaincode"), p.slice(1), "");
    return text(answer.payload);
  },
  /** Answers with the status, message and payload given. */
  respond(_stub, p) {
    const status = Number(parameter(p, 0, "status"));
    return Promise.resolve({ status, message: p[1] ?? "", payload: Buffer.from(p[2] ?? "") });
  },
  /** Answers with a status after writing a key. */
  async putAndRespond(stub, p) {
    await stub.putState(parameter(p, 0, "key"), Buffer.from(parameter(p, 1, "value")));
    return { status: Number(parameter(p, 2, "status")), message: p[3] ?? "", payload: Buffer.from(p[4] ?? "") };
  },
  error(_stub, p) {
    return Promise.resolve({ status: 500, message: parameter(p, 0, "text"), payload: Buffer.alloc(0) });
  },
  throw(_stub, p) {
    return Promise.reject(new Error(parameter(p, 0, "text")));
  },
  async slow(_stub, p) {
    return String(await pause(parameter(p, 0, "milliseconds")));
  },
  /** How many calls of this process are pausing: the process's own knowledge, for evaluation only. */
  pausing() {
    return Promise.resolve(String(pausing));
  },
  /** Writes a key and ends the process before it has answered. */
  async exit(stub, p) {
    await stub.putState(parameter(p, 0, "key"), Buffer.from("never"));
    return process.exit(1);
  },
  /** Writes a key, pauses and reads it: a transaction that is still at work when its time is up. */
  async putThenPause(stub, p) {
    await stub.putState(parameter(p, 0, "key"), Buffer.from("late"));
    await pause(parameter(p, 1, "milliseconds"));
    return text(await stub.getState(parameter(p, 0, "key")));
  },
  /** Is slow at one organisation's peer. */
  async slowAt(stub, p) {
    if (stub.getMspID() !== parameter(p, 0, "mspId")) return "";
    await pause(parameter(p, 1, "milliseconds"));
    return "";
  },
  /** The number and lengths of the arguments, of which the first is the function's name. */
  argumentLengths(stub) {
    return Promise.resolve(JSON.stringify(stub.getArgs().map((argument) => Buffer.byteLength(argument))));
  },
  /** Writes a random value, so that no two endorsements match. */
  async random(stub, p) {
    await stub.putState(parameter(p, 0, "key"), randomBytes(16));
    return "";
  },
  /** Answers with the peer's own organisation, so that endorsements of two organisations differ in their answer. */
  peerMspId(stub) {
    return Promise.resolve(stub.getMspID());
  },
  /** Fails at one organisation's peer and writes nothing at the others. */
  failAt(stub, p) {
    if (stub.getMspID() === parameter(p, 0, "mspId")) throw new Error(parameter(p, 1, "text"));
    return Promise.resolve("");
  },
  /** Writes the value of one organisation's choosing: that peer's process writes `tampered`, the others `value`. */
  async putTampered(stub, p) {
    const tampered = stub.getMspID() === parameter(p, 2, "mspId");
    await stub.putState(parameter(p, 0, "key"), Buffer.from(tampered ? "tampered" : parameter(p, 1, "value")));
    return "";
  },
  big(_stub, p) {
    return Promise.resolve(Buffer.alloc(Math.min(Number(parameter(p, 0, "bytes")), ANSWER_BYTES_MAX), "x"));
  },
  /** Writes a value of so many bytes. */
  async putBig(stub, p) {
    const bytes = Math.min(Number(parameter(p, 1, "bytes")), ANSWER_BYTES_MAX);
    await stub.putState(parameter(p, 0, "key"), Buffer.alloc(bytes, "x"));
    return String(bytes);
  },
  /** Describes the caller: MSP id, id, and the certificate attributes named. */
  creator(stub, p) {
    const identity = new ClientIdentity(stub);
    const attributes = Object.fromEntries(p.map((name) => [name, identity.getAttributeValue(name)]));
    return Promise.resolve(JSON.stringify({ mspId: identity.getMSPID(), id: identity.getID(), attributes }));
  },
  timestamp(stub) {
    const { seconds, nanos } = stub.getTxTimestamp();
    return Promise.resolve(JSON.stringify({ seconds: String(seconds), nanos }));
  },
  ids(stub) {
    return Promise.resolve(JSON.stringify({ txId: stub.getTxID(), channel: stub.getChannelID() }));
  },
  binding(stub) {
    return Promise.resolve(stub.getBinding());
  },
};
