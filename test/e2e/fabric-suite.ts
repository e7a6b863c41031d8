// SPDX-License-Identifier: Apache-2.0
import path from "node:path";
import { loadConsortium } from "@licet/network/config/consortium";
import { defaultConsortiumFile } from "@licet/network/config/home";
import { LOOPBACK } from "@licet/network/fabric/plan";
import { openNetwork } from "@licet/network/fabric/running-network";
import { freshSetup, type Setup } from "@licet/scripts/demonstration/setup";
import { type LedgerName, unavailable } from "@licet/scripts/lib/ledgers";
import { afterAll, beforeAll, describe, it } from "vitest";
import { describeCommands, describeOrdererCommands } from "./commands-suite.js";
import type { Place } from "./gateway-suite.js";

/** Tests on a line of real Fabric, or one that is skipped with the reason where its programs are not found. */
export function describeFabric(ledger: LedgerName, tests: () => void): void {
  const reason = unavailable(ledger);
  describe(`on Fabric ${ledger}`, () => {
    if (reason === undefined) tests();
    else it("comes up", (context) => context.skip(reason));
  });
}

/** One network for all tests of a line: starting it takes longer than most of them. */
export function useSetup(ledger: LedgerName): () => Setup {
  let setup: Setup;
  beforeAll(async () => {
    const gatewayEnvironment = { LEDGER_CLIENT: "fabric-gateway", LOG_LEVEL: "warn" };
    setup = await freshSetup({ ledger, gatewayEnvironment });
  });
  afterAll(() => setup.close());
  return () => setup;
}

/** Fabric's own commands, those of the ordering nodes included. */
export function describeAllCommands(ledger: LedgerName, setup: () => Setup): void {
  const place = (): Place => placeIn(setup());
  const adminAddress = (): string => {
    const home = path.join(setup().gatewayFolder, "..", "..");
    const { plan } = openNetwork({ version: ledger, home }, loadConsortium(defaultConsortiumFile())).context;
    return `${LOOPBACK}:${plan.orderers[0]!.adminPort}`;
  };
  describeCommands(place, ledger);
  describeOrdererCommands(place, ledger, adminAddress);
}

/** Where a gateway for customs messages finds the network and keeps its files. */
export function messagesIn(setup: Setup): { readonly profilesFolder: string; readonly folder: string } {
  const { profilesFolder, home } = placeIn(setup);
  return { profilesFolder, folder: path.join(home, "messages") };
}

/** Where gateways of a suite find the network and keep their files. */
export function placeIn({ profilesFolder, gatewayFolder }: Setup): Place {
  return { profilesFolder, home: path.join(gatewayFolder, "..", "e2e") };
}
