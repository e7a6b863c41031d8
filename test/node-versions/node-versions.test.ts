// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ProjectCopy } from "./project-copy.js";
import { install, type Installed, lines } from "./runtimes.js";

/** Everything here takes longer than the whole of `npm test`. */
const reason =
  process.env["TEST_FULL"] !== "1"
    ? "runs in npm run test:full"
    : lines.length === 0
      ? `no Node.js for ${process.platform} ${process.arch} in the lockfile`
      : undefined;

const STEP_MS_MAX = 3_600_000;

/** What runs on each Node.js: everything that starts no network, and the embedded network through both clients. */
const SUITES: Readonly<Record<string, readonly string[]>> = {
  "unit tests and checks": ["--project", "unit", "--project", "rules", "--project", "checks"],
  "the gateway, the demonstration and the start on the embedded network": [
    "--project",
    "e2e",
    "test/e2e/gateway.test.ts",
    "test/e2e/demonstration.test.ts",
    "test/e2e/start.test.ts",
  ],
  "conformance of the embedded network": ["--project", "conformance", "test/conformance/embedded.test.ts"],
};

/** What the client library has a part in. */
const CLIENT_SUITES = Object.entries(SUITES).slice(1);

/** Packages that call it. */
const CLIENT_USERS = ["gateway", "test"];

/** Oldest Node.js that the newer client library takes. */
const NEWER_CLIENT_LINE_MIN = 22;

describe("other releases of Node.js", () => {
  if (reason !== undefined) {
    it("run everything", (context) => context.skip(reason));
    return;
  }
  let installed: Installed;

  beforeAll(async () => {
    installed = await install();
  }, STEP_MS_MAX);

  describe.each(lines)("Node.js %s", (line) => describeLine(line, () => installed));
});

function describeLine(line: string, installed: () => Installed): void {
  let copy: ProjectCopy;

  beforeAll(() => {
    copy = new ProjectCopy(runtimeOf(installed(), line));
  });
  afterAll(() => copy.remove());

  it("installs the packages and builds", { timeout: STEP_MS_MAX }, async () => {
    await copy.install();
    await copy.build();
  });

  it.each(Object.entries(SUITES))("%s", { timeout: STEP_MS_MAX }, async (title, args) => {
    await expectPassed(copy, `Node.js ${runtimeOf(installed(), line).version}, ${title}`, args);
  });

  if (Number(line) < NEWER_CLIENT_LINE_MIN) return;
  let client = "";

  it("fits a newer fabric-gateway's types", { timeout: STEP_MS_MAX }, async () => {
    client = copy.replaceClient(installed().folder);
    for (const folder of CLIENT_USERS) await copy.typeCheck(folder);
  });

  it.each(CLIENT_SUITES)("%s, with a newer fabric-gateway", { timeout: STEP_MS_MAX }, async (title, args) => {
    const { version } = runtimeOf(installed(), line);
    await expectPassed(copy, `Node.js ${version}, fabric-gateway ${client}, ${title}`, args);
  });
}

function runtimeOf({ runtimes }: Installed, line: string): Installed["runtimes"][number] {
  const runtime = runtimes.find(({ version }) => version.startsWith(`${line}.`));
  if (runtime === undefined) throw new Error(`No Node.js ${line} was installed.`);
  return runtime;
}

/** Runs suites, and tells how many tests passed in which time: the reference page of compatibility holds these lines. */
async function expectPassed(copy: ProjectCopy, subject: string, args: readonly string[]): Promise<void> {
  const startedMs = performance.now();
  const { passed, failed, skipped } = await copy.test(args);
  const seconds = Math.round((performance.now() - startedMs) / 1_000);
  process.stdout.write(`${subject}: ${passed} passed, ${failed} failed, ${skipped} skipped (${seconds} s)\n`);
  expect({ failed, some: passed > 0 }).toEqual({ failed: 0, some: true });
}
