// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { mintToken } from "@licet/gateway/dist/auth/tokens.js";
import { openTokenKey } from "@licet/gateway/dist/auth/token-key.js";
import { ROUTES } from "@licet/gateway/dist/http/routes.js";
import { homeFolder } from "@licet/scripts/dist/lib/paths.js";
import { embeddedFolder, findRunning } from "@licet/scripts/dist/lib/running.js";
import { startStack, type StackOptions } from "@licet/scripts/dist/lib/stack.js";
import { GatewayClient } from "./client.js";
import { type References, referencesOf, RUN_MAX } from "./references.js";
import type { Stage } from "./step.js";

const CHANNEL = "licet";
const TOKEN_SECONDS = 3_600;

/** A network with a gateway that the case is played on. */
export interface Theatre {
  readonly gatewayUrl: string;
  readonly profilesFolder: string;
  /** Folder that holds the gateway's token key. */
  readonly gatewayFolder: string;
  /** Whether it was started for this playing only. */
  readonly fresh: boolean;
  close(): Promise<void>;
}

/** The Licet that runs on the home folder, or else a fresh one that is thrown away afterwards. */
export async function openTheatre(options: Partial<StackOptions> = {}): Promise<Theatre> {
  const home = homeFolder();
  const running = await findRunning(home);
  if (running !== undefined) {
    const { gatewayUrl, profilesFolder } = running;
    return {
      gatewayUrl,
      profilesFolder,
      gatewayFolder: gatewayFolderOf(home),
      fresh: false,
      close: () => Promise.resolve(),
    };
  }
  return freshTheatre(options);
}

/** A fresh Licet on ports of its own, in a folder that is removed afterwards. */
export async function freshTheatre(options: Partial<StackOptions> = {}): Promise<Theatre> {
  const home = mkdtempSync(path.join(tmpdir(), "licet-demo-"));
  const remove = (): void => rmSync(home, { recursive: true, force: true });
  try {
    const stack = await startStack({ home, gatewayPort: 18_080, portBase: 17_000, ...options });
    const { gatewayUrl, profilesFolder } = stack;
    const close = async (): Promise<void> => {
      await stack.stop();
      remove();
    };
    return { gatewayUrl, profilesFolder, gatewayFolder: gatewayFolderOf(home), fresh: true, close };
  } catch (error) {
    remove();
    throw error;
  }
}

/** The stage of the next playing: the first whose licence the ledger does not have. */
export async function stageOn(theatre: Omit<Theatre, "close" | "fresh">): Promise<Stage> {
  const key = openTokenKey(path.join(theatre.gatewayFolder, "token-key.pem"));
  const client = new GatewayClient(theatre.gatewayUrl, (user) => mintToken(key, user, TOKEN_SECONDS), ROUTES);
  const references = await nextReferences(client);
  return { client, references, profilesFolder: theatre.profilesFolder, channel: CHANNEL };
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

function gatewayFolderOf(home: string): string {
  return path.join(embeddedFolder(home), "gateway");
}
