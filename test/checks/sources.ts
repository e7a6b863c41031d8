// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { API_TYPES_FILE } from "@licet/scripts/web/api-types";

/** The project's folder: the nearest one upwards that holds the lockfile. */
export const projectRoot = path.resolve(import.meta.dirname, "..", "..");

/** What builds make beside sources; git leaves it out, too. */
const MADE_BY_BUILDS: readonly string[] = [API_TYPES_FILE];
const FOLDERS_LEFT_OUT = new Set(["node_modules", "dist", ".git", ".licet", "coverage"]);

/** Paths, relative to the project with forward slashes, of all files that belong to it. */
export function projectFiles(folder = ""): readonly string[] {
  return readdirSync(path.join(projectRoot, folder), { withFileTypes: true }).flatMap((entry) => {
    const relative = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (!entry.isDirectory()) return entry.isFile() && !MADE_BY_BUILDS.includes(relative) ? [relative] : [];
    return FOLDERS_LEFT_OUT.has(entry.name) ? [] : projectFiles(relative);
  });
}

/** Data derived from elsewhere is not our text. */
export function isData(file: string): boolean {
  return /(^|\/)data\//.test(file) && !file.endsWith(".md") && !file.endsWith(".ts");
}

/** Text of a project file. */
export function read(file: string): string {
  return readFileSync(path.join(projectRoot, file), "utf8");
}

/** Lines of Markdown outside fenced code blocks. */
export function proseLines(markdown: string): readonly string[] {
  let fenced = false;
  return markdown.split("\n").filter((line) => {
    const isFence = line.trimStart().startsWith("```");
    if (isFence) fenced = !fenced;
    return !fenced && !isFence;
  });
}
