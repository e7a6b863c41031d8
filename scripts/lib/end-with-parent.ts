// SPDX-License-Identifier: Apache-2.0

/**
 * Loaded into a process before its script: ends it when the process that started it is gone, however that went. Their channel closes
 * then. Nothing is left behind that would hold the ports of the next start.
 */
const KILL_AFTER_MS = 10_000;

process.once("disconnect", () => {
  process.kill(process.pid, "SIGTERM");
  setTimeout(() => process.kill(process.pid, "SIGKILL"), KILL_AFTER_MS).unref();
});
process.channel?.unref();
