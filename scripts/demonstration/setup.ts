// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ROUTES } from "@licet/domain";
import { mintToken } from "@licet/gateway/http/auth/tokens";
import { openTokenKey } from "@licet/gateway/adapters/files/token-key";
import { homeFolder } from "../lib/paths.js";
import type { LedgerName } from "../lib/ledgers.js";
import { claimStackPorts } from "../lib/ports.js";
import { findRunning, gatewayFolder } from "../lib/running.js";
import { type Stack, startStack, type StackOptions } from "../lib/stack.js";
import { GatewayClient } from "./client.js";
import { Peers } from "./peers.js";
import { type References, referencesOf, RUN_MAX } from "./references.js";
import type { Stage } from "./step.js";

const CHANNEL = "licet";
const TOKEN_SECONDS = 3_600;

/** A network with a gateway that the case is played on. */
export interface Setup {
  readonly ledger: LedgerName;
  readonly gatewayUrl: string;
  readonly profilesFolder: string;
  /** Folder that holds the gateway's token key. */
  readonly gatewayFolder: string;
  readonly peers: Peers;
  /** Whether it was started for this playing only. */
  readonly fresh: boolean;
  close(): Promise<void>;
}

/** The Licet that runs on the home folder, on the ledger named if any, or else a fresh one that is thrown away afterwards. */
export async function openSetup(options: Partial<StackOptions> = {}): Promise<Setup> {
  const home = homeFolder();
  const running = await findRunning(home, options.ledger && [options.ledger]);
  return running === undefined ? freshSetup(options) : setupOf(home, running, () => Promise.resolve());
}

/** A fresh Licet on ports of its own, in a folder that is removed afterwards. */
export async function freshSetup(options: Partial<StackOptions> = {}): Promise<Setup> {
  const home = mkdtempSync(path.join(tmpdir(), "licet-demo-"));
  const remove = (): void => rmSync(home, { recursive: true, force: true });
  try {
    const ports = await claimStackPorts();
    const stack = await startStack({ home, ...ports, ...options });
    const close = async (): Promise<void> => {
      await stack.stop();
      remove();
    };
    return { ...setupOf(home, stack, close), fresh: true };
  } catch (error) {
    remove();
    throw error;
  }
}

function setupOf(
  home: string,
  { ledger, gatewayUrl, profilesFolder }: Pick<Stack, "ledger" | "gatewayUrl" | "profilesFolder">,
  end: () => Promise<void>,
): Setup {
  const peers = new Peers(profilesFolder);
  const close = (): Promise<void> => {
    peers.close();
    return end();
  };
  return { ledger, gatewayUrl, profilesFolder, gatewayFolder: gatewayFolder(home, ledger), peers, fresh: false, close };
}

/** The stage of a playing: of the one with this number, or else of the first whose licence the ledger does not have. */
export async function stageOn(setup: Omit<Setup, "close" | "fresh" | "ledger">, run?: number): Promise<Stage> {
  const key = openTokenKey(path.join(setup.gatewayFolder, "token-key.pem"));
  const client = new GatewayClient(
    setup.gatewayUrl,
    (user) => mintToken(key, user, TOKEN_SECONDS),
    setup.peers,
    ROUTES,
  );
  const references = run === undefined ? await nextReferences(client) : referencesOf(run);
  const { peers, profilesFolder } = setup;
  return { client, references, peers, profilesFolder, channel: CHANNEL };
}

async function nextReferences(client: GatewayClient): Promise<References> {
  for (let run = 0; run <= RUN_MAX; run += 1) {
    const references = referencesOf(run);
    const read = await client.call("gbCustoms", "licence:Read", { licence: references.dualUseLicence });
    if (read.status === 404) return references;
    if (read.status >= 400) throw new Error(`The gateway answered ${read.status}: ${JSON.stringify(read.body)}`);
  }
  throw new Error(`The case was played ${RUN_MAX + 1} times on this ledger: npm run reset starts over.`);
}
