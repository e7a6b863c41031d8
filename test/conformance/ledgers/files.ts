// SPDX-License-Identifier: Apache-2.0
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { loadConsortium, type Consortium } from "@licet/network/config/consortium";
import { defaultConsortiumFile } from "@licet/network/config/home";

const SUITE_FOLDER = join(dirname(defaultConsortiumFile()), "..", "test", "conformance");

/** A file of the suite, from its sources and from its compiled output alike. */
export function suiteFile(...path: string[]): string {
  return join(SUITE_FOLDER, ...path);
}

export function conformanceConsortium(): Consortium {
  return loadConsortium(suiteFile("consortium.yaml"));
}

/**
 * The compiled starter of the conformance chaincode.
 * @throws {Error} when it has not been built.
 */
export function chaincodeStarter(): string {
  const file = join(SUITE_FOLDER, "..", "dist", "conformance", "chaincode", "start.js");
  if (!existsSync(file)) throw new Error(`${file} is missing; run npm run build first.`);
  return file;
}
