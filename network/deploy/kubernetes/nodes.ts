// SPDX-License-Identifier: Apache-2.0
import { templatePackage } from "../artifacts/chaincode-package.js";
import {
  authorityVariables,
  chaincodeVariables,
  CONTAINER_PATHS,
  ordererVariables,
  peerVariables,
} from "../environment.js";
import { authorityKeys, chaincodeTls, MADE_SECRETS, nodeMsp, nodeTls } from "../material.js";
import { CONTAINER_PORTS, type DeployedAuthority, type DeployedChaincode, type DeployedNode } from "../plan.js";
import { DISKS, SIZES } from "../sizes.js";
import { OPERATIONS_PROBE, type KubernetesContext, type Manifest } from "./pod.js";
import { deployment, service, statefulSet } from "./workloads.js";

/** The ConfigMap that holds core.yaml. */
export const PEER_CONFIG_MAP = "peer-config";
/** A peer goes on with the other process when one is moved. */
const CHAINCODE_REPLICAS = 2;

/** A peer, reached by other organisations through a load balancer under the host name of its certificate. */
export function peerManifests(context: KubernetesContext, peer: DeployedNode): Manifest[] {
  const { plan, organisation } = context;
  const container = {
    name: peer.name,
    image: plan.images.peer,
    size: SIZES.peer,
    variables: peerVariables(organisation, peer),
    secretVariables: { CHAINCODE_AS_A_SERVICE_BUILDER_CONFIG: MADE_SECRETS.builderConfig },
    ports: { peer: peer.port, operations: CONTAINER_PORTS.operations },
    materials: [nodeMsp(organisation, peer), nodeTls(organisation, peer)],
    configMaps: { [PEER_CONFIG_MAP]: CONTAINER_PATHS.peerConfig },
    probe: OPERATIONS_PROBE,
  };
  return [
    statefulSet(context, {
      component: "peer",
      container,
      dataPath: CONTAINER_PATHS.peerData,
      disk: DISKS.peer,
      metricsPort: CONTAINER_PORTS.operations,
    }),
    service(context, peer.name, "peer", peer.port, "LoadBalancer"),
  ];
}

/** An ordering node. Its administration is in no Service: `kubectl port-forward` reaches it. */
export function ordererManifests(context: KubernetesContext, orderer: DeployedNode): Manifest[] {
  const { plan, organisation } = context;
  const container = {
    name: orderer.name,
    image: plan.images.orderer,
    size: SIZES.orderer,
    variables: ordererVariables(organisation, orderer),
    ports: {
      orderer: orderer.port,
      administration: CONTAINER_PORTS.ordererAdmin,
      operations: CONTAINER_PORTS.operations,
    },
    materials: [nodeMsp(organisation, orderer), nodeTls(organisation, orderer)],
    probe: OPERATIONS_PROBE,
  };
  return [
    statefulSet(context, {
      component: "orderer",
      container,
      dataPath: CONTAINER_PATHS.ordererData,
      disk: DISKS.orderer,
      metricsPort: CONTAINER_PORTS.operations,
    }),
    service(context, orderer.name, "orderer", orderer.port, "LoadBalancer"),
  ];
}

/** A certificate authority, reached from the organisation's own namespace only. */
export function authorityManifests(context: KubernetesContext, authority: DeployedAuthority): Manifest[] {
  const { plan, organisation } = context;
  const container = {
    name: authority.name,
    image: plan.images.ca,
    size: SIZES.ca,
    variables: authorityVariables(authority),
    secretVariables: { FABRIC_CA_SERVER_BOOT: MADE_SECRETS.bootstrap(authority) },
    ports: { authority: CONTAINER_PORTS.ca, operations: CONTAINER_PORTS.operations },
    materials: [authorityKeys(organisation, authority)],
    probe: OPERATIONS_PROBE,
    readinessProbe: { httpGet: { path: "/cainfo", port: CONTAINER_PORTS.ca, scheme: "HTTPS" } },
  };
  return [
    statefulSet(context, {
      component: "ca",
      container,
      dataPath: CONTAINER_PATHS.caHome,
      disk: DISKS.ca,
      metricsPort: CONTAINER_PORTS.operations,
    }),
    service(context, authority.name, "ca", CONTAINER_PORTS.ca),
  ];
}

/** An organisation's processes of a chaincode. */
export function chaincodeManifests(context: KubernetesContext, chaincode: DeployedChaincode): Manifest[] {
  const { plan, organisation } = context;
  const { name, version } = chaincode.definition;
  const container = {
    name,
    image: plan.images.chaincode(name, version),
    size: SIZES.chaincode,
    variables: chaincodeVariables(organisation, chaincode, templatePackage(chaincode).id),
    ports: { chaincode: CONTAINER_PORTS.chaincode },
    materials: [chaincodeTls(organisation, chaincode)],
    probe: { tcpSocket: { port: CONTAINER_PORTS.chaincode } },
  };
  return [
    deployment(context, "chaincode", container, CHAINCODE_REPLICAS),
    service(context, name, "chaincode", CONTAINER_PORTS.chaincode),
  ];
}
