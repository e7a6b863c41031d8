// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "../lib/paths.js";

/** Reads a source file as text. */
export function readSource(sources: string, ...segments: readonly string[]): string {
  return readFileSync(path.join(sources, ...segments), "utf8");
}

/** Reads a source file as bytes. */
export function readSourceBytes(sources: string, ...segments: readonly string[]): Buffer {
  return readFileSync(path.join(sources, ...segments));
}

/** Writes a file of the project, its folders included, and answers a line for people: path and size. */
export function writeProjectFile(relativePath: string, content: string | Uint8Array): string {
  const target = path.join(projectRoot, relativePath);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, content);
  return `${relativePath} (${Math.ceil(Buffer.byteLength(content) / 1024)} KiB)`;
}

/** JSON of a header and rows with one row a line, so that two editions can be compared line by line. */
export function jsonWithRows(header: object, rowsName: string, rows: readonly unknown[]): string {
  const head = JSON.stringify(header, null, 2).replace(/\n}$/, "");
  const body = rows.map((row) => `    ${JSON.stringify(row)}`).join(",\n");
  return `${head},\n  ${JSON.stringify(rowsName)}: [\n${body}\n  ]\n}\n`;
}

/** Compares by code unit, so that files come out alike on every machine. */
export function byCodeUnit(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}
