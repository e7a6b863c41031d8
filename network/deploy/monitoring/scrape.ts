// SPDX-License-Identifier: Apache-2.0
import { CONTAINER_PORTS, type DeployedOrganisation } from "../plan.js";
import { JOBS } from "./rules.js";

/** Where Prometheus finds the rules, beside its own file. */
export const RULES_FILE = "rules/licet.yml";
const INTERVAL = "15s";

/** Where Prometheus finds the tokens with which it reads gateways' metrics. */
export const TOKENS_FOLDER = "/run/secrets";

/** The file with the token for an organisation's gateway. */
export const tokenFile = (organisation: DeployedOrganisation): string => `${organisation.slug}-metrics`;

/** Prometheus' configuration with the services of the organisations by host name. */
export function prometheusConfig(organisations: readonly DeployedOrganisation[]): object {
  const nodes = (kind: "peer" | "orderer") => (organisation: DeployedOrganisation) =>
    organisation.kind === kind ? organisation.nodes.map(({ host }) => operations(host)) : [];
  const gateways = ({ gateway }: DeployedOrganisation): string[] =>
    gateway ? [`${gateway.host}:${CONTAINER_PORTS.gateway}`] : [];
  return {
    ...globals(),
    scrape_configs: [
      job(JOBS.peers, organisations, nodes("peer")),
      job(JOBS.orderers, organisations, nodes("orderer")),
      job(JOBS.authorities, organisations, ({ authorities }) => authorities.map(({ host }) => operations(host))),
      ...organisations.map((organisation) => ({
        ...job(JOBS.gateways, [organisation], gateways),
        ...withTokenOf(organisation),
        relabel_configs: [jobLabel()],
      })),
    ].filter(({ static_configs }) => static_configs.length > 0),
  };
}

/** Prometheus' configuration within a cluster: pods that ask for it by annotation, sorted by their component. */
export function prometheusKubernetesConfig(organisations: readonly DeployedOrganisation[]): object {
  const namespaces = { names: organisations.map(({ slug }) => slug) };
  const components = { peer: JOBS.peers, orderer: JOBS.orderers, ca: JOBS.authorities };
  return {
    ...globals(),
    scrape_configs: [
      ...Object.entries(components).map(([component, name]) => ({
        job_name: name,
        kubernetes_sd_configs: [{ role: "pod", namespaces }],
        relabel_configs: relabeling(component),
      })),
      ...organisations
        .filter(({ gateway }) => gateway !== undefined)
        .map((organisation) => ({
          ...withTokenOf(organisation),
          kubernetes_sd_configs: [{ role: "pod", namespaces: { names: [organisation.slug] } }],
          relabel_configs: [...relabeling("gateway"), jobLabel()],
        })),
    ],
  };
}

/** Each gateway has a token of its own, and so a job of its own; the rules know all of them by one name. */
function withTokenOf(organisation: DeployedOrganisation): object {
  return {
    job_name: `${JOBS.gateways}-${organisation.slug}`,
    authorization: { credentials_file: `${TOKENS_FOLDER}/${tokenFile(organisation)}` },
  };
}

function jobLabel(): object {
  return { target_label: "job", replacement: JOBS.gateways };
}

function relabeling(component: string): object[] {
  return [
    {
      source_labels: ["__meta_kubernetes_pod_annotation_prometheus_io_scrape"],
      regex: "true",
      action: "keep",
    },
    { source_labels: ["__meta_kubernetes_pod_label_app_kubernetes_io_component"], regex: component, action: "keep" },
    {
      // A pod shows several ports; the one with metrics takes the place of each, and Prometheus keeps one of them.
      source_labels: ["__address__", "__meta_kubernetes_pod_annotation_prometheus_io_port"],
      regex: "([^:]+)(?::\\d+)?;(\\d+)",
      replacement: "$1:$2",
      target_label: "__address__",
    },
    { source_labels: ["__meta_kubernetes_namespace"], target_label: "organisation" },
    {
      source_labels: ["__meta_kubernetes_pod_label_app_kubernetes_io_instance", "__meta_kubernetes_namespace"],
      separator: ".",
      target_label: "instance",
    },
  ];
}

function globals(): object {
  return { global: { scrape_interval: INTERVAL, evaluation_interval: INTERVAL }, rule_files: [RULES_FILE] };
}

function job(
  name: string,
  organisations: readonly DeployedOrganisation[],
  targetsOf: (organisation: DeployedOrganisation) => readonly string[],
): { job_name: string; static_configs: object[] } {
  const groups = organisations.map((organisation) => ({
    targets: targetsOf(organisation),
    labels: { organisation: organisation.slug },
  }));
  return { job_name: name, static_configs: groups.filter(({ targets }) => targets.length > 0) };
}

const operations = (host: string): string => `${host}:${CONTAINER_PORTS.operations}`;
