// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { unavailable } from "@licet/scripts/lib/ledgers";
import { claimStackPorts } from "@licet/scripts/lib/ports";
import { startStack, type Stack } from "@licet/scripts/lib/stack";
import { afterAll, beforeAll, describe, it } from "vitest";
import { describeCommands, describeRefusedCommands } from "./commands-suite.js";
import { describeDocuments } from "./documents-suite.js";
import { describeEnrolment } from "./enrolment-suite.js";
import { describeGateway, type Place } from "./gateway-suite.js";
import { describeSignIn } from "./sign-in-suite.js";
import { describeStates } from "./states-suite.js";

describe("on the embedded network", () => {
  let home = "";
  let stack: Stack;

  beforeAll(async () => {
    home = mkdtempSync(path.join(tmpdir(), "licet-gateway-"));
    stack = await startStack({ home, ...(await claimStackPorts()) });
  });

  afterAll(async () => {
    await stack.stop();
    rmSync(home, { recursive: true, force: true });
  });

  const place = (): Place => ({ profilesFolder: stack.profilesFolder, home });
  describeGateway(place, ["fabric-gateway", "fabric-network"]);
  describeDocuments(place);
  describe("people and systems", () => describeSignIn(place));
  describe("the demonstration consortium", () => describeStates(place));

  describe("Fabric CA's own command", () => {
    const reason = unavailable("2.5");
    if (reason !== undefined) it("runs", (context) => context.skip(reason));
    else describeEnrolment(place, "2.5");
  });

  describe.each(["2.5", "3.1"] as const)("Fabric %s's own commands", (version) => {
    const reason = unavailable(version);
    if (reason !== undefined) it("run", (context) => context.skip(reason));
    else {
      describeCommands(place, version);
      describeRefusedCommands(place, version);
    }
  });
});
