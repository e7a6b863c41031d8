// SPDX-License-Identifier: Apache-2.0
import { snapshotScript, volumeScript } from "../backup.js";
import { CONTAINER_PATHS, peerCommandVariables, POSTGRES_DATABASE } from "../environment.js";
import { adminMsp, MADE_SECRETS, nodeTls, withoutKeys } from "../material.js";
import type { DeployedNode } from "../plan.js";
import { DISKS, SIZES } from "../sizes.js";
import { GATEWAY, POSTGRES } from "./clients.js";
import { PEER_CONFIG_MAP } from "./nodes.js";
import { labels, metadata, podSpec, type ContainerSpec, type KubernetesContext, type Manifest } from "./pod.js";
import { claimOf } from "./workloads.js";

const BACKUPS_CLAIM = "backups";
const DATA_VOLUME = "data";
/** Every night, one after the other, so that the disk of the backups is with one task at a time. */
const NIGHT_HOUR = 1;
const MINUTES_BETWEEN = 20;
const MINUTES_PER_HOUR = 60;
const SECONDS_TO_LIVE = 7_200;

/** The disk that backups go to, and the tasks that make them. */
export function backupManifests(context: KubernetesContext): Manifest[] {
  const { organisation } = context;
  const stateful = [...organisation.authorities, ...organisation.nodes].map(({ name }) => name);
  const nightly = organisation.gateway
    ? [postgresJob(context), ...organisation.nodes.map((node, at) => snapshotJob(context, node, at + 1))]
    : [];
  const withGateway = organisation.gateway ? [...stateful, GATEWAY] : stateful;
  return [backupsClaim(context), ...nightly, ...withGateway.map((name) => volumeJob(context, name))];
}

function backupsClaim(context: KubernetesContext): Manifest {
  return {
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    metadata: metadata(context, BACKUPS_CLAIM),
    spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: DISKS.backups } } },
  };
}

function postgresJob(context: KubernetesContext): Manifest {
  const file = `${CONTAINER_PATHS.backups}/postgres-$(date -u +%Y%m%dT%H%M%SZ).dump`;
  return cronJob(context, {
    name: "postgres-backup",
    at: 0,
    container: {
      name: "backup",
      image: context.plan.images.postgres,
      size: SIZES.job,
      command: ["sh", "-c", `exec pg_dump --format=custom --file="${file}"`],
      variables: { PGHOST: POSTGRES, PGDATABASE: POSTGRES_DATABASE, PGUSER: POSTGRES_DATABASE },
      secretVariables: { PGPASSWORD: MADE_SECRETS.postgresPassword },
      data: { [BACKUPS_CLAIM]: CONTAINER_PATHS.backups },
    },
  });
}

function snapshotJob(context: KubernetesContext, peer: DeployedNode, at: number): Manifest {
  const { plan, organisation } = context;
  return cronJob(context, {
    name: `${peer.name}-snapshot`,
    at,
    dataOf: peer.name,
    container: {
      name: "backup",
      image: plan.images.peer,
      size: SIZES.job,
      command: ["sh", "-c", snapshotScript(plan.consortium.channel, peer)],
      variables: peerCommandVariables(organisation, peer),
      materials: [adminMsp(organisation), withoutKeys(nodeTls(organisation, peer))],
      configMaps: { [PEER_CONFIG_MAP]: CONTAINER_PATHS.peerConfig },
      data: { [DATA_VOLUME]: CONTAINER_PATHS.peerData, [BACKUPS_CLAIM]: CONTAINER_PATHS.backups },
    },
  });
}

/** Packs a service's whole disk. It never runs by itself: the service must be stopped for it. */
function volumeJob(context: KubernetesContext, name: string): Manifest {
  const { images } = context.plan;
  return cronJob(context, {
    name: `${name}-volume-backup`,
    at: 0,
    suspend: true,
    dataOf: name,
    container: {
      name: "backup",
      image: context.organisation.kind === "peer" ? images.peer : images.orderer,
      size: SIZES.job,
      command: ["sh", "-c", volumeScript(name)],
      data: { [DATA_VOLUME]: "/data", [BACKUPS_CLAIM]: CONTAINER_PATHS.backups },
    },
  });
}

interface Task {
  readonly name: string;
  /** Which one of the night's tasks it is. */
  readonly at: number;
  readonly container: ContainerSpec;
  /** The StatefulSet whose disk is mounted; a disk is with one machine, so the task goes where its pod is. */
  readonly dataOf?: string;
  readonly suspend?: boolean;
}

function cronJob(context: KubernetesContext, task: Task): Manifest {
  const own = labels(task.name, "backup");
  return {
    apiVersion: "batch/v1",
    kind: "CronJob",
    metadata: metadata(context, task.name, "backup"),
    spec: {
      schedule: scheduleOf(task.at),
      timeZone: "Etc/UTC",
      concurrencyPolicy: "Forbid",
      suspend: task.suspend ?? false,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 3,
      jobTemplate: {
        spec: {
          backoffLimit: 1,
          activeDeadlineSeconds: SECONDS_TO_LIVE,
          template: { metadata: { labels: own }, spec: jobPod(task) },
        },
      },
    },
  };
}

function jobPod({ container, dataOf, suspend }: Task): Manifest {
  const pod = podSpec(container);
  const claims = Object.keys(container.data ?? {}).map((name) => ({
    name,
    persistentVolumeClaim: { claimName: name === DATA_VOLUME && dataOf ? claimOf(dataOf) : name },
  }));
  return {
    ...pod,
    restartPolicy: "Never",
    volumes: [...(pod["volumes"] as readonly Manifest[]), ...claims],
    ...(dataOf && !suspend ? { affinity: besidePodOf(dataOf) } : {}),
  };
}

function besidePodOf(instance: string): Manifest {
  const term = { labelSelector: { matchLabels: labels(instance, "peer") }, topologyKey: "kubernetes.io/hostname" };
  return { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } };
}

function scheduleOf(at: number): string {
  const minutes = NIGHT_HOUR * MINUTES_PER_HOUR + at * MINUTES_BETWEEN;
  const hour = Math.floor(minutes / MINUTES_PER_HOUR) % 24;
  return `${minutes % MINUTES_PER_HOUR} ${hour} * * *`;
}
