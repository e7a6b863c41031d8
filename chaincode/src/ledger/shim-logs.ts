// SPDX-License-Identifier: Apache-2.0
import { Shim } from "fabric-shim";

/** Loggers of fabric-shim that write debug lines while a transaction runs, by the names they are created under. */
const BUSY_LOGGERS = [
  "lib/handler.js",
  "lib/stub.js",
  "lib/chaincode.js",
  "lib/iterators.js",
  "contracts-spi/chaincodefromcontract.js",
  "contracts-spi/datamarshall.js",
] as const;

/**
 * Makes fabric-shim's loggers look at the level before they lay a debug line out: by themselves they look at it afterwards, which took
 * a seventh of the chaincode's processor time. A level that is set later counts as before.
 */
export function skipUnwantedDebugLines(): void {
  for (const name of BUSY_LOGGERS) {
    const logger = Shim.newLogger(name);
    const debug = logger.debug.bind(logger) as (...parts: unknown[]) => typeof logger;
    logger.debug = (...parts: unknown[]) => (logger.isDebugEnabled() ? debug(...parts) : logger);
  }
}
