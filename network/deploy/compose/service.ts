// SPDX-License-Identifier: Apache-2.0
import { CONTAINER_PORTS } from "../plan.js";
import type { Material } from "../material.js";
import type { Size } from "../sizes.js";

/** One file that Compose mounts, as a secret or as a configuration. */
interface Mount {
  readonly source: string;
  readonly target: string;
}

/** Files that an organisation's Compose file knows, by name. */
export interface ComposeFiles {
  readonly secrets: Record<string, { file: string }>;
  readonly configs: Record<string, { file: string }>;
}

/** The user that every container runs as: the one whom the key files belong to. */
const USER = "${CONTAINER_UID:-1000}:${CONTAINER_GID:-1000}";
const ORGANIZATIONS_DIR = "${ORGANIZATIONS_DIR:-../organizations}";
const SECRETS_FOLDER = "/run/secrets";
const PROCESSES_MAX = 512;

/** What every long-running container has in common: no privileges, a root file system that nobody writes to. */
export const HARDENED = {
  user: USER,
  read_only: true,
  tmpfs: ["/tmp"],
  cap_drop: ["ALL"],
  security_opt: ["no-new-privileges:true"],
  restart: "unless-stopped",
  logging: { driver: "local", options: { "max-size": "10m", "max-file": "5" } },
} as const;

/** The same for a task that ends. */
export const HARDENED_TASK = { ...HARDENED, restart: "no" } as const;

/** A size as Compose writes it. */
export function resources(size: Size): object {
  const memory = (text: string): string => text.replace("Mi", "m").replace("Gi", "g");
  return {
    deploy: {
      resources: {
        limits: { cpus: size.cpuLimit, memory: memory(size.memoryLimit), pids: PROCESSES_MAX },
        reservations: { cpus: size.cpuRequest, memory: memory(size.memoryRequest) },
      },
    },
  };
}

/** A command whose environment takes a secret that the program reads from nowhere else. */
export function withSecretVariable(variable: string, secret: string, command: string): object {
  return {
    command: ["sh", "-c", `export ${variable}="$$(cat ${SECRETS_FOLDER}/${secret})"; exec ${command}`],
    secrets: [{ source: secret, target: secret }],
  };
}

/** A health check of the operations service, with nothing but the shell that Fabric's images have. */
export function operationsCheck(): object {
  const request = "GET /healthz HTTP/1.0\\r\\n\\r\\n";
  const script =
    `exec 3<>/dev/tcp/127.0.0.1/${CONTAINER_PORTS.operations} && ` + `printf '${request}' >&3 && grep -q ' 200 ' <&3`;
  return healthCheck(["CMD", "bash", "-c", script]);
}

/** A health check with the pace that all of them have. */
export function healthCheck(test: readonly string[]): object {
  return { healthcheck: { test, interval: "10s", timeout: "5s", retries: 6, start_period: "30s" } };
}

/** Names the organisation's file and gives the mount of it in a container. */
export function mountSecret(files: ComposeFiles, name: string, file: string, target: string): Mount {
  files.secrets[name] = { file };
  return { source: name, target };
}

/** The mounts of a configuration file that lies beside the Compose file. */
export function mountConfig(files: ComposeFiles, name: string, file: string, target: string): Mount {
  files.configs[name] = { file };
  return { source: name, target };
}

/** Mounts key material: private keys as secrets, certificates as configurations. */
export function mountMaterials(
  files: ComposeFiles,
  slug: string,
  materials: readonly Material[],
): { readonly secrets: Mount[]; readonly configs: Mount[] } {
  const secrets: Mount[] = [];
  const configs: Mount[] = [];
  for (const { name, mountPath, files: material } of materials)
    for (const { key, source, target, isPrivate } of material) {
      const mounted = `${slug}-${name}-${key}`;
      const file = `${ORGANIZATIONS_DIR}/${source}`;
      const place = `${mountPath}/${target}`;
      if (isPrivate) secrets.push(mountSecret(files, mounted, file, place));
      else configs.push(mountConfig(files, mounted, file, place));
    }
  return { secrets, configs };
}
