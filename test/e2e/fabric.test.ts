// SPDX-License-Identifier: Apache-2.0
import path from "node:path";
import { loadConsortium } from "@licet/network/dist/config/consortium.js";
import { defaultConsortiumFile } from "@licet/network/dist/config/home.js";
import { LOOPBACK } from "@licet/network/dist/fabric/plan.js";
import { openNetwork } from "@licet/network/dist/fabric/running-network.js";
import { type LedgerName, unavailable } from "@licet/scripts/dist/lib/ledgers.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CASE } from "../demo/case.js";
import { describeDemonstration } from "../demo/demo-suite.js";
import { freshTheatre, type Theatre } from "../demo/theatre.js";
import { describeCommands, describeOrdererCommands } from "./commands-suite.js";
import { describeGateway, type Place } from "./gateway-suite.js";
import { GatewayUnderTest } from "./gateway-under-test.js";

describeFabric("2.5", () => {
  const theatre = useTheatre("2.5");
  describe("the demonstration case through fabric-gateway", () => describeDemonstration(CASE, theatre));
  describe("the demonstration case through fabric-network", () => {
    let gateway: GatewayUnderTest;
    const folder = (): string => path.join(theatre().gatewayFolder, "..", "gateway-fabric-network");

    beforeAll(async () => {
      gateway = await GatewayUnderTest.start("fabric-network", theatre().profilesFolder, folder());
    });
    afterAll(() => gateway.stop());

    describeDemonstration(CASE, () => ({ ...theatre(), gatewayUrl: gateway.url, gatewayFolder: folder() }));
  });
  describeGateway(() => placeIn(theatre()), ["fabric-gateway", "fabric-network"]);
  describe("Fabric's own commands", () => describeAllCommands("2.5", theatre));
});

describeFabric("3.1", () => {
  const theatre = useTheatre("3.1");
  describe("the demonstration case through fabric-gateway", () => describeDemonstration(CASE, theatre));
  describeGateway(() => placeIn(theatre()), ["fabric-gateway"]);
  describe("Fabric's own commands", () => describeAllCommands("3.1", theatre));

  it("is refused by a gateway that is set to fabric-network, with what to set instead", async () => {
    const { profilesFolder, home } = placeIn(theatre());
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
function useTheatre(ledger: LedgerName): () => Theatre {
  let theatre: Theatre;
  beforeAll(async () => {
    const gatewayEnvironment = { LEDGER_CLIENT: "fabric-gateway", LOG_LEVEL: "warn" };
    theatre = await freshTheatre({ ledger, gatewayEnvironment });
  });
  afterAll(() => theatre.close());
  return () => theatre;
}

function describeAllCommands(ledger: LedgerName, theatre: () => Theatre): void {
  const place = (): Place => placeIn(theatre());
  const adminAddress = (): string => {
    const home = path.join(theatre().gatewayFolder, "..", "..");
    const { plan } = openNetwork({ version: ledger, home }, loadConsortium(defaultConsortiumFile())).context;
    return `${LOOPBACK}:${plan.orderers[0]!.adminPort}`;
  };
  describeCommands(place, ledger);
  describeOrdererCommands(place, ledger, adminAddress);
}

function placeIn({ profilesFolder, gatewayFolder }: Theatre): Place {
  return { profilesFolder, home: path.join(gatewayFolder, "..", "e2e") };
}
