// SPDX-License-Identifier: Apache-2.0
import { EventEmitter, once } from "node:events";
import { createRequire } from "node:module";
import { common, msp, peer } from "@hyperledger/fabric-protos";
import { Contract } from "fabric-contract-api";
import { type ChaincodeInterface, Shim } from "fabric-shim";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { LicetError } from "@licet/domain";
import { setUpShimLogs } from "./shim-logs";
import { certificateOf } from "../testing/fabric/identities";

const { Type } = peer.ChaincodeMessage;
const NAME = "Meridian Precision Optics FZE";
const refusal = new LicetError("PARTY_NOT_IN_FORCE", `The party ${NAME} is not in force.`, { party: NAME, note: NAME });

/** As the shim's own handler gets it. */
const logger = Shim.newLogger("lib/handler.js");
const { level } = logger;
const [transport] = logger.transports;
const written: string[] = [];

/** Lets all loggers write debug lines, as the environment does in a process of its own. */
function wantDebugLines(): void {
  for (const name of ["lib/handler.js", "lib/chaincode.js", "lib/stub.js", "contracts-spi/chaincodefromcontract.js"])
    Shim.newLogger(name).level = "debug";
  if (transport !== undefined) transport.level = "debug";
}

/** The texts of what was written, without time, level and logger. */
const texts = (): string[] => written.map((line) => line.slice(line.indexOf("] ") + 2).trim());

beforeAll(() => {
  setUpShimLogs();
  // Where winston writes its lines.
  (console as unknown as { _stdout: object })._stdout = { write: (text: string) => written.push(text) > 0 };
});

afterEach(() => {
  logger.level = level;
  if (transport !== undefined) delete transport.level;
  written.length = 0;
});

describe("the shim's debug lines", () => {
  it("are not formatted where nobody wants them", () => {
    const write = vi.spyOn(logger, "write");
    logger.level = "warn";
    logger.debug("unwanted");
    expect(write).not.toHaveBeenCalled();
    write.mockRestore();
  });

  it("are written from the moment on that somebody does", () => {
    wantDebugLines();
    logger.debug("Chat stream ending");
    expect(written).toEqual([expect.stringMatching(/debug \[c-api:lib\/handler\.js\] Chat stream ending\n$/)]);
  });

  it("leave other lines alone", () => {
    logger.level = "warn";
    logger.error("Received unknown message from the peer. Exiting.");
    expect(texts()).toEqual(["Received unknown message from the peer. Exiting."]);
  });
});

describe("lines about transactions", () => {
  it("hold a refusal's code and title, and nothing of its message", () => {
    logger.error(`[licet-0123abcd] Calling chaincode Invoke() returned error response [${refusal.message}]. Sending`);
    expect(texts()).toEqual(["[licet-0123abcd] PARTY_NOT_IN_FORCE: The party's registration is not in force"]);
  });

  it("hold where another error came from, and not what it says", () => {
    const error = new TypeError(`"${NAME}" is not valid JSON`);
    logger.error(`[licet-0123abcd] ${String(error.stack)}`);
    logger.error("with values", error);
    logger.error("wrapped", { error });
    logger.error("Chat stream with peer - on error: %j", `Error: 14 UNAVAILABLE: ${NAME}\n    at read (stream.js:1:2)`);
    expect(texts()).toEqual([
      expect.stringMatching(/^\[licet-0123abcd\] TypeError at .*shim-logs\.test\.ts/),
      expect.stringMatching(/^with values TypeError at /),
      expect.stringMatching(/^wrapped TypeError at /),
      "Chat stream with peer - on error: Error 14 UNAVAILABLE at read (stream.js:1:2)",
    ]);
    expect(written.join()).not.toContain("Meridian");
  });

  it("hold no keys, arguments and results, at any level", () => {
    wantDebugLines();
    logger.debug("getPrivateData called with collection:%s, key:%s", "_implicit_org_AMSP", NAME);
    logger.debug(`[licet-0123abcd] Invoking party ${NAME}`);
    logger.debug("handleGetState - with key:", NAME);
    logger.info(`[licet-0123abcd] said something of ${NAME}`);
    logger.error(NAME);
    expect(texts()).toEqual([
      "getPrivateData called with collection:, key:",
      "handleGetState - with key:",
      "[licet-0123abcd] (text withheld)",
      "(text withheld)",
    ]);
  });

  it("are so for loggers that are made later", () => {
    Shim.newLogger("party:later").error(refusal.message);
    expect(written).toEqual([expect.stringMatching(/\[c-api:party:later\] PARTY_NOT_IN_FORCE: /)]);
    expect(written.join()).not.toContain("Meridian");
  });
});

class Registry extends Contract {
  constructor() {
    super("party");
  }

  refuse(): Promise<string> {
    return Promise.reject(refusal);
  }

  fail(_context: unknown, name: string): Promise<string> {
    return Promise.reject(new SyntaxError(`Unexpected token, "${name}" is not valid JSON`));
  }

  answer(_context: unknown, name: string): Promise<string> {
    return Promise.resolve(name);
  }
}

/** A transaction as a peer hands it to the shim. */
function transaction(...args: readonly string[]): peer.ChaincodeMessage {
  const creator = new msp.SerializedIdentity();
  creator.setMspid("AMSP");
  creator.setIdBytes(Buffer.from(certificateOf([["CN", NAME]])));
  const signatureHeader = new common.SignatureHeader();
  signatureHeader.setCreator(creator.serializeBinary());
  const header = new common.Header();
  header.setSignatureHeader(signatureHeader.serializeBinary());
  header.setChannelHeader(new common.ChannelHeader().serializeBinary());
  const proposal = new peer.Proposal();
  proposal.setHeader(header.serializeBinary());
  const payload = new peer.ChaincodeProposalPayload();
  payload.setInput(Buffer.from(NAME));
  proposal.setPayload(payload.serializeBinary());
  const signed = new peer.SignedProposal();
  signed.setProposalBytes(proposal.serializeBinary());
  const input = new peer.ChaincodeInput();
  input.setArgsList(args.map((argument) => Buffer.from(argument)));
  const message = messageOf(Type.TRANSACTION);
  message.setPayload(input.serializeBinary());
  message.setProposal(signed);
  return message;
}

function messageOf(type: (typeof Type)[keyof typeof Type]): peer.ChaincodeMessage {
  const message = new peer.ChaincodeMessage();
  message.setType(type);
  message.setTxid("0123abcd".repeat(8));
  message.setChannelId("licet");
  return message;
}

interface Internals {
  readonly ChaincodeFromContract: new (contracts: readonly unknown[], serializers: object) => ChaincodeInterface;
  readonly ChaincodeMessageHandler: new (
    stream: EventEmitter,
    chaincode: ChaincodeInterface,
  ) => { chat(first: unknown): void };
}

/** What `fabric-chaincode-node` puts a chaincode together from. */
function internals(): Internals {
  const load = createRequire(__filename);
  return {
    ChaincodeFromContract: load("fabric-shim/lib/contract-spi/chaincodefromcontract.js") as never,
    ChaincodeMessageHandler: (load("fabric-shim/lib/handler.js") as Internals).ChaincodeMessageHandler,
  };
}

/** Runs transactions through the shim and the contract API as they are, each to its answer. */
async function executed(...transactions: readonly (readonly string[])[]): Promise<peer.ChaincodeMessage[]> {
  const { ChaincodeFromContract, ChaincodeMessageHandler } = internals();
  const serializers = {
    transaction: "json",
    serializers: { json: "fabric-contract-api/lib/jsontransactionserializer" },
  };
  const stream = Object.assign(new EventEmitter(), { write: (answer: unknown) => stream.emit("answer", answer) });
  new ChaincodeMessageHandler(stream, new ChaincodeFromContract([Registry], serializers)).chat({});
  stream.emit("data", messageOf(Type.REGISTERED));
  stream.emit("data", messageOf(Type.READY));
  const answers: peer.ChaincodeMessage[] = [];
  for (const args of transactions) {
    const answer = once(stream, "answer");
    stream.emit("data", transaction(...args));
    answers.push(((await answer) as [peer.ChaincodeMessage])[0]);
  }
  return answers;
}

describe("a chaincode's process", () => {
  it("tells the peer everything and the log no names, at any level", async () => {
    wantDebugLines();
    const answers = await executed(["party:refuse"], ["party:fail", NAME], ["party:answer", NAME], [`party:${NAME}`]);
    const messages = answers.map((answer) => peer.Response.deserializeBinary(answer.getPayload_asU8()).getMessage());
    expect(messages[0]).toBe(refusal.message);
    expect(messages[1]).toContain(NAME);
    expect(written.join()).not.toMatch(/Meridian|Optics/);
    expect(texts()).toContain("[licet-0123abcd] PARTY_NOT_IN_FORCE: The party's registration is not in force");
    expect(texts()).toContain("[licet-0123abcd] SyntaxError");
    expect(texts()).toContain(
      "[licet-0123abcd] Calling chaincode Invoke() succeeded. Sending COMPLETED message back to peer",
    );
  });
});
