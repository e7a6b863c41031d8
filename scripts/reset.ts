// SPDX-License-Identifier: Apache-2.0

/** `npm run reset`: throws the embedded network's data away, after making sure that nothing runs on it. */
import { existsSync, rmSync } from "node:fs";
import { homeFolder } from "./lib/paths.js";
import { embeddedFolder, findRunning } from "./lib/running.js";

const home = homeFolder();
const running = await findRunning(home);
if (running !== undefined) {
  process.stderr.write(
    `The network in ${embeddedFolder(home)} is running (process ${running.pid}, ${running.gatewayUrl}).\n` +
      "Stop it first, with Ctrl-C where it was started, and reset again.\n",
  );
  process.exit(1);
}
const existed = existsSync(embeddedFolder(home));
rmSync(embeddedFolder(home), { recursive: true, force: true });
process.stdout.write(
  existed ? `Removed ${embeddedFolder(home)}.\n` : `There was nothing to remove in ${embeddedFolder(home)}.\n`,
);
