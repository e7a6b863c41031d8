// SPDX-License-Identifier: Apache-2.0
import { readdirSync } from "node:fs";
import path from "node:path";

const ASIDE = /\.test\.ts$|\.d\.ts$|^(dist|node_modules|testing)\/|^(index|areas)\.ts$/;

/** What @licet/domain offers: every file of it but tests and the list of areas, whose manifests come from their own files. */
export function domainIndexSource(root: string): string {
  const files = readdirSync(path.join(root, "chaincode/domain"), { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll(path.sep, "/"))
    .filter((file) => file.endsWith(".ts") && !ASIDE.test(file))
    .sort();
  const exported = files.map((file) => `export * from "./${file.slice(0, -".ts".length)}";`);
  return `// SPDX-License-Identifier: Apache-2.0\n// Written by \`npm run docs\` from the files of this package.\n${exported.join("\n")}\n`;
}
