// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { loadConsortium } from "@licet/network/config/consortium";
import { claimPortBase } from "@licet/embedded-network/description/free-ports";
import { LEDGER_NAMES, type LedgerName, unavailable } from "@licet/scripts/lib/ledgers";
import { startNetwork } from "@licet/scripts/lib/stack";
import type { StackNetwork } from "@licet/scripts/lib/stack-network";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { projectRoot } from "../../checks/sources.js";
import { caliperCommand, caliperMissing, othersPrograms, runNode, sampleFolders, sampleMissing } from "./others.js";

const PORT_BASE = await claimPortBase();
const SUITE_FOLDER = path.join(projectRoot, "test", "e2e", "samples");
const WORKLOAD = path.join(projectRoot, "test", "dist", "e2e", "samples", "caliper-workload.js");
const TRANSACTIONS = 40;

const programs = othersPrograms();

/** Client programs that Fabric's own people wrote, unchanged, told where the network is by nothing but their own settings. */
describe.each(LEDGER_NAMES)("what others wrote, on %s", (ledger) => {
  const missing = unavailable(ledger) ?? sampleMissing(programs);
  if (missing !== undefined) {
    it("runs", (context) => context.skip(missing));
    return;
  }
  const { application, chaincode } = sampleFolders(programs);
  let home = "";
  let network: StackNetwork;

  beforeAll(async () => {
    home = mkdtempSync(path.join(tmpdir(), "licet-samples-"));
    network = await startSamplesNetwork(ledger, home, chaincode);
  });

  afterAll(async () => {
    await network.stop();
    rmSync(home, { recursive: true, force: true });
  });

  it("the sample's application prints what it prints on Fabric's test network", async () => {
    const organizations = path.join(network.profilesFolder, "..", "organizations");
    const { status, output } = await runNode([path.join("dist", "app.js")], application, {
      CRYPTO_PATH: path.join(organizations, "peerOrganizations", "org1.example.com"),
      PEER_ENDPOINT: `localhost:${PORT_BASE + 51}`,
    });
    expect({ status, printed: told(output) }).toEqual({ status: 0, printed: ON_TEST_NETWORK });
    expect(output).toMatch(/chaincode response 500, (Error: )?The asset asset70 does not exist/);
    expect(output.slice(output.indexOf("ReadAsset"))).toMatch(/Owner: 'Saptha'/);
  });

  it("Caliper's transactions all succeed", async (context) => {
    const absent = caliperMissing(programs);
    if (absent !== undefined) return context.skip(absent);
    const workspace = path.dirname(network.profilesFolder);
    const benchmark = path.join(home, "benchmark.yaml");
    writeFileSync(benchmark, JSON.stringify({ test: { name: "basic", workers: { number: 2 }, rounds: ROUNDS } }));
    const { status, output } = await runNode(
      [
        ...[caliperCommand(programs), "launch", "manager", "--caliper-flow-only-test"],
        ...["--caliper-workspace", workspace, "--caliper-benchconfig", benchmark],
        ...["--caliper-networkconfig", "profiles/caliper-network.yaml"],
        ...["--caliper-report-path", path.join(home, "report.html")],
      ],
      programs.caliper,
      {},
    );
    expect(status, output).toBe(0);
    const rows = [...readFileSync(path.join(home, "report.html"), "utf8").matchAll(ROW)];
    expect([...new Set(rows.map(([, label, successes, failures]) => `${label} ${successes} ${failures}`))]).toEqual([
      `create ${TRANSACTIONS} 0`,
      `read ${TRANSACTIONS} 0`,
    ]);
  });
});

/** A round's row in Caliper's report: its label, and how many transactions succeeded and failed. */
const ROW = /<td>(create|read)<\/td>\s*<td>(\d+)<\/td>\s*<td>(\d+)<\/td>/g;

const ROUNDS = [round("create", true), round("read", false)];

function round(label: string, creates: boolean): object {
  return {
    label,
    txNumber: TRANSACTIONS,
    rateControl: { type: "fixed-load", opts: { transactionLoad: 5 } },
    workload: { module: WORKLOAD, arguments: { creates } },
  };
}

/** The lines that tell of a step and of its success, in order. */
function told(output: string): string[] {
  return output
    .split("\n")
    .filter((line) => /^(-->|\*\*\*)/.test(line))
    .map((line) => line.replace(/(: [A-Z]\w+).*|(error|Result|transfer ownership).*/, "$1$2").trimEnd());
}

const ON_TEST_NETWORK = [
  "--> Submit Transaction: InitLedger",
  "*** Transaction committed successfully",
  "--> Evaluate Transaction: GetAllAssets",
  "*** Result",
  "--> Submit Transaction: CreateAsset",
  "*** Transaction committed successfully",
  "--> Async Submit Transaction: TransferAsset",
  "*** Successfully submitted transaction to transfer ownership",
  "*** Waiting for transaction commit",
  "*** Transaction committed successfully",
  "--> Evaluate Transaction: ReadAsset",
  "*** Result",
  "--> Submit Transaction: UpdateAsset",
  "*** Successfully caught the error",
];

function startSamplesNetwork(ledger: LedgerName, home: string, chaincodeFolder: string): Promise<StackNetwork> {
  return startNetwork(ledger, {
    home,
    consortium: loadConsortium(path.join(SUITE_FOLDER, "consortium.yaml")),
    chaincodeFolder,
    portBase: PORT_BASE,
    step: (_title, work) => work(),
  });
}
