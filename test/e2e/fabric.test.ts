// SPDX-License-Identifier: Apache-2.0
import path from "node:path";
import { CASE, STORY } from "@licet/scripts/demonstration/case";
import { afterAll, beforeAll, describe } from "vitest";
import { describeCustomsMessages } from "./customs-messages/suite.js";
import { describeDemonstration } from "./demonstration-suite.js";
import { describeAllCommands, describeFabric, messagesIn, placeIn, useSetup } from "./fabric-suite.js";
import { describeGateway } from "./gateway-suite.js";
import { GatewayUnderTest } from "./gateway-under-test.js";

/** Set by `npm run test:full`. */
const full = process.env["TEST_FULL"] === "1";

describeFabric("2.5", () => {
  const setup = useSetup("2.5");
  describe("the demonstration case through fabric-gateway", () => describeDemonstration(CASE, setup));
  describe("the demonstration case through fabric-network", () => {
    let gateway: GatewayUnderTest;
    const folder = (): string => path.join(setup().gatewayFolder, "..", "gateway-fabric-network");

    beforeAll(async () => {
      gateway = await GatewayUnderTest.start("fabric-network", setup().profilesFolder, folder());
    });
    afterAll(() => gateway.stop());

    // What must fail is refused by the ledger, whichever client brings it.
    const steps = full ? CASE : STORY;
    describeDemonstration(steps, () => ({ ...setup(), gatewayUrl: gateway.url, gatewayFolder: folder() }));
  });
  describeGateway(() => placeIn(setup()), ["fabric-gateway", "fabric-network"]);
  describe("customs messages", () => describeCustomsMessages(() => messagesIn(setup())));
  describe("Fabric's own commands", () => describeAllCommands("2.5", setup));
});
