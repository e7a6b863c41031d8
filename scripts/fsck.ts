// SPDX-License-Identifier: Apache-2.0

/**
 * `npm run fsck [-- --ledger embedded|2.5|3.1]`: builds the read model again from the blocks and compares it, the ledger and the private
 * data with each other. Exits with 1 at the first difference, which it names.
 */
import { commandLine, optionsIn } from "@licet/embedded-network/command-line";
import { checkReadModel } from "@licet/gateway/check-read-model";
import type { Checked } from "@licet/gateway/readmodel/fsck";
import { loadConsortium } from "@licet/network/config/consortium";
import { defaultConsortiumFile } from "@licet/network/config/home";
import { type LedgerName, ledgerNamed } from "./lib/ledgers.js";
import { homeFolder, projectRoot } from "./lib/paths.js";
import { step } from "./lib/progress.js";
import { findRunning, gatewayFolder } from "./lib/running.js";
import { startNetwork } from "./lib/stack.js";
import { chaincodeName } from "./lib/stack-network.js";
import path from "node:path";

const program = commandLine("npm run fsck --", "compares blocks, read model, ledger and private data").option(
  "--ledger <NAME>",
  "embedded, 2.5 or 3.1",
  "embedded",
);

async function main(): Promise<number> {
  const values = optionsIn<{ readonly ledger: string }>(program, process.argv.slice(2));
  if (values === undefined) return 0;
  const home = homeFolder();
  const ledger = ledgerNamed(values.ledger);
  const running = await findRunning(home, [ledger]);
  if (running !== undefined) {
    process.stderr.write(
      `Licet is running (process ${running.pid}, ${running.gatewayUrl}), and its gateway holds the read model.\n` +
        "Stop it first, with Ctrl-C where it was started, and check again.\n",
    );
    return 1;
  }
  return tell(await checked(home, ledger));
}

async function checked(home: string, ledger: LedgerName): Promise<Checked> {
  const consortium = loadConsortium(defaultConsortiumFile());
  const network = await startNetwork(ledger, {
    home,
    consortium,
    chaincodeFolder: path.join(projectRoot, "chaincode"),
    step,
  });
  try {
    return await step("Building everything again from the blocks, and comparing", () =>
      checkReadModel({
        profilesFolder: network.profilesFolder,
        channelName: consortium.channel,
        chaincodeName: chaincodeName(consortium),
        gatewayFolder: gatewayFolder(home, ledger),
        databaseUrl: process.env["DATABASE_URL"],
      }),
    );
  } finally {
    await network.stop();
  }
}

function tell({ difference, blocks, behind, records, parts }: Checked): number {
  const size = `${blocks} blocks, ${records} records and entries, ${parts} confidential parts`;
  if (difference !== undefined) {
    process.stderr.write(
      `The first difference, between ${difference.between}: ${difference.subject}\n${difference.sentence}\n(${size})\n`,
    );
    return 1;
  }
  const lag = behind === 0 ? "" : ` The read model has ${behind} blocks still to take up.`;
  process.stdout.write(`Blocks, read model, ledger and private data agree: ${size}.${lag}\n`);
  return 0;
}

process.exitCode = await main();
