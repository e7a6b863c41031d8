// SPDX-License-Identifier: Apache-2.0
import { loadConsortium } from "../config/consortium.js";
import { startProcess, stopProcess, type OneProcessOptions } from "../fabric/one-process.js";
import { consortiumFile, interruptible, networkOf, oneWord, say, timedProgress } from "./shared.js";
import { NETWORK_OPTIONS, type Values, type Verb } from "./verb.js";

const OPTIONS = { ...NETWORK_OPTIONS, consortium: { type: "string" } } as const;

/** Ends one process. */
export const stop: Verb = {
  usage: `  stop NAME [--fabric 2.5|3.1] [--consensus raft|bft] [--consortium FILE]
                               end one process as status names it, to work on its files; the others go on`,
  options: OPTIONS,
  takesWords: true,
  run: async (values, words) => {
    const options = optionsOf("stop", values, words);
    await stopProcess(options);
    say(`${options.process}: ended`);
  },
};

/** Starts one peer or ordering node. */
export const start: Verb = {
  usage: `  start NAME [--fabric 2.5|3.1] [--consensus raft|bft] [--consortium FILE]
                               start one peer or ordering node again`,
  options: OPTIONS,
  takesWords: true,
  run: (values, words) =>
    startProcess({
      ...optionsOf("start", values, words),
      progress: timedProgress(),
      signal: interruptible(),
    }),
};

function optionsOf(verb: string, values: Values, words: readonly string[]): OneProcessOptions {
  const process = oneWord(verb, "a process", words);
  return { ...networkOf(values), consortium: loadConsortium(consortiumFile(values)), process };
}
