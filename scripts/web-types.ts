// SPDX-License-Identifier: Apache-2.0

/** Part of every whole build: writes the types of the HTTP interface for the web application, where they have changed. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "./lib/paths.js";
import { API_TYPES_FILE, apiTypes } from "./web/api-types.js";

const file = path.join(projectRoot, API_TYPES_FILE);
const text = await apiTypes();
if (!existsSync(file) || readFileSync(file, "utf8") !== text) writeFileSync(file, text);
