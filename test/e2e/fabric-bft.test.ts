// SPDX-License-Identifier: Apache-2.0
import path from "node:path";
import { CASE } from "@licet/scripts/demonstration/case";
import { describe, expect, it } from "vitest";
import { describeCustomsMessages } from "./customs-messages/suite.js";
import { describeDemonstration } from "./demonstration-suite.js";
import { describeAllCommands, describeFabric, messagesIn, placeIn, useSetup } from "./fabric-suite.js";
import { describeGateway } from "./gateway-suite.js";
import { GatewayUnderTest } from "./gateway-under-test.js";

describeFabric("3.1", () => {
  const setup = useSetup("3.1");
  describe("the demonstration case through fabric-gateway", () => describeDemonstration(CASE, setup));
  describeGateway(() => placeIn(setup()), ["fabric-gateway"]);
  describe("customs messages", () => describeCustomsMessages(() => messagesIn(setup())));
  describe("Fabric's own commands", () => describeAllCommands("3.1", setup));

  it("is refused by a gateway that is set to fabric-network, with what to set instead", async () => {
    const { profilesFolder, home } = placeIn(setup());
    const refused = GatewayUnderTest.start("fabric-network", profilesFolder, path.join(home, "refused"));
    await expect(refused).rejects.toMatchObject({
      refusal: { code: "LEDGER_CLIENT_UNSUITED", details: { consensus: "BFT" } },
    });
  });
});
