// SPDX-License-Identifier: Apache-2.0
import type { Command } from "commander";
import { checkingFiles, repairing } from "@licet/embedded-network/cli";
import { commandLine } from "@licet/embedded-network/command-line";
import { loadConsortium } from "../config/consortium.js";
import { defaultConsortiumFile, homeFolder } from "../config/home.js";

const PLACES = {
  consortium: (file: string | undefined) => loadConsortium(file ?? defaultConsortiumFile()),
  home: () => homeFolder(),
};

/** Looks at all files of the embedded network's ledger. */
export function checkFiles(): Command {
  return checkingFiles(
    commandLine("check-files", "looks at all files of the embedded network's ledger, while it is stopped"),
    PLACES,
  );
}

/** Repairs the files of the embedded network's ledger. */
export function repair(): Command {
  return repairing(
    commandLine("repair", "repairs the files of the embedded network's ledger, while it is stopped; tells first how"),
    PLACES,
  );
}
