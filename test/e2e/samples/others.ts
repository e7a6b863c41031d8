// SPDX-License-Identifier: Apache-2.0
import { existsSync } from "node:fs";
import path from "node:path";
import { cachedFolder } from "../../cache-folder.js";
import { type Ended, runProgram } from "../../run-program.js";

/** How long a program may run. */
const RUN_MS_MAX = 120_000;

/** Where programs that others wrote lie on this machine: their code is no part of this project. */
export interface OthersPrograms {
  /** Folder of fabric-samples; `FABRIC_SAMPLES`, or fabric-samples in the product's cache. */
  readonly samples: string;
  /** Folder in which Caliper and its binding are installed; `CALIPER_WORKSPACE`, or caliper in the product's cache. */
  readonly caliper: string;
}

/** The folders that are looked in. */
export function othersPrograms(environment: NodeJS.ProcessEnv = process.env): OthersPrograms {
  return {
    samples: environment["FABRIC_SAMPLES"] ?? cachedFolder("fabric-samples", environment),
    caliper: environment["CALIPER_WORKSPACE"] ?? cachedFolder("caliper", environment),
  };
}

/** Folder of the sample's application, and of the chaincode that goes with it. */
export function sampleFolders({ samples }: OthersPrograms): {
  readonly application: string;
  readonly chaincode: string;
} {
  const sample = path.join(samples, "asset-transfer-basic");
  return {
    application: path.join(sample, "application-gateway-typescript"),
    chaincode: path.join(sample, "chaincode-typescript"),
  };
}

/** Caliper's command line. */
export function caliperCommand({ caliper }: OthersPrograms): string {
  return path.join(caliper, "node_modules", "@hyperledger", "caliper-cli", "caliper.js");
}

/** Why the sample cannot be run here; undefined where it can. */
export function sampleMissing(programs: OthersPrograms): string | undefined {
  const { application, chaincode } = sampleFolders(programs);
  const absent = [application, chaincode].find((folder) => !existsSync(path.join(folder, "dist")));
  return absent === undefined ? undefined : `no sample of Fabric's, installed and built, in ${absent}`;
}

/** Why Caliper cannot be run here; undefined where it can. */
export function caliperMissing(programs: OthersPrograms): string | undefined {
  return existsSync(caliperCommand(programs)) ? undefined : `no Caliper in ${programs.caliper}`;
}

/** Runs a script of theirs with Node, in a folder and with settings of its own. */
export function runNode(
  args: readonly string[],
  cwd: string,
  settings: Readonly<Record<string, string>>,
): Promise<Ended> {
  return runProgram(process.execPath, args, { cwd, environment: { ...process.env, ...settings }, msMax: RUN_MS_MAX });
}
