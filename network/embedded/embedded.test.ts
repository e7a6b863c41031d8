// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey } from "node:crypto";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client, credentials } from "@grpc/grpc-js";
import { connect, signers, type Gateway } from "@hyperledger/fabric-gateway";
import { peer } from "@hyperledger/fabric-protos";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { parseConsortium } from "./description/consortium.js";
import { claimPortBase } from "./description/free-ports.js";
import { openToOthers } from "./testing/open-to-others.js";
import type { IdentityEntry } from "./profiles/connection-profiles.js";
import { startEmbedded, type EmbeddedNetwork } from "./index.js";
import { chaincodeMessage, FakeChaincode, type OnMessage } from "./testing/fake-chaincode.js";

const PORT_BASE = await claimPortBase();
const FIRST_PEER_PORT = PORT_BASE + 51;

const CONSORTIUM = (second = "Org2MSP"): string => `
name: test
channel: test
organisations:
  - { name: Org1, mspId: Org1MSP, domain: org1.example, peers: [{ name: peer0, port: 7051 }], users: [{ name: User1 }, { name: Admin, admin: true }] }
  - { name: Org2, mspId: ${second}, domain: org2.example, peers: [{ name: peer0, port: 7052 }], users: [{ name: User1 }, { name: Admin, admin: true }] }
orderer: { name: Orderer, mspId: OrdererMSP, domain: orderer.example, orderers: [{ name: orderer0, port: 7050 }] }
chaincodes:
  - { name: cc, version: "1.0", sequence: 1 }
`;

const { Type } = peer.ChaincodeMessage;

/** A chaincode with `put KEY VALUE`, `get KEY`, and `refuse TEXT`. */
const keyValue: OnMessage = (received, call) => {
  const type = received.getType();
  const reply = (kind: number, payload: Uint8Array): void => {
    call.write(chaincodeMessage(kind, received.getTxid(), payload, "test"));
  };
  if (type === Type.TRANSACTION) {
    const args = peer.ChaincodeInput.deserializeBinary(received.getPayload_asU8()).getArgsList_asU8();
    const [name = "", key = "", value = ""] = args.map((argument) => Buffer.from(argument).toString());
    if (name === "put") {
      const request = new peer.PutState();
      request.setKey(key);
      request.setValue(Buffer.from(value));
      reply(Type.PUT_STATE, request.serializeBinary());
    } else if (name === "refuse") {
      const refusal = new peer.Response();
      refusal.setStatus(500);
      refusal.setMessage(`PARTY_NOT_IN_FORCE: ${key} is not in force. {"party":"${key}"}`);
      reply(Type.COMPLETED, refusal.serializeBinary());
    } else {
      const request = new peer.GetState();
      request.setKey(key);
      reply(Type.GET_STATE, request.serializeBinary());
    }
  }
  if (type === Type.RESPONSE) {
    const response = new peer.Response();
    response.setStatus(200);
    response.setPayload(received.getPayload_asU8());
    reply(Type.COMPLETED, response.serializeBinary());
  }
};

const chaincode = new FakeChaincode(keyValue);
const home = mkdtempSync(join(tmpdir(), "embedded-"));
const running: EmbeddedNetwork[] = [];
let address = "";

beforeAll(async () => {
  address = `127.0.0.1:${await chaincode.start()}`;
});

afterEach(async () => {
  await Promise.all(running.splice(0).map((network) => network.stop()));
});

afterAll(() => {
  chaincode.stop();
  rmSync(home, { recursive: true, force: true });
});

async function start(options: { consortium?: string; chaincode?: string } = {}): Promise<EmbeddedNetwork> {
  const network = await startEmbedded({
    consortium: parseConsortium(options.consortium ?? CONSORTIUM()),
    home,
    portBase: PORT_BASE,
    chaincodes: [{ name: options.chaincode ?? "cc", address }],
  });
  running.push(network);
  return network;
}

/** Connects as an organisation's user to Org1's peer, by the profiles alone. */
function connectTo(
  { profilesDir }: EmbeddedNetwork,
  name = "Org1",
): { readonly gateway: Gateway; readonly close: () => void } {
  const identities = JSON.parse(readFileSync(join(profilesDir, "identities.json"), "utf8")) as IdentityEntry[];
  const entry = identities.find((one) => one.organisation === name && one.name === "User1")!;
  const profile = JSON.parse(readFileSync(join(profilesDir, entry.connectionProfile), "utf8")) as {
    peers: Record<string, { url: string; tlsCACerts: { pem: string }; grpcOptions: Record<string, string> }>;
  };
  const { url, tlsCACerts, grpcOptions } = profile.peers["peer0.org1.example"]!;
  const client = new Client(url.replace("grpcs://", ""), credentials.createSsl(Buffer.from(tlsCACerts.pem)), {
    "grpc.ssl_target_name_override": grpcOptions["ssl-target-name-override"]!,
  });
  const credential = readFileSync(join(profilesDir, entry.certificatePath));
  const key = createPrivateKey(readFileSync(join(profilesDir, entry.keyPath)));
  const gateway = connect({
    client,
    identity: { mspId: entry.mspId, credentials: credential },
    signer: signers.newPrivateKeySigner(key),
  });
  return {
    gateway,
    close: () => {
      gateway.close();
      client.close();
    },
  };
}

describe("an embedded network", () => {
  it("serves a client by its profiles, and goes on where it stopped", async () => {
    const first = await start();
    expect(first.height).toBe(1n);
    const before = connectTo(first);
    await before.gateway.getNetwork("test").getContract("cc").submitTransaction("put", "key", "value");
    before.close();
    await first.stop();

    const second = await start();
    expect(second.height).toBe(2n);
    const after = connectTo(second);
    const value = await after.gateway.getNetwork("test").getContract("cc").evaluateTransaction("get", "key");
    expect(Buffer.from(value).toString()).toBe("value");
    after.close();
  });

  it.skipIf(process.platform === "win32")(
    "keeps what it writes to its owner, and takes back what was open",
    async () => {
      await (await start()).stop();
      const folder = join(home, "embedded");
      for (const path of readdirSync(folder, { recursive: true, encoding: "utf8" }))
        chmodSync(join(folder, path), 0o755);
      chmodSync(folder, 0o755);
      const network = await start();
      expect(openToOthers(folder)).toEqual([]);
      const client = connectTo(network);
      await client.gateway.getNetwork("test").getContract("cc").submitTransaction("put", "secret", "value");
      client.close();
      await network.stop();
      expect(openToOthers(folder)).toEqual([]);
    },
  );

  it("writes down nowhere what chaincode has answered", async () => {
    const network = await start();
    const written = [process.stdout, process.stderr].map((stream) => vi.spyOn(stream, "write").mockReturnValue(true));
    const printed = (["log", "info", "warn", "error", "debug"] as const).map((name) => vi.spyOn(console, name));
    const client = connectTo(network);
    const contract = client.gateway.getNetwork("test").getContract("cc");
    await expect(contract.evaluateTransaction("refuse", "Meridian Optics")).rejects.toThrow("Meridian Optics");
    await expect(contract.submitTransaction("refuse", "Meridian Optics")).rejects.toThrow();
    client.close();
    const calls = [...written, ...printed].flatMap((spy) => spy.mock.calls as unknown[][]);
    vi.restoreAllMocks();
    expect(calls.flat().map(String).join()).not.toContain("Meridian");
  });

  it("has organisations of clients alone, who go through the peers of others", async () => {
    const ownHome = join(home, "clients");
    const clients =
      "  - { name: Org3, mspId: Org3MSP, domain: org3.example, peers: [], users: [{ name: Admin, admin: true }, { name: User1 }] }\n";
    const consortium = parseConsortium(CONSORTIUM().replace("orderer: {", `${clients}orderer: {`));
    const chaincodes = [{ name: "cc", address }];
    const network = await startEmbedded({ consortium, home: ownHome, portBase: PORT_BASE, chaincodes });
    running.push(network);
    expect(network.peers.map(({ mspId }) => mspId)).toEqual(["Org1MSP", "Org2MSP"]);
    const client = connectTo(network, "Org3");
    const contract = client.gateway.getNetwork("test").getContract("cc");
    await contract.submitTransaction("put", "key", "of Org3");
    expect(Buffer.from(await contract.evaluateTransaction("get", "key")).toString()).toBe("of Org3");
    client.close();
  });

  it("stops while clients listen", async () => {
    const network = await start();
    const client = connectTo(network);
    const blocks = await client.gateway.getNetwork("test").getBlockEvents({ startBlock: 0n });
    const iterator = blocks[Symbol.asyncIterator]();
    await iterator.next();
    await network.stop();
    await expect(network.stop()).resolves.toBeUndefined();
    blocks.close();
    client.close();
  });

  it("refuses a ledger of other organisations", async () => {
    await (await start()).stop();
    await expect(start({ consortium: CONSORTIUM("OtherMSP") })).rejects.toMatchObject({ code: "NETWORK_CHANGED" });
  });

  it("refuses a chaincode that is not the consortium's", async () => {
    await expect(start({ chaincode: "other" })).rejects.toMatchObject({ code: "NETWORK_CHAINCODE_UNKNOWN" });
  });

  it("refuses a ledger that another network has open", async () => {
    await start();
    await expect(start()).rejects.toThrow("another process has it open");
  });

  it("says which port is taken, and gives back what it opened", async () => {
    const occupant = createServer();
    await new Promise<void>((resolve) => occupant.listen(FIRST_PEER_PORT, "127.0.0.1", resolve));
    await expect(start()).rejects.toMatchObject({
      code: "NETWORK_PORT_TAKEN",
      message: expect.stringContaining(String(FIRST_PEER_PORT)) as string,
    });
    await new Promise((resolve) => occupant.close(resolve));
    await expect(start()).resolves.toBeDefined();
  });
});
