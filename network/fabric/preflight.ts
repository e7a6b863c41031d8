// SPDX-License-Identifier: Apache-2.0
import { X509Certificate } from "node:crypto";
import { existsSync, readFileSync, statfsSync, statSync } from "node:fs";
import { NetworkError } from "@licet/embedded-network/description/network-error";
import { makeFolder } from "@licet/embedded-network/files/owner-only";
import { OrganisationLayout } from "@licet/embedded-network/crypto/layout";
import type { NetworkPlan } from "./plan.js";
import { stateFile } from "./state.js";

/** What must be free for a network to start: ordering nodes set aside 64 MB files in advance, and ledgers grow. */
const FREE_BYTES_MIN = 1024 * 1024 * 1024;
const MEBIBYTE = 1024 * 1024;
/** How far a file's time may lie ahead: file systems of other machines have clocks of their own. */
const CLOCK_TOLERANCE_MS = 60_000;

/** @throws {NetworkError} NETWORK_DISK_FULL when too little is free where the network keeps its ledgers. */
export function assertDiskSpace(directory: string, freeBytes: (path: string) => number = freeBytesAt): void {
  makeFolder(directory);
  const free = freeBytes(directory);
  if (free >= FREE_BYTES_MIN) return;
  throw new NetworkError(
    "NETWORK_DISK_FULL",
    `Only ${Math.floor(free / MEBIBYTE)} MiB are free where ${directory} lies; a network needs ` +
      `${FREE_BYTES_MIN / MEBIBYTE} MiB. Make room, or set LICET_HOME to a folder on another disk.`,
  );
}

function freeBytesAt(path: string): number {
  const { bavail, bsize } = statfsSync(path);
  return bavail * bsize;
}

/**
 * Refuses to start an existing network when the clock has been set back: nodes would find each other's certificates not
 * yet valid, and transactions would be older than those before them.
 *
 * @throws {NetworkError} NETWORK_CLOCK_SKEW naming what lies in the future.
 */
export function assertClock(plan: NetworkPlan, now: number = Date.now()): void {
  const marks = [writtenAt(stateFile(plan.directory)), ...authorities(plan).map(validFrom)];
  const ahead = marks.find((mark) => mark !== undefined && mark.time > now + CLOCK_TOLERANCE_MS);
  if (!ahead) return;
  throw new NetworkError(
    "NETWORK_CLOCK_SKEW",
    `This machine's clock says ${new Date(now).toISOString()}, but ${ahead.what} ` +
      `${new Date(ahead.time).toISOString()}. Set the clock, for instance by NTP, and start again.`,
  );
}

interface Mark {
  readonly what: string;
  readonly time: number;
}

function writtenAt(file: string): Mark | undefined {
  return existsSync(file) ? { what: `${file} was written at`, time: statSync(file).mtimeMs } : undefined;
}

function validFrom(file: string): Mark | undefined {
  if (!existsSync(file)) return undefined;
  return { what: `${file} is valid from`, time: Date.parse(new X509Certificate(readFileSync(file)).validFrom) };
}

function authorities(plan: NetworkPlan): string[] {
  const { organisations, orderer } = plan.consortium;
  const layouts = [
    ...organisations.map(({ domain }) => new OrganisationLayout(plan.directory, "peer", domain)),
    new OrganisationLayout(plan.directory, "orderer", orderer.domain),
  ];
  return layouts.flatMap(({ ca, tlsCa }) => [ca.certificate, tlsCa.certificate]);
}
