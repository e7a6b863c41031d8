// SPDX-License-Identifier: Apache-2.0
import type { Material } from "../material.js";
import type { Variables } from "../environment.js";
import { CONTAINER_PORTS, type DeployedOrganisation, type DeployPlan } from "../plan.js";
import type { Size } from "../sizes.js";

/** A Kubernetes object, before it is written as YAML. */
export type Manifest = Readonly<Record<string, unknown>>;

/** What a pod is in the organisation's part; network policies and budgets go by it. */
export type Component = "ca" | "peer" | "orderer" | "chaincode" | "gateway" | "postgres" | "backup";

const COMPONENT_LABEL = "app.kubernetes.io/component";
const INSTANCE_LABEL = "app.kubernetes.io/instance";
/** No account of any image, so that nothing runs as a user that owns files of the image. */
const USER_ID = 10_001;
const SECRET_FILE_MODE = 0o440;
const PROBE_PERIOD_SECONDS = 10;

/** What the builders of manifests share. */
export interface KubernetesContext {
  readonly plan: DeployPlan;
  readonly organisation: DeployedOrganisation;
}

/** The namespace of an organisation's part. */
export function namespaceOf({ slug }: DeployedOrganisation): string {
  return slug;
}

/** Name, namespace and labels of an object. */
export function metadata({ plan, organisation }: KubernetesContext, name: string, component?: Component): Manifest {
  return {
    name,
    namespace: namespaceOf(organisation),
    labels: { "app.kubernetes.io/part-of": plan.consortium.name, ...(component ? labels(name, component) : {}) },
  };
}

/** Labels that tell one service's pods from all others. */
export function labels(instance: string, component: Component): Record<string, string> {
  return { [INSTANCE_LABEL]: instance, [COMPONENT_LABEL]: component };
}

/** Selects the pods of some components. */
export function componentSelector(...components: readonly Component[]): Manifest {
  return { matchExpressions: [{ key: COMPONENT_LABEL, operator: "In", values: components }] };
}

/** One container and the volumes that it needs. */
export interface ContainerSpec {
  readonly name: string;
  readonly image: string;
  readonly size: Size;
  readonly command?: readonly string[];
  readonly variables?: Variables;
  /** Variables whose values Secrets hold. */
  readonly secretVariables?: Readonly<Record<string, { readonly name: string; readonly key: string }>>;
  readonly ports?: Readonly<Record<string, number>>;
  readonly materials?: readonly Material[];
  /** Folders from ConfigMaps, by the ConfigMap's name. */
  readonly configMaps?: Readonly<Record<string, string>>;
  /** Folders that last, by the volume's name. */
  readonly data?: Readonly<Record<string, string>>;
  /** Folders that are empty at each start. */
  readonly scratch?: readonly string[];
  readonly probe?: Manifest;
  /** Where it differs from the probe that tells whether it lives. */
  readonly readinessProbe?: Manifest;
}

/** A probe of the operations service of Fabric's programs. */
export const OPERATIONS_PROBE: Manifest = { httpGet: { path: "/healthz", port: CONTAINER_PORTS.operations } };

/** The specification of a pod with one container, without privileges of any kind. */
export function podSpec(spec: ContainerSpec): Manifest {
  return {
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: USER_ID,
      runAsGroup: USER_ID,
      fsGroup: USER_ID,
      fsGroupChangePolicy: "OnRootMismatch",
      seccompProfile: { type: "RuntimeDefault" },
    },
    containers: [container(spec)],
    volumes: volumes(spec),
  };
}

function container(spec: ContainerSpec): Manifest {
  return {
    name: spec.name,
    image: spec.image,
    ...(spec.command ? { command: spec.command } : {}),
    env: [
      ...Object.entries(spec.variables ?? {}).map(([name, value]) => ({ name, value })),
      ...Object.entries(spec.secretVariables ?? {}).map(([name, secretKeyRef]) => ({
        name,
        valueFrom: { secretKeyRef },
      })),
    ],
    ports: Object.entries(spec.ports ?? {}).map(([name, containerPort]) => ({ name, containerPort })),
    ...probes(spec),
    resources: {
      requests: { cpu: spec.size.cpuRequest, memory: spec.size.memoryRequest },
      limits: { cpu: spec.size.cpuLimit, memory: spec.size.memoryLimit },
    },
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    },
    volumeMounts: mounts(spec),
  };
}

/** A start may take long (a ledger is recovered); after it, three misses restart the container. */
function probes({ probe, readinessProbe }: ContainerSpec): Manifest {
  if (!probe) return {};
  const paced = { periodSeconds: PROBE_PERIOD_SECONDS, timeoutSeconds: 5 };
  return {
    startupProbe: { ...probe, ...paced, failureThreshold: 60 },
    livenessProbe: { ...probe, ...paced, failureThreshold: 3 },
    readinessProbe: { ...(readinessProbe ?? probe), ...paced, failureThreshold: 3 },
  };
}

function mounts(spec: ContainerSpec): Manifest[] {
  return [
    ...(spec.materials ?? []).map(({ name, mountPath }) => ({ name, mountPath, readOnly: true })),
    ...Object.entries(spec.configMaps ?? {}).map(([name, mountPath]) => ({ name, mountPath, readOnly: true })),
    ...Object.entries(spec.data ?? {}).map(([name, mountPath]) => ({ name, mountPath })),
    ...scratchFolders(spec).map(({ name, mountPath }) => ({ name, mountPath })),
  ];
}

function volumes(spec: ContainerSpec): Manifest[] {
  return [
    ...(spec.materials ?? []).map(({ name, files }) => ({
      name,
      secret: {
        secretName: name,
        defaultMode: SECRET_FILE_MODE,
        items: files.map(({ key, target }) => ({ key, path: target })),
      },
    })),
    ...Object.keys(spec.configMaps ?? {}).map((name) => ({ name, configMap: { name } })),
    ...scratchFolders(spec).map(({ name }) => ({ name, emptyDir: { sizeLimit: "256Mi" } })),
  ];
}

function scratchFolders({ scratch = ["/tmp"] }: ContainerSpec): { name: string; mountPath: string }[] {
  return scratch.map((mountPath) => ({ name: `scratch${mountPath.replaceAll("/", "-")}`, mountPath }));
}
