// SPDX-License-Identifier: Apache-2.0
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { loadConsortium } from "@licet/network/config/consortium";
import { claimPortBase } from "@licet/embedded-network/description/free-ports";
import { findFabric } from "@licet/network/fabric/binaries";
import { chaincodeAt } from "@licet/network/fabric/chaincode-process";
import { planNetwork } from "@licet/network/fabric/plan";
import { exportLines, shellEnvironment } from "@licet/network/fabric/shell-environment";
import { startFabric, type FabricNetwork } from "@licet/network/fabric/start-fabric";
import { readState } from "@licet/network/fabric/state";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fabricLedger } from "../conformance/ledgers/fabric.js";
import { chaincodeStarter, suiteFile } from "../conformance/ledgers/files.js";
import { shellBlocks } from "../docs/shell-blocks.js";
import { projectRoot, read } from "../checks/sources.js";

const PORT_BASE = await claimPortBase();
const START_MS_MAX = 120_000;
const CHAINCODE = "kv2";
const PRIVATE = "_implicit_org_Org1MSP";
const OUTPUT_BYTES_MAX = 16 * 1024 * 1024;

const reason = fabricLedger("2.5").unavailable();

describe("commands of the operators' guides", () => {
  if (reason !== undefined) {
    it("need Fabric's programs", (context) => context.skip(reason));
    return;
  }
  const home = mkdtempSync(join(tmpdir(), "licet-guides-"));
  const consortiumFile = join(home, "consortium.yaml");
  const settings = {
    LICET_HOME: home,
    CONSORTIUM_FILE: consortiumFile,
    ORG: "Org1",
    MEMBERS: "Org1 Org2 Org3",
    CHAINCODE,
    NETWORK: join(home, "fabric-2.5"),
    BACKUP: join(home, "backup"),
    POLICY: "OR('Org1MSP.peer','Org2MSP.peer','Org3MSP.peer')",
  };
  let network: FabricNetwork;

  /** Runs shell commands as a reader of the guides would, in the project's folder. */
  async function shell(script: string, more: NodeJS.ProcessEnv = {}): Promise<string> {
    const { stdout } = await promisify(execFile)("bash", ["-c", `set -euo pipefail\n${script}`], {
      cwd: projectRoot,
      env: { ...process.env, ...settings, ...more },
      maxBuffer: OUTPUT_BYTES_MAX,
    });
    return stdout;
  }

  /** The commands of one guide that stand under the headings given and are marked as executable. */
  function commandsOf(guide: string, ...headings: readonly string[]): string {
    const blocks = shellBlocks(read(`docs/guides/${guide}.md`)).filter(({ executable }) => executable);
    return headings
      .map((heading) => {
        const found = blocks.filter((block) => block.heading === heading);
        expect(found, `executable blocks under "${heading}"`).not.toEqual([]);
        return found.map(({ text }) => text).join("\n");
      })
      .join("\n");
  }

  const inBackupShell = (...headings: readonly string[]): Promise<string> =>
    shell(commandsOf("backup", "Setting the shell up", ...headings));

  /** Calls the chaincode through the first peer of Org1. */
  async function call(verb: string, args: readonly string[], options = ""): Promise<string> {
    const plan = planNetwork(loadConsortium(consortiumFile), network.directory, readState(network.directory));
    const environment = shellEnvironment({ plan, binaries: findFabric("2.5") }, { organisation: "Org1" });
    const ctor = JSON.stringify({ Args: args });
    const command = `peer chaincode ${verb} --channelID "$CHANNEL_NAME" --name ${CHAINCODE} --ctor '${ctor}' ${options} 2>&1`;
    return shell([...exportLines(environment), command].join("\n"));
  }
  const submit = (...args: readonly string[]): Promise<string> =>
    call(
      "invoke",
      args,
      `--waitForEvent --orderer "$ORDERER_ADDRESS" --tls --cafile "$ORDERER_CA" --transient '{"value":"c2VjcmV0"}'`,
    );
  const query = async (...args: readonly string[]): Promise<string> => (await call("query", args)).trim();

  function describeChaincode(version: string, sequence: number): void {
    const text = readFileSync(suiteFile("consortium.yaml"), "utf8");
    const at = text.indexOf(`- name: ${CHAINCODE}`);
    const changed = text.slice(at).replace(`"1.0"`, `"${version}"`).replace("sequence: 1", `sequence: ${sequence}`);
    writeFileSync(consortiumFile, text.slice(0, at) + changed);
  }

  const running = (): string[] =>
    network.processes
      .list()
      .map(({ name }) => name)
      .filter((name) => name.startsWith("chaincode-") && network.processes.isRunning(name));

  beforeAll(async () => {
    describeChaincode("1.0", 1);
    network = await startFabric({
      version: "2.5",
      home,
      portBase: PORT_BASE,
      consortium: loadConsortium(consortiumFile),
      chaincodes: [chaincodeAt(CHAINCODE, chaincodeStarter())],
    });
    await submit("put", "before", "1");
    await submit("privatePut", PRIVATE, "before");
  }, START_MS_MAX);

  afterAll(async () => {
    await network.stop();
    rmSync(home, { recursive: true });
  });

  it("back a peer up and restore it, with its private data and what was committed meanwhile", async () => {
    await inBackupShell("Cold backup of a peer");
    await submit("put", "after", "1");
    await inBackupShell("Restoring it", "Databases of a peer that are damaged");
    expect(await query("get", "before")).toBe("1");
    expect(await query("get", "after")).toBe("1");
    expect(await query("privateGet", PRIVATE, "before")).toBe("secret");
  });

  it("bring a peer up again from a snapshot, which holds public state and no private data", async () => {
    const output = await inBackupShell("Snapshot of the ledger", "A peer from a snapshot");
    expect(output).toMatch(
      /Snapshot request submitted successfully[\s\S]*snapshot_hash[\s\S]*bootstrappingSnapshotInfo/,
    );
    expect(await query("get", "after")).toBe("1");
    expect(await query("history", "after")).toBe("[]");
    await expect(query("privateGet", PRIVATE, "before")).rejects.toMatchObject({
      stdout: expect.stringContaining("private data matching public hash version is not available") as string,
    });
    expect(await submit("put", "from-snapshot", "1")).toContain("(VALID)");
  });

  it("upgrade a chaincode to a new version, and its policy by approvals of each member", async () => {
    describeChaincode("1.1", 2);
    await shell(commandsOf("upgrade-chaincode", "On one machine"));
    expect(running()).toEqual(["Org1", "Org2", "Org3"].map((name) => `chaincode-${CHAINCODE}_1.1-${name}MSP`));

    const output = await shell(commandsOf("upgrade-chaincode", "Several members, each on its own host"), {
      VERSION: "1.1",
      SEQUENCE: "3",
      POLICY: "OR('Org1MSP.peer','Org2MSP.peer')",
    });
    expect(output).toMatch(/Org1MSP: true\nOrg2MSP: true\nOrg3MSP: true/);
    expect(output).toMatch(/Version: 1\.1, Sequence: 3,/);
    expect(await submit("put", "upgraded", "1")).toContain("(VALID)");
  });
});
