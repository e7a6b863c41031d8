// SPDX-License-Identifier: Apache-2.0
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseConsortium } from "../../config/consortium.js";
import { portsOf } from "@licet/embedded-network/description/names";
import { generateCrypto } from "../../crypto/generate.js";
import { OrganisationLayout } from "@licet/embedded-network/crypto/layout";
import { startAuthorities, type RunningAuthority } from "@licet/embedded-network/ca/start";
import { isListening, until } from "../../fabric/wait.js";
import type { CaAddress } from "../client/ca-client.js";
import { findCaProgram, missing } from "./binaries.js";

/** A certificate authority that tests run against. */
export interface TestAuthority {
  readonly name: string;
  /** Why it cannot be started here. */
  readonly unavailable: string | undefined;
  start(port: number): Promise<RunningTestAuthority>;
}

export interface RunningTestAuthority {
  readonly address: CaAddress;
  /** File of `address.tlsRootPem`. */
  readonly tlsRootFile: string;
  readonly registrar: { readonly id: string; readonly secret: string };
  stop(): Promise<void>;
}

const CA_NAME = "ca-org1";
const START_MS_MAX = 50_000;

const CONSORTIUM = (port: number): string => `
name: test
channel: test
organisations:
  - name: Org1
    mspId: Org1MSP
    domain: org1.example
    ca: { port: ${port} }
    peers: [{ name: peer0, port: ${port + 1} }]
    users: [{ name: Admin, admin: true }, { name: User1, attributes: { licet.role: exporter } }]
orderer: { name: Orderer, mspId: OrdererMSP, domain: orderer.example, orderers: [{ name: orderer0, port: ${port + 2} }] }
`;

/** The embedded network's, without the network. */
export const embeddedAuthority: TestAuthority = {
  name: "the embedded network",
  unavailable: undefined,
  async start(port) {
    const directory = mkdtempSync(join(tmpdir(), "licet-ca-"));
    const consortium = parseConsortium(CONSORTIUM(port));
    await generateCrypto(consortium, directory);
    const running: RunningAuthority[] = [];
    const ports = portsOf(consortium);
    const onRevocationList = (): void => undefined;
    await startAuthorities({ consortium, directory, ports, listenOn: "127.0.0.1", onRevocationList }, (authority) =>
      running.push(authority),
    );
    const layout = new OrganisationLayout(directory, "peer", "org1.example");
    const tlsRootFile = layout.tlsCa.certificate;
    const address = {
      url: `https://localhost:${port}`,
      caName: CA_NAME,
      tlsRootPem: readFileSync(tlsRootFile, "utf8"),
    };
    const secret = readFileSync(layout.caServer.registrarSecret, "utf8").trim();
    return {
      address,
      tlsRootFile,
      registrar: { id: "admin", secret },
      async stop() {
        await Promise.all(running.map((authority) => authority.stop()));
        rmSync(directory, { recursive: true, force: true });
      },
    };
  },
};

/** Fabric CA itself. */
export const fabricAuthority: TestAuthority = {
  name: "fabric-ca-server",
  unavailable: missing(findCaProgram("fabric-ca-server")),
  async start(port) {
    const home = mkdtempSync(join(tmpdir(), "licet-fabric-ca-"));
    const registrar = { id: "admin", secret: "adminpw" };
    const server = spawn(
      findCaProgram("fabric-ca-server"),
      [
        ...["start", "--home", home, "--boot", `${registrar.id}:${registrar.secret}`, "--ca.name", CA_NAME],
        ...["--address", "127.0.0.1", "--port", String(port), "--tls.enabled", "--csr.hosts", "localhost,127.0.0.1"],
      ],
      {
        stdio: ["ignore", "ignore", "pipe"],
        // Its operations service would take a fixed port.
        env: { ...process.env, FABRIC_CA_SERVER_OPERATIONS_LISTENADDRESS: "127.0.0.1:0" },
      },
    );
    const ended = once(server, "exit");
    const said: string[] = [];
    server.stderr.on("data", (chunk: Buffer) => said.push(chunk.toString()));
    const listening = await until(async () => server.exitCode !== null || (await isListening(port)), START_MS_MAX);
    if (!listening || server.exitCode !== null) throw new Error(`fabric-ca-server does not start:\n${said.join("")}`);
    const tlsRootFile = join(home, "ca-cert.pem");
    return {
      address: { url: `https://localhost:${port}`, caName: CA_NAME, tlsRootPem: readFileSync(tlsRootFile, "utf8") },
      tlsRootFile,
      registrar,
      async stop() {
        server.kill();
        await ended;
        rmSync(home, { recursive: true, force: true });
      },
    };
  },
};
