// SPDX-License-Identifier: Apache-2.0
import { gatewayProfiles } from "../artifacts/profiles.js";
import { kubernetesSecretsScript } from "../artifacts/secrets.js";
import { coreYaml } from "../core-yaml.js";
import { yamlFile, type GeneratedFiles } from "../files.js";
import { hostsOf, type DeployedOrganisation, type DeployPlan } from "../plan.js";
import { backupManifests } from "./backups.js";
import { gatewayManifests, postgresManifests, PROFILES_CONFIG_MAP } from "./clients.js";
import { authorityManifests, chaincodeManifests, ordererManifests, PEER_CONFIG_MAP, peerManifests } from "./nodes.js";
import { metadata, namespaceOf, type KubernetesContext, type Manifest } from "./pod.js";
import { networkPolicies } from "./policies.js";
import { disruptionBudget } from "./workloads.js";

/** Pods that break the strictest of Kubernetes' pod security standards are refused in the namespace. */
const POD_SECURITY = {
  "pod-security.kubernetes.io/enforce": "restricted",
  "pod-security.kubernetes.io/enforce-version": "latest",
};

/** The files of one organisation's kustomization, by their path within its folder. */
export function organisationFiles(plan: DeployPlan, organisation: DeployedOrganisation): GeneratedFiles {
  const context: KubernetesContext = { plan, organisation };
  const manifests = manifestFiles(context);
  const config = organisation.kind === "peer" ? configFiles(context) : {};
  return {
    ...Object.fromEntries(Object.entries(manifests).map(([file, documents]) => [file, yamlFile(...documents)])),
    ...config,
    "kustomization.yaml": yamlFile({
      apiVersion: "kustomize.config.k8s.io/v1beta1",
      kind: "Kustomization",
      namespace: namespaceOf(organisation),
      resources: Object.keys(manifests),
      configMapGenerator: configMaps(config),
    }),
    "create-secrets.sh": kubernetesSecretsScript(organisation, namespaceOf(organisation)),
  };
}

/** A kustomization of all organisations in one cluster, for a trial: without load balancers. */
export function trialFiles(organisations: readonly DeployedOrganisation[]): GeneratedFiles {
  const patch = [{ op: "replace", path: "/spec/type", value: "ClusterIP" }];
  return {
    "kustomization.yaml": yamlFile({
      apiVersion: "kustomize.config.k8s.io/v1beta1",
      kind: "Kustomization",
      resources: organisations.map(({ slug }) => `../${slug}`),
      patches: [
        {
          target: { version: "v1", kind: "Service", labelSelector: "app.kubernetes.io/component in (peer, orderer)" },
          patch: yamlFile(patch),
        },
      ],
    }),
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
          const target = `${name}.${namespaceOf(organisation)}.svc.cluster.local`;
          return `rewrite stop {\n    name exact ${host} ${target}\n    answer auto\n}\n`;
        }),
    )
    .join("");
}

function manifestFiles(context: KubernetesContext): Readonly<Record<string, readonly Manifest[]>> {
  const { organisation } = context;
  const common = {
    "namespace.yaml": [namespace(context)],
    "authorities.yaml": organisation.authorities.flatMap((authority) => authorityManifests(context, authority)),
    "network-policies.yaml": networkPolicies(context),
    "backups.yaml": backupManifests(context),
  };
  if (organisation.kind === "orderer")
    return {
      ...common,
      "orderers.yaml": organisation.nodes.flatMap((node) => ordererManifests(context, node)),
      "disruption-budgets.yaml": [disruptionBudget(context, "orderer")],
    };
  if (!organisation.gateway) return common;
  return {
    ...common,
    "peers.yaml": organisation.nodes.flatMap((node) => peerManifests(context, node)),
    "chaincodes.yaml": organisation.chaincodes.flatMap((chaincode) => chaincodeManifests(context, chaincode)),
    "gateway.yaml": gatewayManifests(context, organisation.gateway.host),
    "postgres.yaml": postgresManifests(context),
    "disruption-budgets.yaml": [disruptionBudget(context, "peer"), disruptionBudget(context, "chaincode")],
  };
}

/** Within the namespace the gateway reaches its peers by their Services' names; TLS goes by the host name. */
function configFiles({ plan, organisation }: KubernetesContext): GeneratedFiles {
  const profiles = gatewayProfiles(plan, organisation, ({ name, port }) => `${name}:${port}`);
  return {
    "config/core.yaml": coreYaml(plan.consortium.name, plan.line),
    ...Object.fromEntries(Object.entries(profiles).map(([file, text]) => [`profiles/${file}`, text])),
  };
}

function configMaps(config: GeneratedFiles): object[] {
  const below = (folder: string): string[] => Object.keys(config).filter((file) => file.startsWith(`${folder}/`));
  return [
    { name: PEER_CONFIG_MAP, files: below("config") },
    { name: PROFILES_CONFIG_MAP, files: below("profiles") },
  ].filter(({ files }) => files.length > 0);
}

function namespace(context: KubernetesContext): Manifest {
  const { name, labels } = metadata(context, namespaceOf(context.organisation));
  return {
    apiVersion: "v1",
    kind: "Namespace",
    metadata: { name, labels: { ...(labels as Record<string, string>), ...POD_SECURITY } },
  };
}
