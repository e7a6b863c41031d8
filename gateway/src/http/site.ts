// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

/** Where the build puts files whose names hold their content's hash: what such a name leads to never changes. */
const HASHED_FOLDER = "/assets/";
const INDEX = "/index.html";
/** Content codings that the build makes beforehand, the smaller one first, and the ending of their files. */
const CODINGS = [
  { coding: "br", ending: ".br" },
  { coding: "gzip", ending: ".gz" },
] as const;

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

/** A file of the application, ready to be sent. */
export interface SiteFile {
  readonly mediaType: string;
  readonly bytes: Buffer;
  /** The same compressed, by content coding. */
  readonly compressed: ReadonlyMap<string, Buffer>;
  /** Whether its address holds its content's hash. */
  readonly isHashed: boolean;
}

/** The built application. */
export interface Site {
  /** The page that the application starts from, whatever address it is asked for at. */
  readonly index: SiteFile;
  /** Every other file by its path, such as `/assets/index-1a2b.js`. */
  readonly files: ReadonlyMap<string, SiteFile>;
}

/** Reads the built application into memory; undefined where it has not been built. */
export function readSite(folder: string): Site | undefined {
  if (!existsSync(path.join(folder, INDEX))) return undefined;
  const files = new Map<string, SiteFile>();
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const file = path.join(folder, name);
    const address = `/${name.split(path.sep).join("/")}`;
    const mediaType = MEDIA_TYPES[path.extname(name)];
    if (mediaType !== undefined && statSync(file).isFile()) files.set(address, siteFile(file, address, mediaType));
  }
  const index = files.get(INDEX);
  files.delete(INDEX);
  return index && { index, files };
}

function siteFile(file: string, address: string, mediaType: string): SiteFile {
  const compressed = CODINGS.filter(({ ending }) => existsSync(`${file}${ending}`)).map(
    ({ coding, ending }) => [coding, readFileSync(`${file}${ending}`)] as const,
  );
  return {
    mediaType,
    bytes: readFileSync(file),
    compressed: new Map(compressed),
    isHashed: address.startsWith(HASHED_FOLDER),
  };
}
