// SPDX-License-Identifier: Apache-2.0
import {
  authorityVariables,
  chaincodeVariables,
  CONTAINER_PATHS,
  ordererVariables,
  peerVariables,
} from "../environment.js";
import { templatePackage } from "../artifacts/chaincode-package.js";
import { authorityKeys, chaincodeTls, MADE_SECRETS, nodeMsp, nodeTls } from "../material.js";
import {
  CONTAINER_PORTS,
  type DeployedAuthority,
  type DeployedChaincode,
  type DeployedNode,
  type DeployedOrganisation,
  type DeployPlan,
} from "../plan.js";
import { SIZES } from "../sizes.js";
import {
  HARDENED,
  healthCheck,
  mountConfig,
  mountMaterials,
  mountSecret,
  operationsCheck,
  resources,
  withSecretVariable,
  type ComposeFiles,
} from "./service.js";

/** The service that makes an organisation's volumes its containers' own, before anything else starts. */
export const VOLUMES_SERVICE = "volumes";
/** The network over which organisations reach each other. */
export const CONSORTIUM_NETWORK = "consortium";

/** What the builders of services share. */
export interface ComposeContext {
  readonly plan: DeployPlan;
  readonly organisation: DeployedOrganisation;
  readonly files: ComposeFiles;
}

/** Waits until the volumes belong to the containers' user. */
export function afterVolumes({ organisation }: ComposeContext): object {
  return {
    depends_on: { [`${VOLUMES_SERVICE}.${organisation.domain}`]: { condition: "service_completed_successfully" } },
  };
}

/** Inside the organisation only. */
export function privateNetwork(organisation: DeployedOrganisation): string {
  return `${organisation.slug}-internal`;
}

/** The name that Docker knows that network by. */
export function privateNetworkName({ consortium }: DeployPlan, organisation: DeployedOrganisation): string {
  return `${consortium.name}-${privateNetwork(organisation)}`;
}

/** Reached from this machine through a published port, and by nobody else. */
export function edgeNetwork(organisation: DeployedOrganisation): string {
  return `${organisation.slug}-edge`;
}

/** A peer. */
export function peerService(context: ComposeContext, peer: DeployedNode): object {
  const { plan, organisation, files } = context;
  const { slug } = organisation;
  const materials = mountMaterials(files, slug, [nodeMsp(organisation, peer), nodeTls(organisation, peer)]);
  const core = mountConfig(files, `${slug}-core.yaml`, "./config/core.yaml", `${CONTAINER_PATHS.peerConfig}/core.yaml`);
  const builder = `${slug}-${MADE_SECRETS.builderConfig.name}`;
  mountSecret(files, builder, `./secrets/${MADE_SECRETS.builderConfig.name}`, builder);
  const started = withSecretVariable("CHAINCODE_AS_A_SERVICE_BUILDER_CONFIG", builder, "peer node start");
  return {
    ...HARDENED,
    image: plan.images.peer,
    hostname: peer.host,
    environment: peerVariables(organisation, peer),
    ...started,
    secrets: [{ source: builder, target: builder }, ...materials.secrets],
    configs: [core, ...materials.configs],
    volumes: [`${peer.host}:${CONTAINER_PATHS.peerData}`],
    networks: [privateNetwork(organisation), CONSORTIUM_NETWORK],
    ports: [`${peer.port}:${peer.port}`],
    ...operationsCheck(),
    ...afterVolumes(context),
    ...resources(SIZES.peer),
  };
}

/** An ordering node. Its administration is published on the loopback interface only. */
export function ordererService(context: ComposeContext, orderer: DeployedNode): object {
  const { plan, organisation, files } = context;
  const materials = mountMaterials(files, organisation.slug, [
    nodeMsp(organisation, orderer),
    nodeTls(organisation, orderer),
  ]);
  return {
    ...HARDENED,
    image: plan.images.orderer,
    hostname: orderer.host,
    environment: ordererVariables(organisation, orderer),
    ...materials,
    volumes: [`${orderer.host}:${CONTAINER_PATHS.ordererData}`],
    networks: [privateNetwork(organisation), CONSORTIUM_NETWORK],
    ports: [`${orderer.port}:${orderer.port}`, `127.0.0.1:${orderer.adminPort}:${CONTAINER_PORTS.ordererAdmin}`],
    ...operationsCheck(),
    ...afterVolumes(context),
    ...resources(SIZES.orderer),
  };
}

/** A certificate authority. */
export function authorityService(context: ComposeContext, authority: DeployedAuthority): object {
  const { plan, organisation, files } = context;
  const made = MADE_SECRETS.bootstrap(authority);
  const secret = `${organisation.slug}-${made.name}`;
  mountSecret(files, secret, `./secrets/${made.name}`, secret);
  const materials = mountMaterials(files, organisation.slug, [authorityKeys(organisation, authority)]);
  return {
    ...HARDENED,
    image: plan.images.ca,
    hostname: authority.host,
    environment: authorityVariables(authority),
    ...withSecretVariable("FABRIC_CA_SERVER_BOOT", secret, "fabric-ca-server start"),
    secrets: [{ source: secret, target: secret }, ...materials.secrets],
    configs: materials.configs,
    volumes: [`${authority.host}:${CONTAINER_PATHS.caHome}`],
    networks: [privateNetwork(organisation), edgeNetwork(organisation)],
    ports: [`127.0.0.1:${authority.publishedPort}:${CONTAINER_PORTS.ca}`],
    ...operationsCheck(),
    ...afterVolumes(context),
    ...resources(SIZES.ca),
  };
}

/** An organisation's process of a chaincode: it reaches its peers' network and nothing beyond. */
export function chaincodeService(context: ComposeContext, chaincode: DeployedChaincode): object {
  const { plan, organisation, files } = context;
  const { name, version } = chaincode.definition;
  const connect = `require("node:net").connect(${CONTAINER_PORTS.chaincode},"127.0.0.1",()=>process.exit(0)).on("error",()=>process.exit(1))`;
  return {
    ...HARDENED,
    image: plan.images.chaincode(name, version),
    hostname: chaincode.host,
    environment: chaincodeVariables(organisation, chaincode, templatePackage(chaincode).id),
    ...mountMaterials(files, organisation.slug, [chaincodeTls(organisation, chaincode)]),
    networks: [privateNetwork(organisation)],
    ...healthCheck(["CMD", "node", "-e", connect]),
    ...resources(SIZES.chaincode),
  };
}
