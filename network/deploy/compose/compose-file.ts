// SPDX-License-Identifier: Apache-2.0
import { volumeScript } from "../backup.js";
import { CONTAINER_PATHS } from "../environment.js";
import type { DeployedOrganisation, DeployPlan } from "../plan.js";
import { SIZES } from "../sizes.js";
import { backupVolume, gatewayService, postgresBackup, postgresService, snapshotBackup } from "./clients.js";
import {
  authorityService,
  chaincodeService,
  CONSORTIUM_NETWORK,
  edgeNetwork,
  ordererService,
  peerService,
  privateNetwork,
  privateNetworkName,
  VOLUMES_SERVICE,
  type ComposeContext,
} from "./nodes.js";
import { HARDENED_TASK, resources, type ComposeFiles } from "./service.js";

/** A stopped organisation's volumes are packed by the service of this profile. */
const VOLUME_BACKUP_PROFILE = "volume-backup";

type Services = Record<string, object>;

/** The Compose file of one organisation: its own services, volumes, secrets and networks. */
export function composeFile(plan: DeployPlan, organisation: DeployedOrganisation): object {
  const files: ComposeFiles = { secrets: {}, configs: {} };
  const context: ComposeContext = { plan, organisation, files };
  const running = { ...nodeServices(context), ...clientServices(context) };
  const volumes = [...dataVolumes(organisation), backupVolume(organisation)];
  const services: Services = {
    [`${VOLUMES_SERVICE}.${organisation.domain}`]: volumesService(context, volumes),
    ...running,
    ...backupServices(context),
    [`volume-backup.${organisation.domain}`]: volumeBackup(context),
  };
  return {
    name: `${plan.consortium.name.toLowerCase().replaceAll(".", "-")}-${organisation.slug}`,
    services,
    volumes: Object.fromEntries(volumes.map((name) => [name, {}])),
    networks: networksOf(plan, organisation),
    secrets: files.secrets,
    configs: files.configs,
  };
}

/** The Compose file of a whole consortium on one machine, for a trial: the organisations' files together. */
export function consortiumFile(plan: DeployPlan): object {
  return {
    name: plan.consortium.name.toLowerCase().replaceAll(".", "-"),
    include: plan.organisations.map(({ slug }) => ({ path: `./${slug}/compose.yaml` })),
  };
}

function nodeServices(context: ComposeContext): Services {
  const { organisation } = context;
  const service = organisation.kind === "peer" ? peerService : ordererService;
  return Object.fromEntries([
    ...organisation.authorities.map((authority) => [authority.host, authorityService(context, authority)] as const),
    ...organisation.nodes.map((node) => [node.host, service(context, node)] as const),
    ...organisation.chaincodes.map((chaincode) => [chaincode.host, chaincodeService(context, chaincode)] as const),
  ]);
}

function clientServices(context: ComposeContext): Services {
  const { gateway, postgresHost } = context.organisation;
  if (!gateway) return {};
  return { [postgresHost]: postgresService(context), [gateway.host]: gatewayService(context, gateway) };
}

function backupServices(context: ComposeContext): Services {
  const { organisation } = context;
  if (!organisation.gateway) return {};
  return Object.fromEntries([
    [`backup-postgres.${organisation.domain}`, postgresBackup(context)],
    ...organisation.nodes.map((node) => [`backup-${node.host}`, snapshotBackup(context, node)] as const),
  ]);
}

/** Named volumes come into being as root's; this gives them, and nothing else, to the user of the containers. */
function volumesService({ plan, organisation }: ComposeContext, volumes: readonly string[]): object {
  return {
    ...HARDENED_TASK,
    image: imageWithShell(plan, organisation),
    user: "0:0",
    cap_add: ["CHOWN"],
    network_mode: "none",
    command: ["sh", "-c", "chown ${CONTAINER_UID:-1000}:${CONTAINER_GID:-1000} /volumes/*"],
    volumes: volumes.map((name) => `${name}:/volumes/${name}`),
    ...resources(SIZES.job),
  };
}

function volumeBackup({ plan, organisation }: ComposeContext): object {
  return {
    ...HARDENED_TASK,
    profiles: [VOLUME_BACKUP_PROFILE],
    image: imageWithShell(plan, organisation),
    network_mode: "none",
    command: ["sh", "-c", volumeScript(organisation.slug).replaceAll("$", "$$$$")],
    volumes: [
      ...dataVolumes(organisation).map((name) => `${name}:/data/${name}:ro`),
      `${backupVolume(organisation)}:${CONTAINER_PATHS.backups}`,
    ],
    ...resources(SIZES.job),
  };
}

function imageWithShell({ images }: DeployPlan, { kind }: DeployedOrganisation): string {
  return kind === "peer" ? images.peer : images.orderer;
}

function dataVolumes(organisation: DeployedOrganisation): string[] {
  const hosts = [...organisation.authorities, ...organisation.nodes].map(({ host }) => host);
  return organisation.gateway ? [...hosts, organisation.postgresHost, organisation.gateway.host] : hosts;
}

/** Networks have names of their own, so that organisations and monitoring started one by one meet on one machine. */
function networksOf(plan: DeployPlan, organisation: DeployedOrganisation): object {
  return {
    [CONSORTIUM_NETWORK]: { name: `${plan.consortium.name}-consortium` },
    [privateNetwork(organisation)]: { name: privateNetworkName(plan, organisation), internal: true },
    [edgeNetwork(organisation)]: {},
  };
}
