// SPDX-License-Identifier: Apache-2.0
import path from "node:path";
import { loadConsortium } from "@licet/network/config/consortium";
import { defaultConsortiumFile } from "@licet/network/config/home";
import { LOOPBACK } from "@licet/network/fabric/plan";
import { openNetwork } from "@licet/network/fabric/running-network";
import { type LedgerName, unavailable } from "@licet/scripts/lib/ledgers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CASE } from "@licet/scripts/demonstration/case";
import { describeDemonstration } from "./demonstration-suite.js";
import { freshSetup, type Setup } from "@licet/scripts/demonstration/setup";
import { describeCommands, describeOrdererCommands } from "./commands-suite.js";
import { describeCustomsMessages } from "./customs-messages/suite.js";
import { describeGateway, type Place } from "./gateway-suite.js";
import { GatewayUnderTest } from "./gateway-under-test.js";

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

    describeDemonstration(CASE, () => ({ ...setup(), gatewayUrl: gateway.url, gatewayFolder: folder() }));
  });
  describeGateway(() => placeIn(setup()), ["fabric-gateway", "fabric-network"]);
  describe("customs messages", () => describeCustomsMessages(() => messagesIn(setup())));
  describe("Fabric's own commands", () => describeAllCommands("2.5", setup));
});

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

/** Tests on a line of real Fabric, or one that is skipped with the reason where its programs are not found. */
function describeFabric(ledger: LedgerName, tests: () => void): void {
  const reason = unavailable(ledger);
  describe(`on Fabric ${ledger}`, () => {
    if (reason === undefined) tests();
    else it("comes up", (context) => context.skip(reason));
  });
}

/** One network for all tests of a line: starting it takes longer than most of them. */
function useSetup(ledger: LedgerName): () => Setup {
  let setup: Setup;
  beforeAll(async () => {
    const gatewayEnvironment = { LEDGER_CLIENT: "fabric-gateway", LOG_LEVEL: "warn" };
    setup = await freshSetup({ ledger, gatewayEnvironment });
  });
  afterAll(() => setup.close());
  return () => setup;
}

function describeAllCommands(ledger: LedgerName, setup: () => Setup): void {
  const place = (): Place => placeIn(setup());
  const adminAddress = (): string => {
    const home = path.join(setup().gatewayFolder, "..", "..");
    const { plan } = openNetwork({ version: ledger, home }, loadConsortium(defaultConsortiumFile())).context;
    return `${LOOPBACK}:${plan.orderers[0]!.adminPort}`;
  };
  describeCommands(place, ledger);
  describeOrdererCommands(place, ledger, adminAddress);
}

function messagesIn(setup: Setup): { readonly profilesFolder: string; readonly folder: string } {
  const { profilesFolder, home } = placeIn(setup);
  return { profilesFolder, folder: path.join(home, "messages") };
}

function placeIn({ profilesFolder, gatewayFolder }: Setup): Place {
  return { profilesFolder, home: path.join(gatewayFolder, "..", "e2e") };
}
