// SPDX-License-Identifier: Apache-2.0

/** `npm run format [-- PATH…]`: formats the files with prettier. */
import { runTool } from "./lib/tool.js";

const paths = process.argv.slice(2);
const args = ["--write", "--log-level", "warn", ...(paths.length > 0 ? paths : ["."])];
process.exit(await runTool({ command: "prettier", args }));
