// SPDX-License-Identifier: Apache-2.0
import { createServer, connect } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { NetworkError } from "@licet/embedded-network/description/network-error";
import { LOOPBACK } from "./plan.js";

const POLL_INTERVAL_MS = 100;
const CONNECT_TIMEOUT_MS = 1_000;

/** Asks until the answer is yes; false when the time is up or the signal fires. */
export async function until(
  check: () => boolean | Promise<boolean>,
  timeoutMs: number,
  signal?: AbortSignal,
  intervalMs: number = POLL_INTERVAL_MS,
): Promise<boolean> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    signal?.throwIfAborted();
    if (await check()) return true;
    if (performance.now() >= end) return false;
    await delay(intervalMs, undefined, signal ? { signal } : {});
  }
}

/** True when something accepts connections on a loopback port. */
export function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: LOOPBACK, port, timeout: CONNECT_TIMEOUT_MS });
    const answer = (listening: boolean) => (): void => {
      socket.destroy();
      resolve(listening);
    };
    socket.once("connect", answer(true)).once("error", answer(false)).once("timeout", answer(false));
  });
}

/** The text that a node's operations service answers to `GET <path>`; undefined when it does not answer 200. */
export async function askOperations(operationsPort: number, path: string): Promise<string | undefined> {
  try {
    const signal = AbortSignal.timeout(CONNECT_TIMEOUT_MS);
    const response = await fetch(`http://${LOOPBACK}:${operationsPort}${path}`, { signal });
    const text = await response.text();
    return response.ok ? text : undefined;
  } catch {
    return undefined;
  }
}

/** True when a node says that it is healthy. */
export async function isHealthy(operationsPort: number): Promise<boolean> {
  return (await askOperations(operationsPort, "/healthz")) !== undefined;
}

/** @throws {NetworkError} NETWORK_PORT_TAKEN naming the first port that something else listens on, and who wants it. */
export async function assertPortsFree(wanted: ReadonlyMap<number, string>): Promise<void> {
  for (const [port, owner] of wanted) {
    if (!(await canListen(port)))
      throw new NetworkError(
        "NETWORK_PORT_TAKEN",
        `Port ${port} on ${LOOPBACK}, which ${owner} needs, is taken by another program. ` +
          `End that program, or move all ports with --port-base.`,
      );
  }
}

/** True when a loopback port is free. */
export function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ host: LOOPBACK, port }, () => server.close(() => resolve(true)));
  });
}
