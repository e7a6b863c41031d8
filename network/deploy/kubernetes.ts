// SPDX-License-Identifier: Apache-2.0
import { inFolder, render, value, yamlFile, type GeneratedFiles } from "../templates/render.js";
import { gatewayProfiles } from "./artifacts/profiles.js";
import { databaseFiles } from "./artifacts/database.js";
import { coreYaml } from "./core-yaml.js";
import { namesOf } from "./names.js";
import { hostsOf, type DeployedOrganisation, type DeployPlan } from "./plan.js";

const COMPONENT_LABEL = "app.kubernetes.io/component";

/** The manifests of every organisation, of one with ordering nodes, and of one with peers. */
const MANIFESTS = {
  every: ["namespace", "authorities", "network-policies", "backups"],
  orderer: ["orderers", "disruption-budgets"],
  peer: ["peers", "chaincodes", "gateway", "postgres", "disruption-budgets"],
} as const;

/** The files of one organisation's kustomization, by their path within its folder. */
export function kubernetesFiles(plan: DeployPlan, organisation: DeployedOrganisation): GeneratedFiles {
  const names = manifestNames(plan, organisation);
  const config = organisation.kind === "peer" ? configFiles(plan, organisation) : {};
  const own = organisation.nodes.length > 0 ? MANIFESTS[organisation.kind] : [];
  const manifests = [...MANIFESTS.every, ...own].map((name) => `${name}.yaml`);
  return {
    ...Object.fromEntries(manifests.map((file) => [file, yamlFile(`kubernetes/${file}.eta`, names)])),
    ...config,
    "kustomization.yaml": yamlFile("kubernetes/kustomization.yaml.eta", {
      ...names,
      resources: manifests,
      configFiles: Object.keys(config),
    }),
    "create-secrets.sh": render("scripts/kubernetes-secrets.sh.eta", names),
  };
}

/** Rules for the cluster's CoreDNS, so that the host names of the certificates lead to the Services. */
export function coreDnsRules(organisations: readonly DeployedOrganisation[]): string {
  return organisations
    .flatMap((organisation) =>
      hostsOf(organisation)
        .filter((host) => host !== organisation.gateway?.host && host !== organisation.postgresHost)
        .map((host) => {
          const name = host.slice(0, -organisation.domain.length - 1);
          const target = `${name}.${organisation.slug}.svc.cluster.local`;
          return `rewrite stop {\n    name exact ${host} ${target}\n    answer auto\n}\n`;
        }),
    )
    .join("");
}

function manifestNames(plan: DeployPlan, organisation: DeployedOrganisation): Readonly<Record<string, unknown>> {
  const names = namesOf(plan, organisation);
  const metadata = (name: string, component?: string): string => {
    const own = component === undefined ? {} : { "app.kubernetes.io/instance": name, [COMPONENT_LABEL]: component };
    const labels = { "app.kubernetes.io/part-of": plan.consortium.name, ...own };
    return JSON.stringify({ name, namespace: organisation.slug, labels });
  };
  const selector = (...components: readonly string[]): string =>
    JSON.stringify({ matchExpressions: [{ key: COMPONENT_LABEL, operator: "In", values: components }] });
  const inline = (template: string, more: object): string => JSON.stringify(value(template, { ...all, ...more }));
  const all = { ...names, metadata, selector, value };
  return { ...all, inline };
}

/** Within the namespace the gateway reaches its peers by their Services' names; TLS goes by the host name. */
function configFiles(plan: DeployPlan, organisation: DeployedOrganisation): GeneratedFiles {
  const profiles = gatewayProfiles(plan, organisation, ({ name, port }) => `${name}:${port}`);
  return {
    "config/core.yaml": coreYaml(plan.consortium.name, plan.line),
    ...inFolder("profiles", profiles),
    ...(organisation.gateway ? databaseFiles() : {}),
  };
}
