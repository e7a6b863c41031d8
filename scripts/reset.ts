// SPDX-License-Identifier: Apache-2.0

/** `npm run reset`: throws the embedded network's data away, after making sure that nothing runs on it. */
import { existsSync, rmSync } from "node:fs";
import { networkFolder } from "./lib/ledgers.js";
import { homeFolder } from "./lib/paths.js";
import { findRunning } from "./lib/running.js";

const home = homeFolder();
const folder = networkFolder(home, "embedded");
const running = await findRunning(home, ["embedded"]);
if (running !== undefined) {
  process.stderr.write(
    `The network in ${folder} is running (process ${running.pid}, ${running.gatewayUrl}).\n` +
      "Stop it first, with Ctrl-C where it was started, and reset again.\n",
  );
  process.exit(1);
}
const existed = existsSync(folder);
rmSync(folder, { recursive: true, force: true });
process.stdout.write(existed ? `Removed ${folder}.\n` : `There was nothing to remove in ${folder}.\n`);
