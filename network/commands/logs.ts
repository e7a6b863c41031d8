// SPDX-License-Identifier: Apache-2.0
import { join } from "node:path";
import { NetworkError } from "@licet/embedded-network/description/network-error";
import { fabricFolder } from "../fabric/network-name.js";
import { followLogs, lastLines, logFiles } from "../fabric/logs.js";
import { interruptible, networkOf, numberOf, say } from "./shared.js";
import { NETWORK_OPTIONS, type Values, type Verb } from "./verb.js";

const LINES_DEFAULT = 20;

/** Shows what a network's processes have written. */
export const logs: Verb = {
  usage: `  logs [NAME] [--fabric 2.5|3.1] [--consensus raft|bft]
      [--lines N]              the last lines that the processes, or those whose name holds NAME, have written
      [--follow]               go on with what they write, until Ctrl-C`,
  options: { ...NETWORK_OPTIONS, lines: { type: "string" }, follow: { type: "boolean", short: "f" } },
  takesWords: true,
  run: showLogs,
};

async function showLogs(values: Values, [name = ""]: readonly string[]): Promise<void> {
  const folder = join(fabricFolder(networkOf(values)), "logs");
  const files = logFiles(folder, name);
  if (files.length === 0)
    throw new NetworkError(
      "NETWORK_USAGE",
      `No log ${name === "" ? "" : `of a process whose name holds "${name}" `}lies in ${folder}; ` +
        `npm run network -- status lists the processes.`,
    );
  for (const file of files) {
    const lines = lastLines(file.path, numberOf("lines", values.lines) ?? LINES_DEFAULT);
    if (lines.length === 0 && name === "") continue;
    say(`==> ${file.name} <==`);
    for (const line of lines) say(line);
  }
  if (values.follow) await followLogs(files, interruptible(), (file, line) => say(`${file.name}: ${line}`));
}
