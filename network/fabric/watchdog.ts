// SPDX-License-Identifier: Apache-2.0
// Ends a network when the process that brought it up is gone, however it went: its standard input closes then.
// Arguments: the network's folder, and the run whose processes are to end.
import { ProcessTable } from "./processes.js";

const [directory, run] = process.argv.slice(2);
if (directory === undefined || run === undefined) throw new Error("usage: watchdog.js DIRECTORY RUN");
// A signal to the whole session must not end the watchdog before its work is done.
for (const signal of ["SIGINT", "SIGHUP", "SIGTERM"] as const) process.on(signal, () => undefined);
process.stdin.on("end", () => void new ProcessTable(directory, run).stopRun()).resume();
