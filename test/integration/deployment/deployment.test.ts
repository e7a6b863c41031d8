// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseConsortium } from "@licet/network/config/consortium";
import { claimPortBase } from "@licet/embedded-network/description/free-ports";
import { generateCrypto } from "@licet/network/crypto/generate";
import { generate, writeGenerated } from "@licet/network/deploy/generate";
import { CONTAINER_PORTS, planDeployment, type DeployedAuthority, type DeployPlan } from "@licet/network/deploy/plan";
import { findFabric, type FabricBinaries, type FabricLine } from "@licet/network/fabric/binaries";
import { findPostgres } from "@licet/gateway/testing/postgres-server";
import { askOperations, isHealthy, until } from "@licet/network/fabric/wait";
import { findCaProgram, missing } from "@licet/network/ca/testing/binaries";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { filesIn, StandIns } from "./stand-ins.js";

const PORT_BASE = await claimPortBase();
const START_TIMEOUT_MS = 60_000;
const POLICY = "AND('Org1MSP.peer','Org2MSP.peer')";

const CONSORTIUM = parseConsortium(`
name: deployed
channel: licet
organisations:
  - name: Org1
    mspId: Org1MSP
    domain: org1.example
    peers: [{ name: peer0, port: ${PORT_BASE + 51} }]
    users: [{ name: Admin, admin: true }, { name: officer, attributes: { licet.role: customs-officer } }]
  - name: Org2
    mspId: Org2MSP
    domain: org2.example
    peers: [{ name: peer0, port: ${PORT_BASE + 61} }]
    users: [{ name: Admin, admin: true }]
orderer:
  name: Orderer
  mspId: OrdererMSP
  domain: orderer.example
  orderers:
    - { name: orderer0, port: ${PORT_BASE + 70} }
    - { name: orderer1, port: ${PORT_BASE + 71} }
    - { name: orderer2, port: ${PORT_BASE + 72} }
    - { name: orderer3, port: ${PORT_BASE + 73} }
chaincodes:
  - { name: licet, version: "1.0", sequence: 1, endorsementPolicy: "${POLICY}" }
`);

/** Whether something takes connections at a port of this machine. */
function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });
}

const authorityProgram = findCaProgram("fabric-ca-server");

function installedFabric(line: FabricLine): FabricBinaries | undefined {
  try {
    return findFabric(line);
  } catch {
    return undefined;
  }
}

describe.each([
  ["2.5", "raft", "consensus_etcdraft_is_leader"],
  ["3.1", "bft", "consensus_BFT_is_leader"],
] as const)("a deployment's services as processes, Fabric %s with %s", (line, consensus, leaderMetric) => {
  const binaries = installedFabric(line);

  describe.skipIf(!binaries)("(skipped where this Fabric is not installed)", () => {
    const plan: DeployPlan = planDeployment(CONSORTIUM, line, consensus);
    const [org1, org2, orderer] = plan.organisations;
    const peers = [org1!, org2!].map(({ nodes }) => nodes[0]!);
    let folder: string;
    let standIns: StandIns;

    const program = (name: keyof FabricBinaries["programs"], args: readonly string[], settings: object = {}): string =>
      execFileSync(binaries!.programs[name], args, { encoding: "utf8", stdio: "pipe", env: { ...settings } });

    /** `peer` as the administrator of the peer's organisation. */
    const asAdministrator = (at: number, ...args: readonly string[]): string => {
      const { host, port } = peers[at]!;
      const { domain, mspId } = [org1!, org2!][at]!;
      return program("peer", args, {
        FABRIC_CFG_PATH: standIns.file(host, "/etc/hyperledger/peercfg"),
        FABRIC_LOGGING_SPEC: "error",
        CORE_PEER_ADDRESS: `127.0.0.1:${port}`,
        CORE_PEER_LOCALMSPID: mspId,
        CORE_PEER_MSPCONFIGPATH: `${folder}/organizations/peerOrganizations/${domain}/users/Admin@${domain}/msp`,
        CORE_PEER_TLS_ENABLED: "true",
        CORE_PEER_TLS_ROOTCERT_FILE: standIns.file(host, "/etc/hyperledger/fabric/tls/ca.crt"),
      });
    };
    const operationsOf = (host: string): number => standIns.port(host, CONTAINER_PORTS.operations);
    const ordererCa = (): string => standIns.file(orderer!.nodes[0]!.host, "/etc/hyperledger/fabric/tls/ca.crt");

    beforeAll(async () => {
      folder = mkdtempSync(path.join(tmpdir(), "licet-deployment-"));
      // Postgres runs as another user where root runs the tests, and has to pass through.
      chmodSync(folder, 0o711);
      standIns = new StandIns(folder, plan, binaries!, PORT_BASE + 100);
      writeGenerated(folder, generate("compose", plan));
      await generateCrypto(plan.consortium, folder);
      for (const { slug } of plan.organisations)
        execFileSync("sh", [path.join(folder, slug, "create-secrets.sh"), path.join(folder, "organizations")]);
      const services = [...peers, ...orderer!.nodes, ...org1!.chaincodes, ...org2!.chaincodes];
      for (const { host } of services) standIns.start(host);
    });
    afterAll(async () => {
      await standIns.stop();
      rmSync(folder, { recursive: true });
    });

    it("come up healthy with the generated settings", async () => {
      const hosts = [...peers, ...orderer!.nodes].map(({ host }) => host);
      const unhealthy = await Promise.all(
        hosts.map(async (host) => {
          const isUp = await until(() => isHealthy(operationsOf(host)), START_TIMEOUT_MS);
          return isUp ? [] : [`${host}: ${readFileSync(standIns.logOf(host), "utf8")}`];
        }),
      );
      expect(unhealthy.flat()).toEqual([]);
    });

    it("order on the channel of the generated configtx.yaml", async () => {
      const text = readFileSync(path.join(folder, "channel/configtx.yaml"), "utf8");
      // The channel's addresses must lead to this machine.
      const local = text.replaceAll(/(- |Host: )[a-z0-9]+\.(?:org1|org2|orderer)\.example\b/g, "$1127.0.0.1");
      writeGenerated(path.join(folder, "local"), { "configtx.yaml": local });
      const block = path.join(folder, "licet.block");
      const profile = ["-profile", "Channel", "-channelID", "licet", "-configPath", path.join(folder, "local")];
      program("configtxgen", [...profile, "-outputBlock", block]);
      const admin = `${folder}/organizations/ordererOrganizations/orderer.example/users/Admin@orderer.example/tls`;
      for (const { host } of orderer!.nodes) {
        const address = `127.0.0.1:${standIns.port(host, CONTAINER_PORTS.ordererAdmin)}`;
        const tls = [
          "--ca-file",
          ordererCa(),
          "--client-cert",
          `${admin}/client.crt`,
          "--client-key",
          `${admin}/client.key`,
        ];
        const join = ["channel", "join", "--channelID", "licet", "--config-block", block, "-o", address, ...tls];
        expect(program("osnadmin", join)).toContain("Status: 201");
      }
      const leads = new RegExp(`^${leaderMetric}\\{.*\\} 1$`, "m");
      const hasLeader = async (): Promise<boolean> => {
        const hosts = orderer!.nodes.map(({ host }) => askOperations(operationsOf(host), "/metrics"));
        return (await Promise.all(hosts)).some((metrics) => leads.test(metrics ?? ""));
      };
      expect(await until(hasLeader, START_TIMEOUT_MS)).toBe(true);
      for (const at of peers.keys()) asAdministrator(at, "channel", "join", "-b", block);
    });

    it("install the generated package, commit its definition and answer over mutual TLS", () => {
      const id = readFileSync(path.join(folder, "channel/packages/licet_1.0.package-id.txt"), "utf8").trim();
      const lifecycle = ["lifecycle", "chaincode"];
      const ordering = ["-o", `127.0.0.1:${orderer!.nodes[0]!.port}`, "--tls", "--cafile", ordererCa()];
      const definition = ["-C", "licet", "--name", "licet", "--version", "1.0", "--sequence", "1"];
      const named = [...ordering, ...definition, "--signature-policy", POLICY];
      for (const at of peers.keys()) {
        asAdministrator(at, ...lifecycle, "install", path.join(folder, "channel/packages/licet_1.0.tar.gz"));
        asAdministrator(at, ...lifecycle, "approveformyorg", ...named, "--package-id", id);
      }
      const everybody = peers.flatMap(({ host, port }) => {
        const root = standIns.file(host, "/etc/hyperledger/fabric/tls/ca.crt");
        return ["--peerAddresses", `127.0.0.1:${port}`, "--tlsRootCertFiles", root];
      });
      asAdministrator(0, ...lifecycle, "commit", ...named, ...everybody);
      const query = ["chaincode", "query", "-C", "licet", "-n", "licet"];
      for (const at of peers.keys())
        expect(asAdministrator(at, ...query, "-c", '{"Args":["org.hyperledger.fabric:GetMetadata"]}')).toContain(
          "contracts",
        );
    });

    it.skipIf(findPostgres() === undefined)(
      "have a gateway that reaches its peer by the generated profile, and its database (skipped without PostgreSQL)",
      async () => {
        const { host } = org1!.gateway!;
        standIns.start(org1!.postgresHost);
        await until(() => isListening(standIns.port(org1!.postgresHost, CONTAINER_PORTS.postgres)), START_TIMEOUT_MS);
        standIns.start(host);
        const port = standIns.port(host, CONTAINER_PORTS.gateway);
        const ready = await until(async () => (await askOperations(port, "/readyz")) !== undefined, START_TIMEOUT_MS);
        expect(ready ? "ready" : readFileSync(standIns.logOf(host), "utf8")).toBe("ready");
      },
    );

    it.skipIf(missing(authorityProgram))(
      "have a certificate authority with the existing key, which knows whom register.sh names (skipped without Fabric CA)",
      async () => {
        const [{ host, caName }] = org1!.authorities as [DeployedAuthority];
        standIns.start(host);
        const healthy = await until(() => isHealthy(operationsOf(host)), START_TIMEOUT_MS);
        expect(healthy ? "healthy" : readFileSync(standIns.logOf(host), "utf8")).toBe("healthy");
        const certificate = `${folder}/organizations/peerOrganizations/org1.example/ca/ca.org1.example-cert.pem`;
        const server = `https://localhost:${standIns.port(host, CONTAINER_PORTS.ca)}`;
        const secret = readFileSync(path.join(folder, "org1/secrets/ca-bootstrap"), "utf8");
        const registrar = path.join(folder, "registrars/ca");
        const client = (...args: readonly string[]): string =>
          execFileSync(findCaProgram("fabric-ca-client"), [...args, "--tls.certfiles", certificate], {
            encoding: "utf8",
            stdio: "pipe",
          });
        client("enroll", "-u", server.replace("://", `://${secret}@`), "--caname", caName, "--home", registrar);
        copyFileSync(certificate, path.join(registrar, "ca-cert.pem"));
        // The other authority does not run here.
        const script = readFileSync(path.join(folder, "org1/register.sh"), "utf8");
        const own = script.replaceAll(/^register tlsca .*\n/gm, "").replaceAll(`https://${host}:7054`, server);
        const secrets = path.join(folder, "enrolment-secrets");
        const settings = {
          PATH: `${path.dirname(findCaProgram("fabric-ca-client"))}:${process.env["PATH"] ?? ""}`,
          FABRIC_CA_CLIENT_HOME: path.dirname(registrar),
        };
        execFileSync("sh", ["-s", secrets], { input: own, env: settings, stdio: "pipe" });
        expect(filesIn(path.join(secrets, "ca"))).toEqual(["Admin", "officer", "peer0.org1.example"]);
        const password = readFileSync(path.join(secrets, "ca/officer"), "utf8").trim();
        const officer = path.join(folder, "officer");
        client("enroll", "-u", server.replace("://", `://officer:${password}@`), "--home", officer);
        const [enrolled = ""] = filesIn(path.join(officer, "msp/signcerts"));
        const issued = new X509Certificate(readFileSync(path.join(officer, "msp/signcerts", enrolled)));
        expect(issued.verify(new X509Certificate(readFileSync(certificate)).publicKey)).toBe(true);
        expect(issued.raw.includes('"licet.role":"customs-officer"')).toBe(true);
      },
    );

    it("have a peer's state packed by the snapshot task, once for a block", () => {
      const { host, port } = peers[0]!;
      const root = standIns.file(host, "/etc/hyperledger/fabric/tls/ca.crt");
      const target = ["--peerAddress", `127.0.0.1:${port}`, "--tlsRootCertFile", root];
      // The task comes upon a snapshot that somebody else has asked for.
      asAdministrator(0, "snapshot", "submitrequest", "-c", "licet", "-b", "0", ...target);
      expect(standIns.runTask(`backup-${host}`, host)).toBeUndefined();
      expect(standIns.runTask(`backup-${host}`, host)).toBeUndefined();
      const archives = filesIn(standIns.file(host, "/backups"));
      expect(archives).toHaveLength(1);
      expect(archives[0]).toMatch(/^peer0-licet-block-\d+\.tar\.gz$/);
      const listed = execFileSync("tar", ["-tzf", standIns.file(host, `/backups/${archives[0] ?? ""}`)], {
        encoding: "utf8",
      });
      expect(listed).toContain("public_state.data");
      expect(filesIn(standIns.file(host, "/var/hyperledger/production/snapshots/completed/licet"))).toEqual([]);
    });
  });
});
