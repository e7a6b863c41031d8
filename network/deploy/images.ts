// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageFolder } from "../config/home.js";
import type { FabricLine } from "../fabric/binaries.js";

/** The release of each of Fabric's lines whose images are taken. */
const FABRIC_RELEASES: Readonly<Record<FabricLine, string>> = { "2.5": "2.5.16", "3.1": "3.1.5" };

const FABRIC_CA_RELEASE = "1.5.21";
const POSTGRES_TAG = "17.7-bookworm";
const PROMETHEUS_TAG = "v3.7.3";
const GRAFANA_TAG = "12.2.1";

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

/** Images of Fabric's, Postgres' and Prometheus' own publishers, and the two that this project's Dockerfiles make. */
export function imagesOf(line: FabricLine): Images {
  const release = FABRIC_RELEASES[line];
  return {
    peer: `docker.io/hyperledger/fabric-peer:${release}`,
    orderer: `docker.io/hyperledger/fabric-orderer:${release}`,
    ca: `docker.io/hyperledger/fabric-ca:${FABRIC_CA_RELEASE}`,
    postgres: `docker.io/library/postgres:${POSTGRES_TAG}`,
    prometheus: `docker.io/prom/prometheus:${PROMETHEUS_TAG}`,
    grafana: `docker.io/grafana/grafana:${GRAFANA_TAG}`,
    gateway: `licet/gateway:${productVersion()}`,
    chaincode: (name, version) => `licet/chaincode-${name}:${version}`,
  };
}

function productVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(packageFolder(), "package.json"), "utf8"));
  return (manifest as { readonly version: string }).version;
}
