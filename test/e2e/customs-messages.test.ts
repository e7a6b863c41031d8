// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { claimStackPorts } from "@licet/scripts/lib/ports";
import { startStack, type Stack } from "@licet/scripts/lib/stack";
import { afterAll, beforeAll, describe } from "vitest";
import { describeCustomsMessages } from "./customs-messages/suite.js";

describe("customs messages on the embedded network", () => {
  let home = "";
  let stack: Stack;

  beforeAll(async () => {
    home = mkdtempSync(path.join(tmpdir(), "licet-messages-"));
    stack = await startStack({ home, ...(await claimStackPorts()) });
  });
  afterAll(async () => {
    await stack.stop();
    rmSync(home, { recursive: true, force: true });
  });

  describeCustomsMessages(() => ({ profilesFolder: stack.profilesFolder, folder: path.join(home, "messages") }));
});
