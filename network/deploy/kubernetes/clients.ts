// SPDX-License-Identifier: Apache-2.0
import { CONTAINER_PATHS, gatewayVariables, POSTGRES_DATABASE } from "../environment.js";
import { gatewayUsers, MADE_SECRETS } from "../material.js";
import { CONTAINER_PORTS } from "../plan.js";
import { DISKS, SIZES } from "../sizes.js";
import { metadata, type KubernetesContext, type Manifest } from "./pod.js";
import { service, statefulSet } from "./workloads.js";

/** Names of the two services within the namespace. */
export const GATEWAY = "gateway";
export const POSTGRES = "postgres";
/** The ConfigMap that holds the connection profile and the list of users. */
export const PROFILES_CONFIG_MAP = "gateway-profiles";
/** The certificate of the gateway's public name; whoever runs the cluster issues it. */
const INGRESS_TLS_SECRET = "gateway-tls";

/** The gateway, and the Ingress that puts TLS in front of it. */
export function gatewayManifests(context: KubernetesContext, host: string): Manifest[] {
  const { plan, organisation } = context;
  const container = {
    name: GATEWAY,
    image: plan.images.gateway,
    size: SIZES.gateway,
    variables: gatewayVariables(plan, organisation, POSTGRES),
    secretVariables: {
      PGPASSWORD: MADE_SECRETS.postgresPassword,
      LICET_METRICS_TOKEN: MADE_SECRETS.metricsToken,
    },
    ports: { http: CONTAINER_PORTS.gateway },
    materials: [gatewayUsers(organisation)],
    configMaps: { [PROFILES_CONFIG_MAP]: CONTAINER_PATHS.profiles },
    probe: { httpGet: { path: "/livez", port: CONTAINER_PORTS.gateway } },
    readinessProbe: { httpGet: { path: "/readyz", port: CONTAINER_PORTS.gateway } },
  };
  return [
    statefulSet(context, {
      component: "gateway",
      container,
      dataPath: CONTAINER_PATHS.gatewayHome,
      disk: DISKS.gateway,
      metricsPort: CONTAINER_PORTS.gateway,
    }),
    service(context, GATEWAY, "gateway", CONTAINER_PORTS.gateway),
    ingress(context, host),
  ];
}

function ingress(context: KubernetesContext, host: string): Manifest {
  const backend = { service: { name: GATEWAY, port: { number: CONTAINER_PORTS.gateway } } };
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "Ingress",
    metadata: metadata(context, GATEWAY, "gateway"),
    spec: {
      tls: [{ hosts: [host], secretName: INGRESS_TLS_SECRET }],
      rules: [{ host, http: { paths: [{ path: "/", pathType: "Prefix", backend }] } }],
    },
  };
}

/** The database of the gateway's read model. */
export function postgresManifests(context: KubernetesContext): Manifest[] {
  const ready = ["pg_isready", "-U", POSTGRES_DATABASE, "-d", POSTGRES_DATABASE];
  const container = {
    name: POSTGRES,
    image: context.plan.images.postgres,
    size: SIZES.postgres,
    variables: {
      POSTGRES_USER: POSTGRES_DATABASE,
      POSTGRES_DB: POSTGRES_DATABASE,
      POSTGRES_INITDB_ARGS: "--auth-host=scram-sha-256",
      PGDATA: `${CONTAINER_PATHS.postgresData}/pgdata`,
    },
    secretVariables: { POSTGRES_PASSWORD: MADE_SECRETS.postgresPassword },
    ports: { postgres: CONTAINER_PORTS.postgres },
    scratch: ["/tmp", "/var/run/postgresql"],
    probe: { exec: { command: ready } },
  };
  return [
    statefulSet(context, {
      component: "postgres",
      container,
      dataPath: CONTAINER_PATHS.postgresData,
      disk: DISKS.postgres,
    }),
    service(context, POSTGRES, "postgres", CONTAINER_PORTS.postgres),
  ];
}
