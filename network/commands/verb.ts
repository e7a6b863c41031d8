// SPDX-License-Identifier: Apache-2.0
import { parseArgs, type ParseArgsConfig } from "node:util";
import { NetworkError } from "@licet/embedded-network/description/network-error";
import type { Consortium } from "../config/schema.js";

/** What a verb takes, by the option's name; `--help` is every verb's. */
type VerbOptions = NonNullable<ParseArgsConfig["options"]>;
/** The options as given; a verb reads those that it takes. */
export interface Values {
  readonly fabric?: string;
  readonly consensus?: string;
  readonly embedded?: boolean;
  readonly consortium?: string;
  readonly chaincode?: string[];
  readonly "port-base"?: string;
  readonly detach?: boolean;
  readonly json?: boolean;
  readonly lines?: string;
  readonly follow?: boolean;
  readonly node?: string;
  readonly organisation?: string;
  readonly out?: string;
}

/** A network that a verb has brought up or changed, and that now runs. */
export interface ChangedNetwork {
  readonly consortium: Consortium;
  /** Folder of the connection profiles and of identities.json. */
  readonly profilesDir: string;
  /** Names of the chaincodes that are deployed. */
  readonly chaincodes: readonly string[];
  /** Tells a step that is done. */
  readonly progress: (sentence: string) => void;
}

/** What whoever offers the verbs does with a network that has changed, for the application that runs on it. */
export type AfterChange = (network: ChangedNetwork) => Promise<void>;

/** One verb of `npm run network`. */
export interface Verb {
  /** Its lines in the help text. */
  readonly usage: string;
  readonly options: VerbOptions;
  /** Whether it takes words beside its options. */
  readonly takesWords?: boolean;
  run(values: Values, words: readonly string[], afterChange: AfterChange): Promise<void>;
}

/** Options that say which network of real Fabric is meant. */
export const NETWORK_OPTIONS = { fabric: { type: "string" }, consensus: { type: "string" } } as const;

/**
 * Runs a verb with the arguments behind it.
 *
 * @throws {NetworkError} NETWORK_USAGE, with the verb's usage, for an option that it does not take.
 */
export async function runVerb(verb: Verb, args: readonly string[], afterChange: AfterChange): Promise<void> {
  const { values, positionals } = parse(verb, args);
  await verb.run(values, positionals, afterChange);
}

function parse(verb: Verb, args: readonly string[]): ReturnType<typeof parseArgs> {
  try {
    return parseArgs({
      args: [...args],
      options: verb.options,
      strict: true,
      allowPositionals: verb.takesWords === true,
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new NetworkError("NETWORK_USAGE", `${reason}\n\nUsage: npm run network -- VERB\n${verb.usage}`, {
      cause: error,
    });
  }
}
