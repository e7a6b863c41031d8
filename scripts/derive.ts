// SPDX-License-Identifier: Apache-2.0

/**
 * `npm run derive -- SOURCES [NAME…]`: writes the project's data files anew from their public sources.
 * SOURCES is a folder that holds one folder per source, named and arranged as each derivation's `SOURCES.md` says.
 * Nothing else in the project reads that folder.
 */
import { existsSync } from "node:fs";
import path from "node:path";
import { deriveCodeTables } from "./derive/code-tables.js";
import { deriveControlLists } from "./derive/control-lists.js";
import { deriveDeploySchemas } from "./derive/deploy-schemas.js";
import { deriveLedger } from "./derive/ledger-fixture.js";
import { derivePlaces } from "./derive/places.js";
import { deriveTestData } from "./derive/test-data.js";
import { deriveVoyage } from "./derive/voyage.js";

const derivations: Readonly<Record<string, (sources: string) => readonly string[] | Promise<readonly string[]>>> = {
  "control-lists": deriveControlLists,
  places: derivePlaces,
  voyage: deriveVoyage,
  "code-tables": deriveCodeTables,
  "test-data": deriveTestData,
  "deploy-schemas": deriveDeploySchemas,
  ledger: deriveLedger,
};

const [sources, ...names] = process.argv.slice(2);
const known = Object.keys(derivations);
const unknown = names.filter((name) => !known.includes(name));
if (sources === undefined || !existsSync(sources) || unknown.length > 0) {
  process.stderr.write(`Usage: npm run derive -- SOURCES [NAME…]\nNames: ${known.join(", ")}\n`);
  process.exit(2);
}
for (const [name, derive] of Object.entries(derivations)) {
  if (names.length > 0 && !names.includes(name)) continue;
  for (const line of await derive(path.resolve(sources))) process.stdout.write(`${name}: ${line}\n`);
}
