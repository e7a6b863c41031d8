// SPDX-License-Identifier: Apache-2.0
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { TRANSACTIONS } from "@licet/domain";
import { openRegistrarsOffice } from "@licet/gateway/registrars-office";
import { readMembers } from "@licet/gateway/application/members/steps";
import { loadConsortium } from "@licet/network/config/consortium";
import { claimPortBase } from "@licet/embedded-network/description/free-ports";
import { defaultConsortiumFile } from "@licet/network/config/home";
import { chaincodeAt } from "@licet/network/fabric/chaincode-process";
import { startFabric, type FabricNetwork } from "@licet/network/fabric/start-fabric";
import { unavailable } from "@licet/scripts/lib/ledgers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { shellBlocks } from "../docs/shell-blocks.js";
import { projectRoot, read } from "../checks/sources.js";

const PORT_BASE = await claimPortBase();
const START_MS_MAX = 180_000;
const FOUNDERS = ["GBAuthority", "AEAuthority"];
const GB = "GBAuthorityMSP";

const reason = unavailable("2.5");

describe("the members of a consortium on real Fabric, by the guides' commands", () => {
  if (reason !== undefined) {
    it("need Fabric's programs", (context) => context.skip(reason));
    return;
  }
  const home = mkdtempSync(join(tmpdir(), "licet-members-"));
  const consortiumFile = join(home, "consortium.yaml");
  const settings = {
    LICET_HOME: home,
    CONSORTIUM_FILE: consortiumFile,
    PROFILES: join(home, "fabric-2.5", "profiles"),
    REGISTRARS: FOUNDERS.map((name) => `registrar1@${name}MSP`).join(" "),
  };
  let network: FabricNetwork;

  /** Runs shell commands as a reader of the guides would, in the project's folder. */
  async function shell(script: string): Promise<string> {
    const { stdout } = await promisify(execFile)("bash", ["-c", `set -euo pipefail\n${script}`], {
      cwd: projectRoot,
      env: { ...process.env, ...settings },
    });
    return stdout;
  }

  function commandsOf(guide: string, heading: string): string {
    const found = shellBlocks(read(`docs/guides/${guide}.md`)).filter(
      (block) => block.executable && block.heading === heading,
    );
    expect(found, `executable blocks under "${heading}"`).not.toEqual([]);
    return found.map(({ text }) => text).join("\n");
  }

  /** The demonstration's consortium file with the founders only, and the organisation that a guide describes where it has joined. */
  function describeConsortium(newcomer = "", change = (text: string): string => text): void {
    const text = readFileSync(defaultConsortiumFile(), "utf8");
    const [head = "", ...organisations] = text.slice(0, text.indexOf("\norderer:")).split(/\n(?= {2}- name: [A-Z])/);
    const founders = organisations.filter((one) => FOUNDERS.some((name) => one.includes(`- name: ${name}\n`)));
    const policy = `OR(${FOUNDERS.map((name) => `'${name}MSP.peer'`).join(",")})`;
    const rest = text.slice(text.indexOf("\norderer:")).replace(/OR\([^)]*\)/, policy);
    writeFileSync(consortiumFile, change([head, ...founders, newcomer].join("\n")) + rest);
  }

  /** The organisation that the guide adds, as it stands there. */
  function newcomer(): string {
    const [, yaml = ""] = /^```yaml\n([\s\S]*?)^```/m.exec(read("docs/guides/add-organisation.md")) ?? [];
    return yaml.replaceAll(/^(?=.)/gm, "  ");
  }

  async function as<R>(act: (office: ReturnType<typeof openRegistrarsOffice>) => Promise<R>): Promise<R> {
    const names = { profilesFolder: network.profilesDir, channelName: "licet", chaincodeName: "licet" };
    const office = openRegistrarsOffice(names);
    try {
      return await act(office);
    } finally {
      await office.close();
    }
  }

  const recordOf = (mspId: string): ReturnType<typeof readMembers> =>
    as(({ ledger, registrars }) => readMembers(ledger, registrars.get(mspId)!));

  beforeAll(async () => {
    describeConsortium();
    network = await startFabric({
      version: "2.5",
      home,
      portBase: PORT_BASE,
      consortium: loadConsortium(consortiumFile),
      chaincodes: [chaincodeAt("licet", join(projectRoot, "chaincode"))],
    });
  }, START_MS_MAX);

  afterAll(async () => {
    await network.stop();
    rmSync(home, { recursive: true });
  });

  it("refuses everything before the founding", async () => {
    expect(await recordOf(GB)).toBeUndefined();
    const who = "customs1@GBAuthorityMSP";
    const asked = as(({ ledger, people }) => ledger.query(people.get(who)!, TRANSACTIONS["party:WhoAmI"], {}));
    await expect(asked).rejects.toMatchObject({ refusal: { code: "CONSORTIUM_NOT_FOUNDED" } });
  });

  it("is founded by every member's own steps", async () => {
    const output = await shell(commandsOf("governance", "Who the members are"));
    expect(output).toContain("GBAuthorityMSP has agreed");
    expect(output).toMatch(/revision 1, since/);
    expect((await recordOf(GB))?.members.map(({ mspId }) => mspId)).toEqual(["AEAuthorityMSP", GB]);
  });

  it("takes a member in that only reads, with the update of the network", async () => {
    describeConsortium(newcomer());
    expect(await shell(commandsOf("add-organisation", "The command"))).toContain("joined: FRAuthorityMSP");
    expect(await recordOf("FRAuthorityMSP")).toEqual(await recordOf(GB));
    const who = "customs1@FRAuthorityMSP";
    const me = await as(({ ledger, people }) => ledger.query(people.get(who)!, TRANSACTIONS["party:WhoAmI"], {}));
    expect(JSON.parse(Buffer.from(me).toString("utf8"))).toMatchObject({ role: "customs-officer", office: "FR000001" });
  });

  it("is changed by a majority, without the others", async () => {
    describeConsortium(newcomer(), (text) => text.replace("officePrefixes: [XI]", "officePrefixes: [XI, XU]"));
    const output = await shell(commandsOf("governance", "Who the members are"));
    expect(output).toMatch(/revision 3, since/);
    expect(JSON.stringify(await recordOf("FRAuthorityMSP"))).toContain("XU");
  });

  it("refuses an agreement to another list than the member's own file makes", async () => {
    const change = (await shell('npm run --silent members -- propose --profiles "$PROFILES"')).trim();
    describeConsortium(newcomer());
    const agreed = shell(`npm run --silent members -- agree ${change} --profiles "$PROFILES"`);
    await expect(agreed).rejects.toMatchObject({ stderr: expect.stringContaining("MEMBERS_DIFFER") as string });
  });
});
