// SPDX-License-Identifier: Apache-2.0
import { join } from "node:path";
import type { Command } from "commander";
import { wholeNumber } from "@licet/embedded-network/command-line";
import { NetworkError } from "@licet/embedded-network/description/network-error";
import { fabricFolder } from "../fabric/network-name.js";
import { followLogs, lastLines, logFiles } from "../fabric/logs.js";
import { interruptible, networkOf, say } from "./shared.js";
import { networkVerb, type NetworkValues } from "./verb.js";

const LINES_DEFAULT = 20;

interface Values extends NetworkValues {
  readonly lines: number;
  readonly follow?: boolean;
}

/** Shows what a network's processes have written. */
export function logs(): Command {
  return networkVerb("logs", "the last lines that the processes, or those whose name holds NAME, have written")
    .argument("[NAME]")
    .option("--lines <N>", "how many", wholeNumber, LINES_DEFAULT)
    .option("-f, --follow", "go on with what they write, until Ctrl-C")
    .action(showLogs);
}

async function showLogs(name = "", values: Values): Promise<void> {
  const folder = join(fabricFolder(networkOf(values)), "logs");
  const files = logFiles(folder, name);
  if (files.length === 0)
    throw new NetworkError(
      "NETWORK_USAGE",
      `No log ${name === "" ? "" : `of a process whose name holds "${name}" `}lies in ${folder}; ` +
        `npm run network -- status lists the processes.`,
    );
  for (const file of files) {
    const lines = lastLines(file.path, values.lines);
    if (lines.length === 0 && name === "") continue;
    say(`==> ${file.name} <==`);
    for (const line of lines) say(line);
  }
  if (values.follow) await followLogs(files, interruptible(), (file, line) => say(`${file.name}: ${line}`));
}
