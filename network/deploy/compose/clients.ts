// SPDX-License-Identifier: Apache-2.0
import { gatewayProfiles } from "../artifacts/profiles.js";
import { snapshotScript } from "../backup.js";
import { CONTAINER_PATHS, gatewayVariables, peerCommandVariables, POSTGRES_DATABASE } from "../environment.js";
import { adminMsp, gatewayUsers, MADE_SECRETS, nodeTls, withoutKeys } from "../material.js";
import { CONTAINER_PORTS, type DeployedNode, type DeployedOrganisation } from "../plan.js";
import { SIZES } from "../sizes.js";
import { afterVolumes, CONSORTIUM_NETWORK, edgeNetwork, privateNetwork, type ComposeContext } from "./nodes.js";
import {
  HARDENED,
  HARDENED_TASK,
  healthCheck,
  mountConfig,
  mountMaterials,
  mountSecret,
  resources,
  withSecretVariable,
} from "./service.js";

/** Compose starts the services of this profile only where it is asked to. */
const BACKUP_PROFILE = "backup";

/** The volume that backups go to. */
export function backupVolume(organisation: DeployedOrganisation): string {
  return `backups.${organisation.domain}`;
}

/** The gateway with the organisation's own users; published on the loopback interface, for a proxy with TLS. */
export function gatewayService(context: ComposeContext, gateway: { host: string; publishedPort: number }): object {
  const { plan, organisation, files } = context;
  const { slug } = organisation;
  const users = mountMaterials(files, slug, [gatewayUsers(organisation)]);
  const profiles = Object.keys(gatewayProfiles(plan, organisation, ({ host }) => host)).map((file) =>
    mountConfig(files, `${slug}-${file}`, `./profiles/${file}`, `${CONTAINER_PATHS.profiles}/${file}`),
  );
  const token = metricsToken(context);
  const ready = `fetch("http://127.0.0.1:${CONTAINER_PORTS.gateway}/readyz").then(({ok})=>process.exit(ok?0:1),()=>process.exit(1))`;
  return {
    ...HARDENED,
    image: plan.images.gateway,
    hostname: gateway.host,
    environment: {
      ...gatewayVariables(plan, organisation, organisation.postgresHost),
      LICET_METRICS_TOKEN_FILE: `/run/secrets/${token.target}`,
    },
    secrets: [...users.secrets, postgresPassword(context), token],
    configs: [...profiles, ...users.configs],
    volumes: [`${gateway.host}:${CONTAINER_PATHS.gatewayHome}`],
    networks: [privateNetwork(organisation), edgeNetwork(organisation)],
    ports: [`127.0.0.1:${gateway.publishedPort}:${CONTAINER_PORTS.gateway}`],
    ...healthCheck(["CMD", "node", "-e", ready]),
    ...afterVolumes(context),
    ...resources(SIZES.gateway),
  };
}

/** The database of the gateway's read model. */
export function postgresService(context: ComposeContext): object {
  const { plan, organisation } = context;
  const password = postgresPassword(context);
  return {
    ...HARDENED,
    tmpfs: ["/tmp", "/var/run/postgresql"],
    image: plan.images.postgres,
    hostname: organisation.postgresHost,
    environment: {
      POSTGRES_USER: POSTGRES_DATABASE,
      POSTGRES_DB: POSTGRES_DATABASE,
      POSTGRES_PASSWORD_FILE: `/run/secrets/${password.target}`,
      POSTGRES_INITDB_ARGS: "--auth-host=scram-sha-256",
      PGDATA: `${CONTAINER_PATHS.postgresData}/pgdata`,
    },
    secrets: [password],
    volumes: [`${organisation.postgresHost}:${CONTAINER_PATHS.postgresData}`],
    networks: [privateNetwork(organisation)],
    shm_size: "128m",
    ...healthCheck(["CMD", "pg_isready", "-U", POSTGRES_DATABASE, "-d", POSTGRES_DATABASE]),
    ...afterVolumes(context),
    ...resources(SIZES.postgres),
  };
}

/** Dumps the read model's database. */
export function postgresBackup(context: ComposeContext): object {
  const { plan, organisation } = context;
  const password = postgresPassword(context);
  const file = `${CONTAINER_PATHS.backups}/postgres-$$(date -u +%Y%m%dT%H%M%SZ).dump`;
  return {
    ...HARDENED_TASK,
    profiles: [BACKUP_PROFILE],
    image: plan.images.postgres,
    environment: { PGHOST: organisation.postgresHost, PGDATABASE: POSTGRES_DATABASE, PGUSER: POSTGRES_DATABASE },
    ...withSecretVariable("PGPASSWORD", password.source, `pg_dump --format=custom --file="${file}"`),
    volumes: [`${backupVolume(organisation)}:${CONTAINER_PATHS.backups}`],
    networks: [privateNetwork(organisation)],
    ...resources(SIZES.job),
  };
}

/** Takes a snapshot of the channel through a running peer. */
export function snapshotBackup(context: ComposeContext, peer: DeployedNode): object {
  const { plan, organisation, files } = context;
  const materials = mountMaterials(files, organisation.slug, [
    adminMsp(organisation),
    withoutKeys(nodeTls(organisation, peer)),
  ]);
  const core = mountConfig(
    files,
    `${organisation.slug}-core.yaml`,
    "./config/core.yaml",
    `${CONTAINER_PATHS.peerConfig}/core.yaml`,
  );
  return {
    ...HARDENED_TASK,
    profiles: [BACKUP_PROFILE],
    image: plan.images.peer,
    environment: peerCommandVariables(organisation, peer),
    command: ["sh", "-c", snapshotScript(plan.consortium.channel, peer).replaceAll("$", "$$$$")],
    secrets: materials.secrets,
    configs: [core, ...materials.configs],
    volumes: [`${peer.host}:${CONTAINER_PATHS.peerData}`, `${backupVolume(organisation)}:${CONTAINER_PATHS.backups}`],
    networks: [privateNetwork(organisation), CONSORTIUM_NETWORK],
    ...resources(SIZES.job),
  };
}

function postgresPassword(context: ComposeContext): { source: string; target: string } {
  return madeSecret(context, MADE_SECRETS.postgresPassword.name);
}

function metricsToken(context: ComposeContext): { source: string; target: string } {
  return madeSecret(context, MADE_SECRETS.metricsToken.name);
}

function madeSecret({ organisation, files }: ComposeContext, name: string): { source: string; target: string } {
  const secret = `${organisation.slug}-${name}`;
  return mountSecret(files, secret, `./secrets/${name}`, secret);
}
