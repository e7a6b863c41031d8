// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect as connectTls } from "node:tls";
import type { Consortium } from "@licet/network/config/consortium";
import { claimPortBase } from "@licet/embedded-network/description/free-ports";
import { OrganisationLayout } from "@licet/embedded-network/crypto/layout";
import { chaincodeAt } from "@licet/network/fabric/chaincode-process";
import { planNetwork } from "@licet/network/fabric/plan";
import { readState } from "@licet/network/fabric/state";
import { startFabric, type FabricNetwork, type FabricOptions } from "@licet/network/fabric/start-fabric";
import { updateNetwork } from "@licet/network/fabric/update-network";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NodeConnection } from "@licet/scripts/wire/connections";
import { GatewayActor } from "../conformance/harness/gateway-actor.js";
import { readProfiles } from "@licet/scripts/wire/profile";
import { fabricLedger } from "../conformance/ledgers/fabric.js";
import { chaincodeStarter, conformanceConsortium } from "../conformance/ledgers/files.js";

const PORT_BASE = await claimPortBase();
const START_MS_MAX = 120_000;
const ANY_ONE = { chaincode: "kv2", endorsers: ["Org1MSP"] };

const small = conformanceConsortium();

/** The same consortium with a second peer of its first organisation, a full member and one that only reads. */
const grown: Consortium = {
  ...small,
  organisations: [
    member("Org0", 7_351, "full"),
    ...small.organisations.map((organisation, at) =>
      at > 0 ? organisation : { ...organisation, peers: [...organisation.peers, { name: "peer1", port: 7_061 }] },
    ),
    member("Org4", 7_451, "read-only"),
  ],
};

function member(name: string, port: number, access: "full" | "read-only"): Consortium["organisations"][number] {
  return {
    name,
    mspId: `${name}MSP`,
    domain: `${name.toLowerCase()}.example.com`,
    access,
    peers: [{ name: "peer0", port }],
    users: [
      { name: "Admin", admin: true, attributes: {} },
      { name: "User1", admin: false, attributes: {} },
    ],
  };
}

const reason = fabricLedger("2.5").unavailable();

describe("a network of real Fabric that grows while it runs", () => {
  if (reason !== undefined) {
    it("needs Fabric's programs", (context) => context.skip(reason));
    return;
  }
  const home = mkdtempSync(join(tmpdir(), "licet-grown-"));
  const options: FabricOptions = {
    version: "2.5",
    home,
    portBase: PORT_BASE,
    consortium: small,
    chaincodes: [chaincodeAt("kv2", chaincodeStarter())],
  };
  let network: FabricNetwork;

  /** Acts as User1 of an organisation through one of its peers. */
  async function through<Result>(
    mspId: string,
    act: (actor: GatewayActor) => Promise<Result>,
    peerName = "peer0",
  ): Promise<Result> {
    const profiles = readProfiles(network.profilesDir);
    const person = profiles.people.find(({ name, mspId: own }) => name === "User1" && own === mspId)!;
    const peer = profiles.peers.find(({ name, mspId: own }) => own === mspId && name.startsWith(peerName))!;
    const connection = new NodeConnection(peer);
    const actor = new GatewayActor(person, connection, small.channel, () => undefined);
    try {
      return await act(actor);
    } finally {
      actor.close();
      connection.close();
    }
  }

  beforeAll(async () => {
    network = await startFabric(options);
    await through("Org1MSP", (actor) => actor.submit("put", ["before", "1"], ANY_ONE));
    await updateNetwork({ ...options, consortium: grown });
  }, START_MS_MAX);

  afterAll(async () => {
    await network.stop();
    rmSync(home, { recursive: true });
  });

  it("shows new organisations and new peers what was written before", async () => {
    for (const [mspId, peer] of [
      ["Org0MSP", "peer0"],
      ["Org1MSP", "peer1"],
      ["Org4MSP", "peer0"],
    ] as const) {
      const seen = await through(
        mspId,
        (actor) => actor.evaluate("get", ["before"], { ...ANY_ONE, endorsers: [mspId] }),
        peer,
      );
      expect({ mspId, seen }).toEqual({ mspId, seen: { result: "1" } });
    }
  });

  it("takes transactions of a new full member, and none of one with read-only access", async () => {
    const written = await through("Org0MSP", (actor) => actor.submit("put", ["by-org0", "1"], ANY_ONE));
    expect(written.observation).toMatchObject({ code: "VALID" });
    const refused = await through("Org4MSP", (actor) => actor.submit("put", ["by-org4", "1"], ANY_ONE));
    expect(JSON.stringify(refused.observation)).toMatch(/access denied|permission|policy/i);
    const left = await through("Org1MSP", (actor) => actor.evaluate("get", ["by-org4"], ANY_ONE));
    expect(left).toEqual({ result: "" });
  });

  it("lets a member that only read write once its access is full", async () => {
    const organisations = grown.organisations.map((one) => ({ ...one, access: "full" as const }));
    await updateNetwork({ ...options, consortium: { ...grown, organisations } });
    const written = await through("Org4MSP", (actor) => actor.submit("put", ["by-member-org4", "1"], ANY_ONE));
    expect(written.observation).toMatchObject({ code: "VALID" });
    await updateNetwork({ ...options, consortium: grown });
    const refused = await through("Org4MSP", (actor) => actor.submit("put", ["again-by-org4", "1"], ANY_ONE));
    expect(JSON.stringify(refused.observation)).toMatch(/access denied|permission|policy/i);
  });

  it("leaves the chaincodes of the others running, and has nothing to do a second time", async () => {
    const before = network.processes.list();
    const added = await updateNetwork({ ...options, consortium: grown });
    expect(added).toEqual({ organisations: [], peers: [] });
    expect(network.processes.list()).toEqual(before);
  });

  it("refuses a description that takes a member away", async () => {
    await expect(updateNetwork({ ...options, consortium: small })).rejects.toThrow(/Org0MSP .* is gone/);
  });

  it("serves chaincode to its own organisation's peers only", async () => {
    const plan = planNetwork(grown, network.directory, readState(network.directory));
    const files = (domain: string): ReturnType<OrganisationLayout["chaincode"]> =>
      new OrganisationLayout(network.directory, "peer", domain).chaincode("kv2");
    const port = plan.chaincodePort("kv2", "Org1MSP");
    const own = files("org1.example.com");
    const other = files("org2.example.com");
    expect(await accepts(port, own.ca, own)).toBe(true);
    expect(await accepts(port, own.ca, other)).toBe(false);
    expect(await accepts(port, own.ca)).toBe(false);
  });

  it(
    "comes up again with all of them",
    async () => {
      await network.stop();
      await expect(startFabric(options)).rejects.toThrow(/Org0MSP .* is gone/);
      network = await startFabric({ ...options, consortium: grown });
      const seen = await through("Org0MSP", (actor) =>
        actor.evaluate("get", ["by-org0"], { ...ANY_ONE, endorsers: ["Org0MSP"] }),
      );
      expect(seen).toEqual({ result: "1" });
    },
    START_MS_MAX,
  );
});

/** Whether a chaincode's process keeps a connection open that shows the certificate given. */
function accepts(
  port: number,
  ca: string,
  client?: { readonly clientCertificate: string; readonly clientKey: string },
): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connectTls({
      host: "127.0.0.1",
      port,
      ca: readFileSync(ca),
      ALPNProtocols: ["h2"],
      ...(client && { cert: readFileSync(client.clientCertificate), key: readFileSync(client.clientKey) }),
    });
    // With TLS 1.3 the server refuses a client only after the client's side of the handshake is done; an HTTP/2 server
    // that accepts sends its settings first.
    socket.once("data", () => (resolve(true), socket.destroy()));
    socket.once("error", () => resolve(false)).once("close", () => resolve(false));
  });
}
