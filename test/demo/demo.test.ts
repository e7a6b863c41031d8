// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, describe } from "vitest";
import { CASE, STORY } from "./case.js";
import { describeDemonstration } from "./demo-suite.js";
import { freshTheatre, type Theatre } from "./theatre.js";

describe.each([
  ["fabric-gateway", CASE],
  ["fabric-network", STORY],
] as const)("the demonstration case through %s", (client, steps) => {
  let theatre: Theatre;

  beforeAll(async () => {
    theatre = await freshTheatre({ gatewayEnvironment: { LEDGER_CLIENT: client, LOG_LEVEL: "warn" } });
  });

  afterAll(() => theatre.close());

  describeDemonstration(steps, () => theatre);
});
