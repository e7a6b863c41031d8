// SPDX-License-Identifier: Apache-2.0
import { privateNetworkName } from "../compose/nodes.js";
import { HARDENED, healthCheck, resources } from "../compose/service.js";
import { yamlFile, type GeneratedFiles } from "../files.js";
import type { DeployedOrganisation, DeployPlan } from "../plan.js";
import { dashboard } from "./dashboard.js";
import { alertRules } from "./rules.js";
import { prometheusConfig, prometheusKubernetesConfig, RULES_FILE, tokenFile } from "./scrape.js";

const PROMETHEUS_PORT = 9090;
const GRAFANA_PORT = 3000;
const SIZE = { cpuRequest: "0.1", cpuLimit: "1", memoryRequest: "128Mi", memoryLimit: "1Gi" } as const;
const EDGE_NETWORK = "monitoring";
const PASSWORD = "grafana-password";
const PROVISIONING = "/etc/grafana/provisioning";

/** Prometheus' and Grafana's files, and a Compose file that runs both beside the organisations' own. */
export function monitoringFiles(plan: DeployPlan, organisations: readonly DeployedOrganisation[]): GeneratedFiles {
  return {
    "prometheus.yml": yamlFile(prometheusConfig(organisations)),
    "prometheus-kubernetes.yml": yamlFile(prometheusKubernetesConfig(organisations)),
    [RULES_FILE]: yamlFile(alertRules()),
    "grafana/dashboards/licet.json": `${JSON.stringify(dashboard(), null, 2)}\n`,
    "grafana/provisioning/dashboards/licet.yaml": yamlFile({
      apiVersion: 1,
      providers: [{ name: "licet", type: "file", options: { path: "/etc/licet/dashboards" } }],
    }),
    "grafana/provisioning/datasources/prometheus.yaml": yamlFile({
      apiVersion: 1,
      datasources: [
        { name: "Prometheus", type: "prometheus", url: `http://prometheus:${PROMETHEUS_PORT}`, isDefault: true },
      ],
    }),
    "compose.yaml": yamlFile(composeFile(plan, organisations)),
  };
}

function composeFile(plan: DeployPlan, organisations: readonly DeployedOrganisation[]): object {
  const privateNetworks = organisations.map((organisation) => privateNetworkName(plan, organisation));
  const tokens = organisations.filter(({ gateway }) => gateway !== undefined).map(tokenFile);
  return {
    name: "licet-monitoring",
    services: { prometheus: prometheus(plan, privateNetworks, tokens), grafana: grafana(plan) },
    volumes: { prometheus: {}, grafana: {} },
    networks: {
      [EDGE_NETWORK]: {},
      ...Object.fromEntries(privateNetworks.map((name) => [name, { external: true }])),
    },
    configs: {
      "prometheus.yml": { file: "./prometheus.yml" },
      "rules.yml": { file: `./${RULES_FILE}` },
      "dashboard.json": { file: "./grafana/dashboards/licet.json" },
      "dashboards.yaml": { file: "./grafana/provisioning/dashboards/licet.yaml" },
      "datasources.yaml": { file: "./grafana/provisioning/datasources/prometheus.yaml" },
    },
    secrets: Object.fromEntries([PASSWORD, ...tokens].map((name) => [name, { file: `./secrets/${name}` }])),
  };
}

/** Both images have a user of their own, whom their volumes belong to. */
function hardened(): object {
  return Object.fromEntries(Object.entries(HARDENED).filter(([name]) => name !== "user"));
}

function prometheus({ images }: DeployPlan, privateNetworks: readonly string[], tokens: readonly string[]): object {
  return {
    ...hardened(),
    image: images.prometheus,
    configs: [
      { source: "prometheus.yml", target: "/etc/prometheus/prometheus.yml" },
      { source: "rules.yml", target: `/etc/prometheus/${RULES_FILE}` },
    ],
    secrets: tokens.map((name) => ({ source: name, target: name })),
    volumes: ["prometheus:/prometheus"],
    networks: [EDGE_NETWORK, ...privateNetworks],
    ports: [`127.0.0.1:${PROMETHEUS_PORT}:${PROMETHEUS_PORT}`],
    ...healthCheck(["CMD", "wget", "-q", "-O", "/dev/null", `http://127.0.0.1:${PROMETHEUS_PORT}/-/ready`]),
    ...resources(SIZE),
  };
}

function grafana({ images }: DeployPlan): object {
  return {
    ...hardened(),
    image: images.grafana,
    environment: {
      GF_SECURITY_ADMIN_PASSWORD__FILE: `/run/secrets/${PASSWORD}`,
      GF_ANALYTICS_REPORTING_ENABLED: "false",
      GF_ANALYTICS_CHECK_FOR_UPDATES: "false",
    },
    secrets: [{ source: PASSWORD, target: PASSWORD }],
    configs: [
      { source: "dashboard.json", target: "/etc/licet/dashboards/licet.json" },
      { source: "dashboards.yaml", target: `${PROVISIONING}/dashboards/licet.yaml` },
      { source: "datasources.yaml", target: `${PROVISIONING}/datasources/prometheus.yaml` },
    ],
    volumes: ["grafana:/var/lib/grafana"],
    networks: [EDGE_NETWORK],
    ports: [`127.0.0.1:${GRAFANA_PORT}:${GRAFANA_PORT}`],
    ...healthCheck(["CMD", "wget", "-q", "-O", "/dev/null", `http://127.0.0.1:${GRAFANA_PORT}/api/health`]),
    ...resources(SIZE),
  };
}
