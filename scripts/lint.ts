// SPDX-License-Identifier: Apache-2.0

/** `npm run lint [-- STAGE…]`: the checks over the source text, or the named ones of them. */
import { runStages, staticStages } from "./lib/stages.js";

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !staticStages.some((stage) => stage.name === name));
if (unknown.length > 0) {
  const names = staticStages.map((stage) => stage.name).join(", ");
  process.stderr.write(`There is no stage ${unknown.join(", ")}; the stages are ${names}.\n`);
  process.exit(2);
}
const failed = await runStages(staticStages.filter((stage) => wanted.length === 0 || wanted.includes(stage.name)));
if (failed.length > 0) {
  process.stderr.write(`\nFailed: ${failed.join(", ")}\n`);
  process.exit(1);
}
