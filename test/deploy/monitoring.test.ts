// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Metrics } from "@licet/gateway/operations/metrics";
import { generate, writeGenerated } from "@licet/network/deploy/generate";
import { describe, expect, it } from "vitest";
import { read } from "../checks/sources.js";
import { documentsOf, isInstalled, planOf, textsOf } from "./generated.js";

/** Prometheus' own checker. */
const PROMTOOL = "promtool";
const SUFFIXES_OF_HISTOGRAMS = ["_bucket", "_sum", "_count"];
/** Prometheus makes it itself. */
const OWN_METRIC = "up";
const FUNCTIONS = /^(sum|max|count|rate|increase|histogram_quantile|bottomk|time|by|on|group_right|label_values)$/;

const files = textsOf("monitoring", planOf());

/** Names of metrics in an expression: identifiers outside selectors and label lists that are no functions. */
function metricsIn(expression: string): string[] {
  const bare = expression
    .replace(/\{[^}]*\}/g, "")
    .replace(/\[[^\]]*\]/g, "")
    .replace(/\b(by|on|group_right)\s*\([^)]*\)/g, "");
  return [...bare.matchAll(/[A-Za-z_][A-Za-z0-9_]*/g)].map(([name]) => name).filter((name) => !FUNCTIONS.test(name));
}

async function gatewayMetrics(): Promise<string[]> {
  const listed = await new Metrics().registry.getMetricsAsJSON();
  return listed.flatMap(({ name, type }) =>
    String(type) === "histogram" ? SUFFIXES_OF_HISTOGRAMS.map((suffix) => name + suffix) : [name],
  );
}

function fabricMetrics(): string[] {
  const lines = JSON.parse(read("test/data/deploy/fabric-metrics.json")) as Record<string, Record<string, string>>;
  return Object.values(lines).flatMap((metrics) =>
    Object.entries(metrics).flatMap(([name, type]) =>
      type === "histogram" ? SUFFIXES_OF_HISTOGRAMS.map((suffix) => name + suffix) : [name],
    ),
  );
}

interface Rules {
  readonly groups: readonly { readonly rules: readonly { readonly alert: string; readonly expr: string }[] }[];
}
interface Dashboard {
  readonly panels: readonly { readonly id: number; readonly targets?: readonly { readonly expr: string }[] }[];
}

const [rules] = documentsOf(files["rules/licet.yml"] ?? "") as [Rules];
const dashboard = JSON.parse(files["grafana/dashboards/licet.json"] ?? "") as Dashboard;
const alerts = rules.groups.flatMap((group) => group.rules);
const drawn = dashboard.panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));

describe("alert rules and dashboard", () => {
  it("name only metrics that Fabric and the gateway have", async () => {
    const known = new Set([...fabricMetrics(), ...(await gatewayMetrics()), OWN_METRIC]);
    const named = [...alerts.map(({ expr }) => expr), ...drawn].flatMap(metricsIn);
    expect(named.length).toBeGreaterThan(alerts.length);
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });

  it("have names and numbers of their own", () => {
    const names = alerts.map(({ alert }) => alert);
    const ids = dashboard.panels.map(({ id }) => id);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("warn of what the guide promises", () => {
    const names = alerts.map(({ alert }) => alert);
    expect(names).toEqual(
      expect.arrayContaining([
        ...["PeerDown", "OrdererDown", "GatewayDown", "AuthorityDown"],
        ...["CertificateExpires", "PeerBehind", "NoRaftLeader", "NoBftLeader", "EndorsementFailures"],
      ]),
    );
    const guide = read("docs/guides/monitor.md");
    expect(names.filter((name) => !guide.includes(`\`${name}\``))).toEqual([]);
  });
});

describe.skipIf(!isInstalled(PROMTOOL, "--version"))("promtool (skipped where it is not installed)", () => {
  it("accepts the configurations and the rules", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "licet-monitoring-"));
    writeGenerated(folder, generate("monitoring", planOf()));
    // Debian builds Prometheus without the discovery of pods; all else of that configuration is looked at.
    const discovered = (files["prometheus-kubernetes.yml"] ?? "").replaceAll("kubernetes_sd_configs", "static_configs");
    const plain = discovered.replaceAll(/^( +)- role: pod\n(?:\1 .*\n)+/gm, "$1- targets: []\n");
    writeGenerated(folder, { "prometheus-kubernetes.yml": plain });
    for (const file of ["prometheus.yml", "prometheus-kubernetes.yml"]) {
      const args = ["check", "config", "--syntax-only", path.join(folder, file)];
      const { status, stdout, stderr } = spawnSync(PROMTOOL, args, { encoding: "utf8" });
      expect({ file, status, said: status === 0 ? "" : stdout + stderr }).toEqual({ file, status: 0, said: "" });
    }
    const { status } = spawnSync(PROMTOOL, ["check", "rules", path.join(folder, "rules/licet.yml")]);
    expect(status).toBe(0);
    rmSync(folder, { recursive: true });
  });
});
