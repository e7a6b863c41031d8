// SPDX-License-Identifier: Apache-2.0
import { parse, stringify } from "yaml";
import { collectionsConfig } from "../../fabric/deploy-chaincode.js";
import { configtxYaml } from "../../fabric/configtx.js";
import { LOOPBACK, planNetwork } from "../../fabric/plan.js";
import type { DeployPlan } from "../plan.js";

/** The `organizations` folder lies beside the folder that configtx.yaml lies in. */
const FOLDER_ABOVE = "..";

/**
 * configtx.yaml as native networks have it, with host names instead of this machine's address: a node is known by its
 * port, which is the same everywhere.
 */
export function deployedConfigtx(plan: DeployPlan): string {
  const hosts = new Map(
    plan.organisations.flatMap(({ nodes }) => nodes.map(({ port, host }) => [port, host] as const)),
  );
  const hostOf = (port: number): string => {
    const host = hosts.get(port);
    if (host === undefined) throw new Error(`no node listens on port ${port}`);
    return host;
  };
  const text = configtxYaml(planNetwork(plan.consortium, FOLDER_ABOVE, { consensus: plan.consensus }));
  const rehosted = rehost(parse(text), hostOf);
  return stringify(rehosted, { aliasDuplicateObjects: false, lineWidth: 0 });
}

function rehost(value: unknown, hostOf: (port: number) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => rehost(item, hostOf));
  if (typeof value === "string" && value.startsWith(`${LOOPBACK}:`)) {
    const port = Number(value.slice(LOOPBACK.length + 1));
    return `${hostOf(port)}:${port}`;
  }
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, rehost(item, hostOf)] as const);
  const record: Record<string, unknown> = Object.fromEntries(entries);
  if (record["Host"] === LOOPBACK) record["Host"] = hostOf(Number(record["Port"]));
  return record;
}

/** collections_config.json of each chaincode that declares collections, by the chaincode's name. */
export function collectionsConfigs(plan: DeployPlan): ReadonlyMap<string, string> {
  const declaring = plan.consortium.chaincodes.filter(({ collections }) => collections.length > 0);
  return new Map(declaring.map((definition) => [definition.name, collectionsConfig(definition)]));
}
