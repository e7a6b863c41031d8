// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageFolder } from "../config/home.js";
import { PINNED_RELEASES } from "../fabric/releases.js";
import type { FabricLine } from "../fabric/binaries.js";
import { texts } from "../templates/render.js";

/** The images of a deployment, each with its version. */
export interface Images {
  readonly peer: string;
  readonly orderer: string;
  readonly ca: string;
  readonly postgres: string;
  readonly gateway: string;
  readonly prometheus: string;
  readonly grafana: string;
  readonly chaincode: (name: string, version: string) => string;
}

/** The images for a line of Fabric, as `network/templates/images.yaml.eta` lists them. */
export function imagesOf(line: FabricLine): Images {
  const { version } = JSON.parse(readFileSync(join(packageFolder(), "package.json"), "utf8")) as { version: string };
  const named = texts("images.yaml.eta", { release: PINNED_RELEASES[line], version }) as unknown as Images;
  return { ...named, chaincode: (name, release) => `licet/chaincode-${name}:${release}` };
}
