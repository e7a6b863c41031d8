// SPDX-License-Identifier: Apache-2.0
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { claimStackPorts } from "@licet/scripts/lib/ports";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { projectRoot } from "../checks/sources.js";

const { gatewayPort, portBase } = await claimStackPorts();
const READY = "Ctrl-C stops everything";

let home = "";
const commands: Command[] = [];

beforeAll(() => {
  // A folder that a shell takes only in quotes.
  home = mkdtempSync(path.join(tmpdir(), "licet start-"));
});

afterAll(async () => {
  // A test that failed may have left its Licet running.
  await Promise.all(commands.map((command) => command.interrupt()));
  rmSync(home, { recursive: true, force: true });
});

interface Ended {
  readonly status: number | null;
  readonly output: string;
}

/** A command of scripts/dist with everything it prints. */
class Command {
  readonly #process: ChildProcess;
  readonly ended: Promise<Ended>;
  #output = "";

  constructor(verb: string, args: readonly string[] = []) {
    this.#process = spawn(process.execPath, [path.join(projectRoot, "scripts", "dist", `${verb}.js`), ...args], {
      env: { ...process.env, LICET_HOME: home, PORT: String(gatewayPort), INIT_CWD: projectRoot },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const collect = (chunk: Buffer): void => void (this.#output += chunk.toString());
    this.#process.stdout?.on("data", collect);
    this.#process.stderr?.on("data", collect);
    this.ended = new Promise((resolve) => {
      this.#process.once("close", (status) => resolve({ status, output: this.#output }));
    });
    commands.push(this);
  }

  /** Resolves when a text was printed; rejects with everything printed when the command ends before. */
  async printed(text: string): Promise<string> {
    const found = new Promise<string>((resolve) => {
      const look = (): void => {
        if (this.#output.includes(text)) resolve(this.#output);
      };
      this.#process.stdout?.on("data", look);
      look();
    });
    const early = this.ended.then(({ status, output }) => {
      throw new Error(`ended with status ${status} before printing "${text}":\n${output}`);
    });
    return Promise.race([found, early]);
  }

  interrupt(): Promise<Ended> {
    this.#process.kill("SIGINT");
    return this.ended;
  }
}

function start(): Command {
  return new Command("start", ["--port-base", String(portBase)]);
}

/**
 * Runs a command that was printed, as somebody in another terminal does who has none of this one's settings; without the launcher,
 * which would build while other tests read what is built.
 */
function inAnotherTerminal(command: string): { readonly status: number | null; readonly output: string } {
  const { LICET_HOME: _home, PORT: _port, ...environment } = process.env;
  const script = command.replace(/npm run ([a-z]+)/, "node scripts/dist/$1.js");
  const { status, stdout, stderr } = spawnSync("sh", ["-c", script], {
    cwd: projectRoot,
    env: environment,
    encoding: "utf8",
  });
  return { status, output: `${stdout}${stderr}` };
}

/** Commands of a summary that name a verb, as they were printed. */
function commandsIn(summary: string): readonly string[] {
  return summary
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line.includes("npm run"));
}

function blocks(output: string): number {
  return Number(/channel \S+, (\d+) block/.exec(output)?.[1]);
}

/** Signs in with one click as the border officer of the demonstration, as the page at the address that was printed does. */
async function signIn(address: string): Promise<void> {
  const { origin, searchParams } = new URL(address);
  const person = searchParams.get("as") ?? "";
  expect(person).toBe("customs1@AEAuthorityMSP");
  const page = await fetch(address, { headers: { Accept: "text/html" } });
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining("<title>Licet</title>")]);
  expect(await (await fetch(`${origin}/auth/means`)).text()).toContain(`"${person}"`);
  const pressed = await fetch(`${origin}/auth/demonstration`, {
    method: "POST",
    redirect: "manual",
    headers: { Origin: origin },
    body: new URLSearchParams({ person }),
  });
  expect(pressed.status).toBe(303);
  const cookie = pressed.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const who = await fetch(`${origin}/v1/me`, { headers: { Cookie: cookie } });
  expect(await who.json()).toMatchObject({ organisation: "AEAuthorityMSP", role: "customs-officer" });
}

async function occupy(port: number): Promise<Server> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return server;
}

describe("npm start", () => {
  it("brings everything up, keeps the data from start to start, and stops cleanly", async () => {
    const first = start();
    const summary = await first.printed(READY);
    expect(summary).toContain(`http://127.0.0.1:${gatewayPort}`);
    expect(summary.slice(summary.indexOf("Licet is running")).split("\n").length).toBeLessThanOrEqual(30);
    expect((await fetch(`http://127.0.0.1:${gatewayPort}/readyz`)).status).toBe(200);

    await signIn(/Border officer +(http\S+)/.exec(summary)?.[1] ?? "");

    const [demo = "", reset = ""] = commandsIn(summary);
    expect(demo).toBe(`LICET_HOME='${home}' npm run demo`);
    const [, headerFile = "", address = ""] = /curl -H '@(.+)' \\\n\s+"(.+)"/.exec(summary) ?? [];
    const [header = "", token = ""] = readFileSync(headerFile, "utf8").trim().split(": ");
    const verdicts = await fetch(address, { headers: { [header]: token } });
    expect(await verdicts.json()).toMatchObject({ disposition: expect.any(String) as string });
    const running = inAnotherTerminal(reset);
    expect(running.output).toContain("is running");
    expect(running.status).not.toBe(0);

    const refused = await start().ended;
    expect(refused).toMatchObject({ status: 1 });
    expect(refused.output).toContain("Licet is running already");

    expect(await first.interrupt()).toMatchObject({ status: 0 });
    const second = start();
    expect(blocks(await second.printed(READY))).toBeGreaterThanOrEqual(blocks(summary));
    expect(await second.interrupt()).toMatchObject({ status: 0 });
  });

  it("names the port that is taken and what it is for", async () => {
    const server = await occupy(gatewayPort);
    const { status, output } = await start().ended;
    server.close();
    expect(status).toBe(1);
    expect(output).toContain(`${gatewayPort} for gateway`);
    expect(output).toContain("--port-base");
  });

  it("npm run reset leaves nothing", () => {
    expect(existsSync(path.join(home, "embedded"))).toBe(true);
    expect(inAnotherTerminal(`LICET_HOME='${home}' npm run reset`)).toMatchObject({ status: 0 });
    expect(readdirSync(home)).toEqual([]);
  });
});
