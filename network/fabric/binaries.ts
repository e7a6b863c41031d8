// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { NetworkError } from "@licet/embedded-network/description/network-error";

/** Fabric's programs that a network of native processes needs. */
export const FABRIC_PROGRAMS = ["peer", "orderer", "configtxgen", "configtxlator", "osnadmin"] as const;
/** Fabric's lines that this network knows how to run. */
export const FABRIC_LINES = ["2.5", "3.1"] as const;
export type FabricLine = (typeof FABRIC_LINES)[number];

const VERSION_TIMEOUT_MS = 10_000;
const CCAAS_STEPS = ["detect", "build", "release"] as const;

/** Where a Fabric release lies; the layout is that of the official release archive. */
export interface FabricBinaries {
  /** The exact version, such as `2.5.16`. */
  readonly version: string;
  readonly programs: Readonly<Record<(typeof FABRIC_PROGRAMS)[number], string>>;
  /** Folder with Fabric's sample core.yaml and orderer.yaml. */
  readonly config: string;
  /** Folder of the chaincode-as-a-service builder, which holds bin/detect, bin/build and bin/release. */
  readonly ccaasBuilder: string;
}

/** A folder that may hold a release, and why it was looked at. */
interface Candidate {
  readonly bin: string;
  readonly origin: string;
}

/** The folder in which unpacked releases are looked for, one folder a version. */
export function cacheFolder(environment: NodeJS.ProcessEnv = process.env): string {
  return join(environment["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "licet", "fabric");
}

/**
 * The line of a version, such as `2.5` of `2.5.16`.
 *
 * @throws {NetworkError} NETWORK_USAGE for a line that this network does not know how to run.
 */
export function fabricLine(version: string): FabricLine {
  const line = FABRIC_LINES.find((supported) => version === supported || version.startsWith(`${supported}.`));
  if (line) return line;
  throw new NetworkError("NETWORK_USAGE", `Fabric ${version} is not supported; use ${FABRIC_LINES.join(" or ")}.`);
}

/**
 * Finds a Fabric release: in `FABRIC_BIN`, then in the cache folder (the newest patch version first), then on `PATH`.
 *
 * @param version the wanted line, such as `2.5`, or an exact version, such as `2.5.16`
 * @throws {NetworkError} NETWORK_FABRIC_MISSING, saying what was looked at and what to place where.
 */
export function findFabric(version: string, environment: NodeJS.ProcessEnv = process.env): FabricBinaries {
  const line = fabricLine(version);
  const refusals: string[] = [];
  for (const candidate of candidates(version, environment)) {
    const found = inspect(candidate.bin, version);
    if (typeof found !== "string") return found;
    refusals.push(`  ${candidate.origin}: ${found}`);
  }
  const place = join(cacheFolder(environment), `${line}.x`);
  throw new NetworkError(
    "NETWORK_FABRIC_MISSING",
    `No Fabric ${version} was found on this machine.\n${refusals.join("\n")}\n` +
      `Download hyperledger-fabric-<platform>-${line}.x.tar.gz from https://github.com/hyperledger/fabric/releases\n` +
      `and unpack it into ${place} (with x the patch number), so that it holds\n` +
      `  bin/{${FABRIC_PROGRAMS.join(",")}}  config/{core,orderer}.yaml  builders/ccaas/bin/{${CCAAS_STEPS.join(",")}}\n` +
      `or set FABRIC_BIN to the bin folder of a release unpacked elsewhere.`,
  );
}

function candidates(version: string, environment: NodeJS.ProcessEnv): Candidate[] {
  const found: Candidate[] = [];
  const named = environment["FABRIC_BIN"];
  if (named) found.push({ bin: resolve(named), origin: `FABRIC_BIN (${named})` });
  const cache = cacheFolder(environment);
  const releases = existsSync(cache) ? readdirSync(cache).filter((name) => isOfLine(name, version)) : [];
  if (releases.length === 0) found.push({ bin: join(cache, version, "bin"), origin: cache });
  for (const release of releases.sort(newestFirst))
    found.push({ bin: join(cache, release, "bin"), origin: join(cache, release) });
  const onPath = (environment["PATH"] ?? "").split(delimiter).find((folder) => existsSync(join(folder, "peer")));
  found.push(onPath ? { bin: onPath, origin: `PATH (${onPath})` } : { bin: "", origin: "PATH" });
  return found;
}

const isOfLine = (name: string, version: string): boolean => name === version || name.startsWith(`${version}.`);

function newestFirst(left: string, right: string): number {
  return right.localeCompare(left, "en", { numeric: true });
}

/** The release whose programs lie in `bin`, or why it cannot be used. */
function inspect(bin: string, version: string): FabricBinaries | string {
  const absent = FABRIC_PROGRAMS.filter((program) => bin === "" || !existsSync(join(bin, program)));
  if (absent.length > 0) return `no ${absent.join(", ")} there`;
  const root = dirname(bin);
  const config = join(root, "config");
  const ccaasBuilder = join(root, "builders", "ccaas");
  const missing = [
    ...["core.yaml", "orderer.yaml"].map((file) => join(config, file)),
    ...CCAAS_STEPS.map((step) => join(ccaasBuilder, "bin", step)),
  ].find((file) => !existsSync(file));
  if (missing) return `${missing} is missing`;
  const actual = versionOf(join(bin, "peer"));
  if (actual === undefined) return `"${join(bin, "peer")} version" tells no version`;
  if (!isOfLine(actual, version)) return `holds Fabric ${actual}`;
  const programs = Object.fromEntries(FABRIC_PROGRAMS.map((program) => [program, join(bin, program)]));
  return { version: actual, programs: programs as FabricBinaries["programs"], config, ccaasBuilder };
}

function versionOf(peer: string): string | undefined {
  const answered = spawnSync(peer, ["version"], { encoding: "utf8", timeout: VERSION_TIMEOUT_MS });
  // A program of another machine's kind cannot be run and leaves no output.
  return answered.error ? undefined : /Version: v?(\S+)/.exec(answered.stdout)?.[1];
}
