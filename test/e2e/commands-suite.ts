// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { findFabric } from "@licet/network/fabric/binaries";
import { beforeAll, describe, expect, it } from "vitest";
import { FabricCommands, type Ended } from "./fabric-commands.js";
import type { Place } from "./gateway-suite.js";

/** Fabric's own commands on a network's folder, unchanged, whichever network it is. */
export function describeCommands(place: () => Place, version: string): void {
  let commands: FabricCommands;
  let folder = "";

  beforeAll(() => {
    commands = new FabricCommands(findFabric(version), place().profilesFolder);
    folder = path.dirname(place().profilesFolder);
  });

  it("peer chaincode invokes and queries as a user of the layout", async () => {
    const party = {
      id: `GB-CO-PEER${version.replace(".", "")}`,
      kinds: ["consignee"],
      jurisdiction: "GB",
      validFrom: "2026-01-01",
    };
    const content = { name: "Somebody Secret", address: "Somewhere", country: "GB" };
    const confidential = { parts: { content: { content, salt: randomBytes(32).toString("hex") } }, evidence: {} };
    const transient = Buffer.from(JSON.stringify(confidential)).toString("base64");
    const invoked = await commands.peer("registrar1", [
      ...["chaincode", "invoke", ...commands.ordererOptions, "-C", "licet", "-n", "licet", "--waitForEvent"],
      ...["--peerAddresses", commands.peerAddress, "--tlsRootCertFiles", commands.peerTlsCa],
      ...["--transient", JSON.stringify({ confidential: transient })],
      ...["-c", JSON.stringify({ function: "party:Register", Args: [JSON.stringify(party)] })],
    ]);
    expect(invoked).toEqual(done());
    const queried = await commands.peer("customs1", query("party:Read", { id: party.id }));
    expect(queried).toEqual(done(`"id":"${party.id}"`));
    expect(queried.output).not.toContain("Secret");
  });

  it("peer chaincode shows the refusal of a rule in its own words", async () => {
    const refused = await commands.peer("customs1", query("party:Read", { id: "GB-CO-NOBODY" }));
    expect(refused).toEqual(failed("NOT_FOUND: "));
  });

  it("peer channel lists, tells the height, and fetches blocks from peer and ordering service", async () => {
    expect(await commands.peer("Admin", ["channel", "list"])).toEqual(done("licet"));
    const info = await commands.peer("Admin", ["channel", "getinfo", "-c", "licet"]);
    expect(Number(/"height":(\d+)/.exec(info.output)?.[1])).toBeGreaterThan(0);
    const newest = path.join(folder, "newest.block");
    expect(await commands.peer("Admin", ["channel", "fetch", "newest", newest, "-c", "licet"])).toEqual(done());
    const config = path.join(folder, "config.block");
    const fetch = ["channel", "fetch", "config", config, "-c", "licet", ...commands.ordererOptions];
    expect(await commands.peer("Admin", fetch)).toEqual(done());
  });

  it("configtxlator reads the channel's configuration", async () => {
    const text = path.join(folder, "config.json");
    const args = ["proto_decode", "--type", "common.Block", "--input", path.join(folder, "config.block")];
    expect(await commands.run("configtxlator", [...args, "--output", text])).toEqual(done());
    expect(readFileSync(text, "utf8")).toContain('"GBAuthorityMSP"');
  });

  it("peer lifecycle chaincode tells what is installed and committed", async () => {
    const committed = ["lifecycle", "chaincode", "querycommitted", "-C", "licet", "-n", "licet", "-O", "json"];
    expect(await commands.peer("Admin", committed)).toEqual(done('"sequence"'));
    const installed = ["lifecycle", "chaincode", "queryinstalled", "-O", "json"];
    expect(await commands.peer("Admin", installed)).toEqual(done('"package_id"'));
  });

  it("discover finds peers, configuration and endorsers", async () => {
    const file = path.join(folder, "discover.yaml");
    const msp = commands.mspOf("customs1");
    const saved = await commands.run("discover", [
      ...["--configFile", file, "--peerTLSCA", commands.peerTlsCa, "--MSP", "GBAuthorityMSP"],
      ...["--userKey", path.join(msp, "keystore", "priv_sk")],
      ...["--userCert", path.join(msp, "signcerts", "customs1@gb.licet.example-cert.pem"), "saveConfig"],
    ]);
    expect(saved).toEqual(done());
    const ask = (...args: string[]): Promise<Ended> =>
      commands.run("discover", ["--configFile", file, ...args, "--channel", "licet", "--server", commands.peerAddress]);
    for (const mspId of ["GBAuthorityMSP", "CarriersMSP"]) expect(await ask("peers")).toEqual(done(mspId));
    expect(await ask("config")).toEqual(done('"OrdererMSP"'));
    expect(await ask("endorsers", "--chaincode", "licet")).toEqual(done('"EndorsersByGroups"'));
  });
}

/** What only a network of real Fabric takes: its ordering nodes' administration. */
export function describeOrdererCommands(place: () => Place, version: string, adminAddress: () => string): void {
  it("osnadmin lists the channels of an ordering node", async () => {
    const commands = new FabricCommands(findFabric(version), place().profilesFolder);
    const tls = commands.ordererAdminTls;
    const listed = await commands.run("osnadmin", [
      ...["channel", "list", "-o", adminAddress(), "--ca-file", commands.ordererCa],
      ...["--client-cert", path.join(tls, "client.crt"), "--client-key", path.join(tls, "client.key")],
    ]);
    expect(listed).toEqual(done('"name": "licet"'));
  });
}

/** What the embedded network refuses says so in words, not by a broken connection. */
export function describeRefusedCommands(place: () => Place, version: string): void {
  describe("what the embedded network does not do is refused in words", () => {
    const lifecycle = ["lifecycle", "chaincode"];
    const definition = ["-C", "licet", "-n", "licet", "-v", "2.0", "--sequence", "2"];
    it.each([
      ["approving", [...lifecycle, "approveformyorg", ...definition, "--package-id", "licet:1"], true],
      ["asking who approved", [...lifecycle, "checkcommitreadiness", ...definition], false],
      ["asking what was approved", [...lifecycle, "queryapproved", "-C", "licet", "-n", "licet"], false],
    ])("%s", async (_, args, throughOrderer) => {
      const commands = new FabricCommands(findFabric(version), place().profilesFolder);
      const orderer = throughOrderer ? commands.ordererOptions : [];
      expect(await commands.peer("Admin", [...args, ...orderer])).toEqual(
        failed("is not implemented by the embedded network"),
      );
    });

    it("joining a channel, and one that there is not", async () => {
      const commands = new FabricCommands(findFabric(version), place().profilesFolder);
      const block = path.join(path.dirname(place().profilesFolder), "config.block");
      expect(await commands.peer("Admin", ["channel", "join", "-b", block])).toEqual(
        failed("JoinChain is not implemented by the embedded network"),
      );
      const fetch = ["channel", "fetch", "newest", `${block}.none`, "-c", "nochannel"];
      expect(await commands.peer("Admin", fetch)).toEqual(failed("NOT_FOUND"));
    });
  });
}

function query(name: string, input: unknown): string[] {
  const call = JSON.stringify({ function: name, Args: [JSON.stringify(input)] });
  return ["chaincode", "query", "-C", "licet", "-n", "licet", "-c", call];
}

function done(says = ""): Ended {
  return { status: 0, output: expect.stringContaining(says) as string };
}

function failed(says: string): Ended {
  return { status: 1, output: expect.stringContaining(says) as string };
}
