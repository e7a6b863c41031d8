// SPDX-License-Identifier: Apache-2.0
import { componentSelector, labels, metadata, podSpec } from "./pod.js";
import type { Component, ContainerSpec, KubernetesContext, Manifest } from "./pod.js";

const DATA_VOLUME = "data";
const TERMINATION_SECONDS = 60;

/** A service that keeps data: one pod with a disk of its own. */
export interface StatefulService {
  readonly component: Component;
  readonly container: ContainerSpec;
  /** Where the disk is mounted. */
  readonly dataPath: string;
  readonly disk: string;
  /** Scraped by Prometheus at this port. */
  readonly metricsPort?: number;
}

/** A StatefulSet with one pod: an identity and a ledger belong to one process. */
export function statefulSet(context: KubernetesContext, service: StatefulService): Manifest {
  const { component, container, dataPath, disk, metricsPort } = service;
  const own = labels(container.name, component);
  const withDisk = { ...container, data: { ...container.data, [DATA_VOLUME]: dataPath } };
  return {
    apiVersion: "apps/v1",
    kind: "StatefulSet",
    metadata: metadata(context, container.name, component),
    spec: {
      serviceName: container.name,
      replicas: 1,
      selector: { matchLabels: own },
      template: {
        metadata: { labels: own, ...scrapeAnnotations(metricsPort) },
        spec: { ...podSpec(withDisk), terminationGracePeriodSeconds: TERMINATION_SECONDS },
      },
      volumeClaimTemplates: [
        {
          metadata: { name: DATA_VOLUME },
          spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: disk } } },
        },
      ],
    },
  };
}

/** The name of the disk that a StatefulSet's one pod has. */
export function claimOf(statefulSetName: string): string {
  return `${DATA_VOLUME}-${statefulSetName}-0`;
}

/** A Deployment of pods that keep nothing. */
export function deployment(
  context: KubernetesContext,
  component: Component,
  container: ContainerSpec,
  replicas: number,
): Manifest {
  const own = labels(container.name, component);
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: metadata(context, container.name, component),
    spec: {
      replicas,
      selector: { matchLabels: own },
      template: {
        metadata: { labels: own },
        spec: {
          ...podSpec(container),
          topologySpreadConstraints: [
            {
              maxSkew: 1,
              topologyKey: "kubernetes.io/hostname",
              whenUnsatisfiable: "ScheduleAnyway",
              labelSelector: { matchLabels: own },
            },
          ],
        },
      },
    },
  };
}

/** A Service in front of the pods of one instance. */
export function service(
  context: KubernetesContext,
  name: string,
  component: Component,
  port: number,
  type: "ClusterIP" | "LoadBalancer" = "ClusterIP",
): Manifest {
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: metadata(context, name, component),
    spec: { type, selector: labels(name, component), ports: [{ name: "main", port, targetPort: port }] },
  };
}

/** Lets the cluster take away one pod of a component at a time, when it empties a machine. */
export function disruptionBudget(context: KubernetesContext, component: Component): Manifest {
  return {
    apiVersion: "policy/v1",
    kind: "PodDisruptionBudget",
    metadata: metadata(context, `${component}s`),
    spec: { maxUnavailable: 1, selector: componentSelector(component) },
  };
}

function scrapeAnnotations(port: number | undefined): Manifest {
  if (port === undefined) return {};
  return { annotations: { "prometheus.io/scrape": "true", "prometheus.io/port": String(port) } };
}
