// SPDX-License-Identifier: Apache-2.0
import { type GeneratedFiles, inFolder, staticFiles } from "../../templates/render.js";

/** What Postgres' image runs when it makes the gateway's database: the roles in it. */
export function databaseFiles(): GeneratedFiles {
  return inFolder("database", staticFiles("database"));
}
