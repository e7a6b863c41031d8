// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import { NetworkError } from "@licet/embedded-network/description/network-error";
import { cacheFolder, fabricLine, findFabric, type FabricBinaries } from "./binaries.js";
import { run } from "./commands.js";
import type { Progress } from "./deploy-chaincode.js";
import { archiveName, OFFICIAL_RELEASES, PINNED_RELEASES, platformOf, type ReleaseSource } from "./releases.js";

/** A description of a release is far smaller; an archive of Fabric's has some 150 MB. */
const DESCRIPTION_BYTES_MAX = 4 * 1024 * 1024;
const ARCHIVE_BYTES_MAX = 1024 * 1024 * 1024;
const CONNECT_TIMEOUT_MS = 30_000;
const PROGRESS_STEP_PERCENT = 10;
const PARTIAL_CONTENT = 206;
const RANGE_NOT_SATISFIABLE = 416;

const DescriptionSchema = z.object({
  assets: z.array(z.object({ name: z.string(), digest: z.string().nullish() })),
});

/** How a release is looked for and where it comes from. */
export interface ReleaseOptions {
  readonly progress?: Progress | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly environment?: NodeJS.ProcessEnv | undefined;
  readonly source?: ReleaseSource | undefined;
}

/**
 * Finds a Fabric release as `findFabric` does; where there is none, the pinned release of the line is downloaded into
 * the cache folder. What was downloaded of an interrupted download is gone on with.
 *
 * @throws {NetworkError} NETWORK_FABRIC_MISSING, saying what to place where, when it cannot be downloaded either;
 *   NETWORK_DOWNLOAD_CORRUPT when what came is not what the publisher describes.
 */
export async function ensureFabric(version: string, options: ReleaseOptions = {}): Promise<FabricBinaries> {
  const environment = options.environment ?? process.env;
  try {
    return findFabric(version, environment);
  } catch (error) {
    if (!(error instanceof NetworkError) || error.code !== "NETWORK_FABRIC_MISSING") throw error;
    const release = version.split(".").length > 2 ? version : PINNED_RELEASES[fabricLine(version)];
    await downloadOr(error, release, { ...options, environment });
    return findFabric(version, environment);
  }
}

async function downloadOr(missing: NetworkError, release: string, options: ReleaseOptions): Promise<void> {
  try {
    await downloadRelease(release, options);
  } catch (error) {
    if (options.signal?.aborted || (error instanceof NetworkError && error.code === "NETWORK_DOWNLOAD_CORRUPT"))
      throw error;
    throw new NetworkError(
      "NETWORK_FABRIC_MISSING",
      `${missing.message}\nFabric ${release} could not be downloaded: ${reasonOf(error)}.`,
      { cause: error },
    );
  }
}

async function downloadRelease(release: string, options: ReleaseOptions): Promise<void> {
  const { progress = () => undefined, source = OFFICIAL_RELEASES, signal } = options;
  const platform = platformOf(process.platform, process.arch);
  if (platform === undefined) throw new Error(`there is no release for ${process.platform} on ${process.arch}`);
  const archive = archiveName(release, platform);
  const digest = await publishedDigest(source, release, archive, signal);
  const cache = cacheFolder(options.environment);
  const file = join(cache, "downloads", archive);
  mkdirSync(dirname(file), { recursive: true });
  progress(`Fabric ${release}: downloading ${archive}`);
  await fetchFile(`${source.downloads}/v${release}/${archive}`, file, { progress, signal });
  await assertDigest(file, digest);
  progress(`Fabric ${release}: its SHA-256 is what the publisher says`);
  await unpack(file, join(cache, release), signal);
  rmSync(file);
  progress(`Fabric ${release}: unpacked into ${join(cache, release)}`);
}

/** The SHA-256 of an archive in hexadecimal, as its publisher's description of the release gives it. */
async function publishedDigest(
  source: ReleaseSource,
  release: string,
  archive: string,
  signal: AbortSignal | undefined,
): Promise<string> {
  const response = await request(`${source.descriptions}/v${release}`, {}, signal);
  if (!response.ok) throw new Error(`${response.url} answers ${response.status}`);
  const text = await response.text();
  if (text.length > DESCRIPTION_BYTES_MAX) throw new Error(`${response.url} is larger than a description of a release`);
  const asset = DescriptionSchema.parse(JSON.parse(text)).assets.find(({ name }) => name === archive);
  const digest = /^sha256:([0-9a-f]{64})$/.exec(asset?.digest ?? "")?.[1];
  if (digest === undefined) throw new Error(`${response.url} gives no SHA-256 of ${archive}`);
  return digest;
}

/** Fetches what is missing of a file at its end. */
async function fetchFile(
  url: string,
  file: string,
  { progress, signal }: { readonly progress: Progress; readonly signal: AbortSignal | undefined },
): Promise<void> {
  const have = existsSync(file) ? statSync(file).size : 0;
  const response = await request(url, have > 0 ? { Range: `bytes=${have}-` } : {}, signal);
  // Nothing is missing; whether it is the right file, its digest tells.
  if (response.status === RANGE_NOT_SATISFIABLE) return;
  if (!response.ok || !response.body) throw new Error(`${url} answers ${response.status}`);
  const resumed = response.status === PARTIAL_CONTENT;
  const start = resumed ? have : 0;
  const total = start + Number(response.headers.get("content-length") ?? 0);
  if (total > ARCHIVE_BYTES_MAX) throw new Error(`${url} has ${total} bytes, more than a release of Fabric's`);
  await pipeline(
    Readable.fromWeb(response.body),
    counter(start, total, progress),
    createWriteStream(file, { flags: resumed ? "a" : "w" }),
    { signal },
  );
}

/** Passes bytes on, tells each tenth, and refuses more than a release can have. */
function counter(start: number, total: number, progress: Progress): Transform {
  let seen = start;
  let told = Math.floor((100 * start) / total / PROGRESS_STEP_PERCENT);
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      const step = Math.floor((100 * seen) / total / PROGRESS_STEP_PERCENT);
      if (step > told) progress(`  ${step * PROGRESS_STEP_PERCENT} %`);
      told = Math.max(told, step);
      done(seen > ARCHIVE_BYTES_MAX ? new Error("more bytes come than a release of Fabric's has") : null, chunk);
    },
  });
}

async function assertDigest(file: string, digest: string): Promise<void> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  const actual = hash.digest("hex");
  if (actual === digest) return;
  rmSync(file);
  throw new NetworkError(
    "NETWORK_DOWNLOAD_CORRUPT",
    `${file} is not what its publisher describes: its SHA-256 is ${actual}, not ${digest}. ` +
      `It has been removed; start again to download it anew.`,
  );
}

/** Unpacks beside the target and moves it there whole, so that a release in the cache is never half of one. */
async function unpack(archive: string, target: string, signal: AbortSignal | undefined): Promise<void> {
  const unfinished = `${target}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  await run({
    program: "tar",
    args: ["-xzf", archive, "-C", unfinished],
    environment: {},
    cwd: unfinished,
    signal,
  });
  rmSync(target, { recursive: true, force: true });
  renameSync(unfinished, target);
}

/** The time limit is for the answer's head; how long the body takes depends on the line. */
async function request(
  url: string,
  headers: Record<string, string>,
  signal: AbortSignal | undefined,
): Promise<Response> {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(new Error(`${url} does not answer`)), CONNECT_TIMEOUT_MS);
  try {
    return await fetch(url, { headers, signal: AbortSignal.any([limit.signal, ...(signal ? [signal] : [])]) });
  } finally {
    clearTimeout(timer);
  }
}

/** `fetch` hides why it failed in the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
