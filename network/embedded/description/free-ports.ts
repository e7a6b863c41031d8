// SPDX-License-Identifier: Apache-2.0
import { createServer, type Server } from "node:net";
import { AUXILIARY_PORT_OFFSET } from "./ports.js";

const LOOPBACK = "127.0.0.1";

/**
 * Port bases that are tried, a block of a thousand ports each. They end below the ports that operating systems hand out
 * to outgoing connections (from 32768 on Linux), which would be free at one moment and taken at the next.
 */
const LOWEST_BASE = 10_000;
const HIGHEST_BASE = 30_000;
const BLOCK = 1_000;

/** Within a block, what stands below belongs to the auxiliary ports of another one. */
const FIRST_OF_BLOCK = 50;
/** The block's last port is held by the process that uses the block, so that no other process takes it. */
const CLAIM_OFFSET = BLOCK - 1;

/** What holds the claimed blocks; they are given back when the process ends. */
const claims: Server[] = [];

/**
 * Finds a port base for a network (see `portsOf`) at which nothing listens, and keeps it for this process: 50 to 998
 * above it are free for nodes and whatever else is started beside them, and 2000 to 2049 above it for what the
 * consortium file does not declare.
 *
 * @throws {Error} when every block is in use.
 */
export async function claimPortBase(): Promise<number> {
  for (let base = LOWEST_BASE; base <= HIGHEST_BASE; base += BLOCK) {
    const claim = await listenOn(base + CLAIM_OFFSET);
    if (claim === undefined) continue;
    if (await allFree(portsOfBlock(base))) {
      claims.push(claim.unref());
      return base;
    }
    await closed(claim);
  }
  throw new Error(`Every block of ${BLOCK} ports between ${LOWEST_BASE} and ${HIGHEST_BASE + BLOCK} is in use.`);
}

function portsOfBlock(base: number): number[] {
  const declared = Array.from({ length: CLAIM_OFFSET - FIRST_OF_BLOCK }, (_, index) => base + FIRST_OF_BLOCK + index);
  const auxiliary = Array.from({ length: FIRST_OF_BLOCK }, (_, index) => base + AUXILIARY_PORT_OFFSET + index);
  return [...declared, ...auxiliary];
}

async function allFree(ports: readonly number[]): Promise<boolean> {
  for (const port of ports) {
    const server = await listenOn(port);
    if (server === undefined) return false;
    await closed(server);
  }
  return true;
}

function listenOn(port: number): Promise<Server | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(undefined));
    server.listen(port, LOOPBACK, () => resolve(server));
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
