// SPDX-License-Identifier: Apache-2.0
import { type DestinationStream, type Logger, pino } from "pino";
import { loggedError } from "./log-error.js";

/** Members of logged objects that are never written, wherever a mistake may put them. */
const SECRET_MEMBERS = [
  "authorization",
  "token",
  "privateKey",
  "confidential",
  "parts",
  "evidence",
  "salt",
  "transient",
];

const FLUSH_BYTES = 4_096;
const FLUSH_INTERVAL_MS = 500;

/** The gateway's log: one JSON object a line on standard output, without secrets, names and confidential content. */
export function createLog(level: string, destination: DestinationStream = bufferedOutput()): Logger {
  const paths = SECRET_MEMBERS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
  const redact = { paths, censor: "[redacted]" };
  return pino({ name: "licet-gateway", level, redact, serializers: { err: loggedError } }, destination);
}

function bufferedOutput(): DestinationStream {
  return pino.destination({ sync: false, minLength: FLUSH_BYTES, periodicFlush: FLUSH_INTERVAL_MS });
}
