// SPDX-License-Identifier: Apache-2.0
import type { Command } from "commander";
import { commandLine } from "@licet/embedded-network/command-line";
import type { Consortium } from "../config/schema.js";

/** Options that verbs share, as given. */
export interface NetworkValues {
  readonly fabric?: string;
  readonly consensus?: string;
  readonly consortium?: string;
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

/** A verb of `npm run network` for a network of real Fabric. */
export function networkVerb(name: string, description: string): Command {
  return commandLine(name, description)
    .option("--fabric <LINE>", "2.5, where nothing else is said, or 3.1")
    .option("--consensus <NAME>", "raft, which is 2.5's, or bft, which is 3.1's");
}

/** One that reads the consortium file. */
export function consortiumVerb(name: string, description: string): Command {
  return networkVerb(name, description).option(
    "--consortium <FILE>",
    "another description than network/consortium.yaml; CONSORTIUM_FILE names it too",
  );
}
