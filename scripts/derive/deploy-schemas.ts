// SPDX-License-Identifier: Apache-2.0
import { byCodeUnit, readSource, readSourceBytes, writeProjectFile } from "./files.js";

/** The release of Kubernetes whose kinds the generated manifests are checked against. */
const KUBERNETES = "v1.34.0-local-strict";
const KINDS = [
  "io.k8s.api.apps.v1.Deployment",
  "io.k8s.api.apps.v1.StatefulSet",
  "io.k8s.api.batch.v1.CronJob",
  "io.k8s.api.core.v1.ConfigMap",
  "io.k8s.api.core.v1.Namespace",
  "io.k8s.api.core.v1.PersistentVolumeClaim",
  "io.k8s.api.core.v1.Secret",
  "io.k8s.api.core.v1.Service",
  "io.k8s.api.networking.v1.Ingress",
  "io.k8s.api.networking.v1.NetworkPolicy",
  "io.k8s.api.policy.v1.PodDisruptionBudget",
] as const;

const FABRIC_LINES = ["2.5", "3.1"] as const;

type Definitions = Readonly<Record<string, object>>;

/** Writes what generated deployments are checked against: two schemas, and the names of Fabric's metrics. */
export function deriveDeploySchemas(sources: string): readonly string[] {
  const compose = readSourceBytes(sources, "compose-spec", "schema", "compose-spec.json");
  return [
    writeProjectFile("test/data/deploy/compose-spec.json", compose),
    writeProjectFile("test/data/deploy/kubernetes.json", `${JSON.stringify(kubernetesKinds(sources), null, 1)}\n`),
    writeProjectFile("test/data/deploy/fabric-metrics.json", `${JSON.stringify(fabricMetrics(sources), null, 2)}\n`),
  ];
}

/** The kinds that are generated, with all that they refer to, in one schema and without descriptions. */
function kubernetesKinds(sources: string): object {
  const file = readSource(sources, "kubernetes-json-schema", KUBERNETES, "_definitions.json");
  const { $defs } = JSON.parse(file) as { readonly $defs: Definitions };
  const needed = new Map<string, unknown>();
  const take = (name: string): void => {
    if (needed.has(name)) return;
    const definition = $defs[name];
    if (definition === undefined) throw new Error(`Kubernetes' schema has no ${name}.`);
    needed.set(name, withoutDescriptions(definition));
    const text = JSON.stringify(definition);
    for (const [, reference = ""] of text.matchAll(/"#\/\$defs\/([^"]+)"/g)) take(reference);
  };
  KINDS.forEach(take);
  const sorted = [...needed].sort(([left], [right]) => byCodeUnit(left, right));
  return { $schema: "https://json-schema.org/draft/2020-12/schema", $defs: Object.fromEntries(sorted) };
}

function withoutDescriptions(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDescriptions);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([name, member]) => name !== "description" || typeof member !== "string");
  return Object.fromEntries(kept.map(([name, member]) => [name, withoutDescriptions(member)]));
}

/** Names and types from the tables of Fabric's metrics reference, by Fabric's line. */
function fabricMetrics(sources: string): object {
  return Object.fromEntries(
    FABRIC_LINES.map((line) => {
      const page = readSource(sources, `fabric-${line}`, "docs", "source", "metrics_reference.rst");
      const rows = [...page.matchAll(/^\| ([A-Za-z][A-Za-z0-9_]*) +\| (counter|gauge|histogram) +\|/gm)];
      const entries = rows.map(([, name = "", type = ""]) => [name, type] as const);
      const sorted = [...new Map(entries)].sort(([left], [right]) => byCodeUnit(left, right));
      if (sorted.length === 0) throw new Error(`Fabric ${line}'s metrics are not where they were.`);
      return [line, Object.fromEntries(sorted)];
    }),
  );
}
