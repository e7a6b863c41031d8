// SPDX-License-Identifier: Apache-2.0
import { expect, it } from "vitest";
import { Backoff } from "./backoff.js";
import { type KeptProcesses, keepProcessesUp } from "./keep-up.js";
import { until } from "./wait.js";

const WAIT_MS = 20_000;

it("starts again what has ended, and leaves another run's processes alone", async () => {
  const running = new Set(["peer"]);
  const started: string[] = [];
  const processes = {
    run: "1",
    list: () => [
      { name: "peer", run: "1" },
      { name: "orderer", run: "1" },
      { name: "other", run: "2" },
    ],
    isRunning: (name: string) => running.has(name),
    startAgain: (name: string) => {
      started.push(name);
      // It does not stay up the first time.
      if (started.length > 1) running.add(name);
    },
    logFile: (name: string) => `${name}.log`,
  } as unknown as KeptProcesses;
  const end = new AbortController();
  const told: string[] = [];
  const kept = keepProcessesUp(processes, end.signal, (says) => told.push(says), 5);
  expect(await until(() => running.has("orderer"), WAIT_MS)).toBe(true);
  end.abort();
  await kept;
  expect(started).toEqual(["orderer", "orderer"]);
  expect(told).toEqual([
    "orderer has ended; it is started again in 0.5 s. Its log: orderer.log",
    "orderer was started again.",
    "orderer has ended; it is started again in 1 s. Its log: orderer.log",
    "orderer was started again.",
  ]);
});

it("waits longer each time, half a minute at most, and from the beginning once a process has stayed up", () => {
  const backoff = new Backoff();
  expect(Array.from({ length: 8 }, () => backoff.next(0))).toEqual([
    500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000,
  ]);
  expect(backoff.next(60_000)).toBe(500);
});
