// SPDX-License-Identifier: Apache-2.0
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { createPrivateKey } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { connect as connectTo, createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Client, credentials } from "@grpc/grpc-js";
import { connect, signers } from "@hyperledger/fabric-gateway";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const PACKAGE = "@licet/embedded-network";
const README_ADDRESS = "127.0.0.1:9999";
/** Ports of the README's network, counted from the port base: those of Fabric's samples less 7000. */
const [ORDERER, FIRST_PEER, SECOND_PEER] = [50, 51, 2_051] as const;
const HIGHEST_PORT = 65_535;
const POLL_MS = 50;
const require = createRequire(import.meta.url);
const root = join(import.meta.dirname, "..", "..");
const source = join(root, "network", "embedded");

/** A stranger's chaincode, in plain JavaScript. */
const CHAINCODE = `
const { Contract } = require("fabric-contract-api");
class Basic extends Contract {
  async put(ctx, key, value) { await ctx.stub.putState(key, Buffer.from(value)); }
  async get(ctx, key) { return (await ctx.stub.getState(key)).toString(); }
}
exports.contracts = [Basic];
`;

interface Identity {
  readonly name: string;
  readonly mspId: string;
  readonly connectionProfile: string;
  readonly certificatePath: string;
  readonly keyPath: string;
}

/** Listens on a port, on any free one unless given, and gives it back; undefined where it is taken. */
async function tryPort(port = 0): Promise<number | undefined> {
  const server = createServer();
  const listening = await new Promise<boolean>((resolve) => {
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => resolve(true));
  });
  if (!listening) return undefined;
  const { port: found } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return found;
}

/** Resolves once somebody listens on the port. */
async function listening(port: number): Promise<void> {
  for (;;) {
    const reached = await new Promise<boolean>((resolve) => {
      const socket = connectTo(port, "127.0.0.1");
      socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
      socket.once("connect", () => socket.destroy());
    });
    if (reached) return;
    await delay(POLL_MS);
  }
}

/** A `--port-base` with which all ports of the README's network are free. */
async function freePortBase(): Promise<number> {
  for (;;) {
    const peer = (await tryPort()) ?? 0;
    const base = peer - FIRST_PEER;
    const others = [ORDERER, SECOND_PEER].map((offset) => base + offset);
    if (others.some((port) => port > HIGHEST_PORT)) continue;
    if ((await Promise.all(others.map(tryPort))).every((port) => port !== undefined)) return base;
  }
}

/** Rejects when the process ends. */
function ended(child: ChildProcess): Promise<never> {
  return new Promise((_, reject) => child.once("exit", (code) => reject(new Error(`it ended with ${code}`))));
}

/** Resolves with the process's output as soon as that holds the text; fails when the process ends before. */
function said(child: ChildProcess, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = "";
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      if (output.includes(text)) resolve(output);
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.on("exit", () => reject(new Error(`it ended without "${text}":\n${output}`)));
  });
}

describe("the embedded network as a package", () => {
  const folder = mkdtempSync(join(tmpdir(), "embedded-package-"));
  const modules = join(folder, "node_modules");
  const running: ChildProcess[] = [];
  let packed: readonly string[] = [];

  /** The commands that the README gives: npx runs a package's program from node_modules. */
  const readme = readFileSync(join(source, "README.md"), "utf8");
  const commands = /```sh\n([\s\S]*?)```/.exec(readme)?.[1]?.trim().split("\n") ?? [];
  const programs: Readonly<Record<string, string>> = {
    "fabric-chaincode-node": require.resolve("fabric-shim/cli.js"),
    [PACKAGE]: join(modules, PACKAGE, "dist", "bin.js"),
  };

  function run(command: string, ...more: readonly string[]): ChildProcess {
    const [npx, program = "", ...args] = command.split(" ");
    expect(npx).toBe("npx");
    const child = spawn(process.execPath, [programs[program] ?? "", ...args, ...more], { cwd: folder });
    running.push(child);
    return child;
  }

  beforeAll(() => {
    const npm = process.env["npm_execpath"] ?? "npm";
    const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", folder];
    const [program, first] = npm.endsWith(".js") ? [process.execPath, [npm]] : [npm, []];
    const text = execFileSync(program, [...first, ...args], { cwd: source, encoding: "utf8", stdio: "pipe" });
    const [tarball] = JSON.parse(text) as { filename: string; files: { path: string }[] }[];
    packed = tarball!.files.map(({ path }) => path);
    execFileSync("tar", ["-xzf", tarball!.filename], { cwd: folder });
    mkdirSync(join(modules, "@licet"), { recursive: true });
    cpSync(join(folder, "package"), join(modules, PACKAGE), { recursive: true });
    const manifest = JSON.parse(readFileSync(join(source, "package.json"), "utf8")) as { dependencies: object };
    for (const name of [...Object.keys(manifest.dependencies), "fabric-contract-api", "fabric-shim"]) {
      mkdirSync(dirname(join(modules, name)), { recursive: true });
      symlinkSync(join(root, "node_modules", name), join(modules, name), "junction");
    }
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "basic", version: "1.0.0", main: "index.js" }));
    writeFileSync(join(folder, "index.js"), CHAINCODE);
  });

  afterAll(async () => {
    for (const child of running) {
      if (child.exitCode !== null) continue;
      const over = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await over;
    }
    rmSync(folder, { recursive: true, force: true });
  });

  it("holds what it needs, and neither tests nor their helpers", () => {
    expect(packed).toEqual(expect.arrayContaining(["README.md", "LICENSE", "dist/bin.js", "dist/index.d.ts"]));
    expect(packed.filter((path) => /\.test\.|\.gz$|\.map$|tsbuildinfo|fake-chaincode|test-network/.test(path))).toEqual(
      [],
    );
  });

  it("runs a stranger's chaincode in the README's two commands", async () => {
    expect(commands).toHaveLength(2);
    const port = (await tryPort()) ?? 0;
    const address = `127.0.0.1:${port}`;
    const [chaincode, network] = commands.map((command) => command.replace(README_ADDRESS, address));
    await Promise.race([listening(port), ended(run(chaincode!))]);
    const base = await freePortBase();
    const output = await said(run(network!, "--port-base", String(base)), "The network runs");
    const profiles = /profiles and identities: (.*)/.exec(output)?.[1] ?? "";

    const identities = JSON.parse(readFileSync(join(profiles, "identities.json"), "utf8")) as Identity[];
    const user = identities.find(({ name, mspId }) => name === "User1" && mspId === "Org1MSP")!;
    const profile = JSON.parse(readFileSync(join(profiles, user.connectionProfile), "utf8")) as {
      peers: Record<string, { url: string; tlsCACerts: { pem: string } }>;
    };
    const peer = profile.peers["peer0.org1.example.com"]!;
    const client = new Client(
      peer.url.slice("grpcs://".length),
      credentials.createSsl(Buffer.from(peer.tlsCACerts.pem)),
    );
    const gateway = connect({
      client,
      identity: { mspId: user.mspId, credentials: readFileSync(join(profiles, user.certificatePath)) },
      signer: signers.newPrivateKeySigner(createPrivateKey(readFileSync(join(profiles, user.keyPath)))),
    });
    const contract = gateway.getNetwork("mychannel").getContract("basic");
    await contract.submitTransaction("put", "key", "value");
    expect(Buffer.from(await contract.evaluateTransaction("get", "key")).toString()).toBe("value");
    gateway.close();
    client.close();
  });
});
