// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, describe } from "vitest";
import { CASE, STORY } from "@licet/scripts/demonstration/case";
import { describeDemonstration } from "./demonstration-suite.js";
import { freshSetup, type Setup } from "@licet/scripts/demonstration/setup";

describe.each([
  ["fabric-gateway", CASE],
  ["fabric-network", STORY],
] as const)("the demonstration case through %s", (client, steps) => {
  let setup: Setup;

  beforeAll(async () => {
    setup = await freshSetup({ gatewayEnvironment: { LEDGER_CLIENT: client, LOG_LEVEL: "warn" } });
  });

  afterAll(() => setup.close());

  describeDemonstration(steps, () => setup);
});
