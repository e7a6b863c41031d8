// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startStack, type Stack } from "@licet/scripts/dist/lib/stack.js";
import { afterAll, beforeAll, describe } from "vitest";
import { describeGateway } from "./gateway-suite.js";

const GATEWAY_PORT = 26_990;
const PORT_BASE = 26_500;

describe("on the embedded network", () => {
  let home = "";
  let stack: Stack;

  beforeAll(async () => {
    home = mkdtempSync(path.join(tmpdir(), "licet-gateway-"));
    stack = await startStack({ home, gatewayPort: GATEWAY_PORT, portBase: PORT_BASE });
  });

  afterAll(async () => {
    await stack.stop();
    rmSync(home, { recursive: true, force: true });
  });

  describeGateway(() => ({ profilesFolder: stack.profilesFolder, home }), ["fabric-gateway", "fabric-network"]);
});
