// SPDX-License-Identifier: Apache-2.0
import { Shim } from "fabric-shim";
import { outlineOf, transactionOf } from "./shim-logs-outline";

/** Loggers of fabric-shim that write debug lines while a transaction runs, by the names they are created under. */
const BUSY_LOGGERS = [
  "lib/handler.js",
  "lib/stub.js",
  "lib/chaincode.js",
  "lib/iterators.js",
  "contracts-spi/chaincodefromcontract.js",
  "contracts-spi/datamarshall.js",
] as const;

/** Where winston, which fabric-shim and fabric-contract-api log with, keeps parts of a line. */
const LEVEL = Symbol.for("level");
const MESSAGE = Symbol.for("message");
const VALUES = Symbol.for("splat");

/** The name of the logger in a line that fabric-shim or fabric-contract-api has formatted. */
const LOGGER_NAME = /\[c-api:([\w.:/-]*)/;

/** A line that winston is about to write. */
interface Line {
  readonly message?: unknown;
  readonly timestamp?: unknown;
  readonly [LEVEL]?: unknown;
  readonly [MESSAGE]?: unknown;
  readonly [VALUES]?: unknown;
}

/** What writes the lines of all loggers of one kind. */
interface Transport {
  log: (this: Transport, line: Line, done: () => void) => void;
}

/**
 * Sets up how fabric-shim and fabric-contract-api log, before the first transaction: nothing that a transaction was given, read or
 * answered is written at any level, see `outlineOf`; and debug lines that nobody wants cost nothing.
 */
export function setUpShimLogs(): void {
  writeOutlinesOnly();
  skipUnwantedLines();
}

/** The name under which the chaincode's entry calls it. */

/**
 * By themselves the loggers look at the level after they have formatted a debug line, which took a seventh of the chaincode's
 * processor time. A level that is set later counts as before.
 */
function skipUnwantedLines(): void {
  for (const name of BUSY_LOGGERS) {
    const logger = Shim.newLogger(name);
    const debug = logger.debug.bind(logger) as (...parts: unknown[]) => typeof logger;
    logger.debug = (...parts: unknown[]) => (logger.isDebugEnabled() ? debug(...parts) : logger);
  }
}

/** Every logger of either library, also one that is made later and the one for exceptions, writes through a transport of this class. */
function writeOutlinesOnly(): void {
  const { transports } = Shim.newLogger(BUSY_LOGGERS[0]) as unknown as { readonly transports: readonly Transport[] };
  const [transport] = transports;
  if (transport === undefined)
    throw new Error("fabric-shim's loggers have no transport: their lines cannot be kept in check");
  const shared = Object.getPrototypeOf(transport) as Transport;
  const write = shared.log;
  shared.log = function log(this: Transport, line: Line, done: () => void): void {
    // The loggers indent texts by the length of the level.
    const text = String(line.message).trim();
    const outline = outlineOf(text, valuesOf(line)) ?? (line[LEVEL] === "debug" ? undefined : withheld(text));
    if (outline === undefined) done();
    else write.call(this, { ...line, [MESSAGE]: formatted(line, outline) }, done);
  };
}

/** That something was said of a transaction, and not what. */
function withheld(text: string): string {
  return `${transactionOf(text) ?? ""} (text withheld)`.trim();
}

function valuesOf(line: Line): readonly unknown[] {
  const values: unknown = line[VALUES];
  if (!Array.isArray(values)) return [];
  return values.map((value: unknown) => (isWrapped(value) ? value.error : value));
}

/** The shim hands some errors over as a member of an object. */
function isWrapped(value: unknown): value is { readonly error: unknown } {
  return typeof value === "object" && value !== null && "error" in value;
}

function formatted(line: Line, outline: string): string {
  const name = LOGGER_NAME.exec(String(line[MESSAGE]))?.[1] ?? "";
  return `${String(line.timestamp)} ${String(line[LEVEL])} [c-api:${name}] ${outline}`;
}
