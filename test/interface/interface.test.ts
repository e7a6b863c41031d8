// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { openTokenKey } from "@licet/gateway/adapters/files/token-key";
import { mintToken } from "@licet/gateway/http/auth/tokens";
import { loadDemonstration } from "@licet/scripts/lib/demonstration";
import { claimStackPorts } from "@licet/scripts/lib/ports";
import { gatewayFolder } from "@licet/scripts/lib/running";
import { startStack, type Stack } from "@licet/scripts/lib/stack";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { trySchema, unavailable } from "./schemathesis.js";

const TRIAL_MS_MAX = 3_600_000;
const TOKEN_SECONDS = 3_600;

/** Cases at least: the document's operations and schemas alone make more. */
const CASES_MIN = 5_000;

/** Random cases of each operation: `npm run test:full` sets TEST_FULL. */
const EXAMPLES = process.env["TEST_FULL"] === "1" ? 30 : 2;

/** Output that a failure shows, in characters. */
const SHOWN_MAX = 20_000;

/** Who tries what a role may do. */
const USERS = {
  "licensing-officer": "licensing1@GBAuthorityMSP",
  "senior-licensing-officer": "licensing2@GBAuthorityMSP",
  "certifying-officer": "certifier1@PKAuthorityMSP",
  "customs-officer": "customs1@GBAuthorityMSP",
  registrar: "registrar1@GBAuthorityMSP",
  exporter: "exporter1@GBAuthorityMSP",
  "end-user": "enduser1@PKAuthorityMSP",
  carrier: "carrier1@CarriersMSP",
  any: "customs1@GBAuthorityMSP",
} as const;

describe("the interface against its OpenAPI document, with schemathesis", () => {
  const reason = unavailable();
  if (reason !== undefined) {
    it("answers within its schema and without a 5xx", (context) => context.skip(reason));
    return;
  }
  let home = "";
  let stack: Stack;

  beforeAll(async () => {
    home = mkdtempSync(path.join(tmpdir(), "licet-interface-"));
    const gatewayEnvironment = { LICET_REQUESTS_PER_MINUTE: "1000000", LOG_LEVEL: "error" };
    stack = await startStack({ home, ...(await claimStackPorts()), gatewayEnvironment });
    // Its records are those that the document's examples name.
    await loadDemonstration(home, "embedded");
  });

  afterAll(async () => {
    await stack.stop();
    rmSync(home, { recursive: true, force: true });
  });

  it("answers within its schema and without a 5xx", { timeout: TRIAL_MS_MAX }, async () => {
    const key = openTokenKey(path.join(gatewayFolder(home, "embedded"), "token-key.pem"));
    const minted = Object.entries(USERS).map(async ([role, user]) => [role, await mintToken(key, user, TOKEN_SECONDS)]);
    const tokens = Object.fromEntries(await Promise.all(minted)) as Record<string, string>;
    const reportPath = path.join(home, "schemathesis.json");
    const startedMs = performance.now();
    const outcome = await trySchema({ gatewayUrl: stack.gatewayUrl, tokens, examples: EXAMPLES, reportPath });
    const { version, operations, cases, failures, output } = outcome;
    const seconds = Math.round((performance.now() - startedMs) / 1_000);
    process.stdout.write(
      `schemathesis ${version}: ${cases} cases of ${operations} operations, ${failures} failures (${seconds} s)\n`,
    );
    expect(failures, output.slice(-SHOWN_MAX)).toBe(0);
    expect(cases).toBeGreaterThanOrEqual(CASES_MIN);
  });
});
