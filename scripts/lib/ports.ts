// SPDX-License-Identifier: Apache-2.0
import { claimPortBase } from "@licet/embedded-network/description/free-ports";
import { canListen, until } from "@licet/network/fabric/wait";
import type { RunningProcess } from "./running.js";

/** A gateway on claimed ports listens at the base plus this, above every node. */
const GATEWAY_PORT_OFFSET = 990;

/** How long to wait between two tries while something comes up. */
const POLL_INTERVAL_MS = 50;

/** A port that is needed, with what for. */
export interface NeededPort {
  readonly port: number;
  /** What will listen there, such as "gateway" or "peer0.gb.licet.example". */
  readonly purpose: string;
}

/** A port that is needed is taken; the message names all of them and what to do. */
export class PortTakenError extends Error {
  override readonly name = "PortTakenError";

  /** @param left processes of an earlier start that are still there */
  constructor(
    readonly taken: readonly NeededPort[],
    left: readonly RunningProcess[] = [],
  ) {
    const list = taken.map(({ port, purpose }) => `  ${port} for ${purpose}`).join("\n");
    super(
      `Something else listens on ${taken.length === 1 ? "a port that is" : "ports that are"} needed:\n${list}\n` +
        leftoversIn(left) +
        "Stop it (another Licet, perhaps), or choose other ports: PORT=9080 npm start -- --port-base 17000",
    );
  }
}

function leftoversIn(left: readonly RunningProcess[]): string {
  if (left.length === 0) return "";
  const list = left.map(({ title, pid }) => `  ${title}, process ${pid}`).join("\n");
  const pids = left.map(({ pid }) => pid).join(" ");
  return `An earlier start has left behind:\n${list}\nWhere they are nothing else by now, end them: kill ${pids}\n`;
}

/** @throws {PortTakenError} naming every one of the ports that cannot be listened on. */
export async function requireFreePorts(needed: readonly NeededPort[]): Promise<void> {
  const free = await Promise.all(needed.map(({ port }) => canListen(port)));
  const taken = needed.filter((_, index) => free[index] !== true);
  if (taken.length > 0) throw new PortTakenError(taken);
}

/** Ports for a whole Licet on which nothing listens; no other process that asks gets them while this one runs. */
export async function claimStackPorts(): Promise<{ readonly portBase: number; readonly gatewayPort: number }> {
  const portBase = await claimPortBase();
  return { portBase, gatewayPort: portBase + GATEWAY_PORT_OFFSET };
}

/**
 * Asks again and again until the answer is yes.
 *
 * @throws {Error} when the time is up; and whatever `ready` throws, which ends the waiting.
 */
export async function waitUntil(what: string, timeoutMs: number, ready: () => Promise<boolean>): Promise<void> {
  if (await until(ready, timeoutMs, undefined, POLL_INTERVAL_MS)) return;
  throw new Error(`${what} is not ready after ${timeoutMs / 1000} s.`);
}
