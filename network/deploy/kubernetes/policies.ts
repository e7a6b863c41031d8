// SPDX-License-Identifier: Apache-2.0
import { CONTAINER_PORTS } from "../plan.js";
import { componentSelector, metadata, type Component, type KubernetesContext, type Manifest } from "./pod.js";

/** Namespaces of the cluster's own services, by the names that their installers give them. */
const DNS_NAMESPACE = "kube-system";
const MONITORING_NAMESPACE = "monitoring";
const INGRESS_NAMESPACE = "ingress-nginx";
const DNS_PORT = 53;

/** An organisation's network policies: nothing may be reached or reach anything, but for what is listed here. */
export function networkPolicies(context: KubernetesContext): Manifest[] {
  const names = [defaultDeny(context), nameResolution(context), monitored(context)];
  return context.organisation.kind === "peer"
    ? [...names, ...authorityPolicies(context), ...peerPolicies(context), ...clientPolicies(context)]
    : [...names, ...authorityPolicies(context), ordererPolicy(context)];
}

function defaultDeny(context: KubernetesContext): Manifest {
  return policy(context, "default-deny", {}, { ingress: [], egress: [] });
}

/** The chaincode and the authorities ask for no names. */
function nameResolution(context: KubernetesContext): Manifest {
  const ports = ["UDP", "TCP"].map((protocol) => ({ protocol, port: DNS_PORT }));
  return policy(context, "name-resolution", componentSelector("peer", "orderer", "gateway", "backup"), {
    egress: [{ to: [inNamespace(DNS_NAMESPACE)], ports }],
  });
}

function monitored(context: KubernetesContext): Manifest {
  const ports = [CONTAINER_PORTS.operations, CONTAINER_PORTS.gateway].map(tcp);
  return policy(context, "monitoring", componentSelector("ca", "peer", "orderer", "gateway"), {
    ingress: [{ from: [inNamespace(MONITORING_NAMESPACE)], ports }],
  });
}

function authorityPolicies(context: KubernetesContext): Manifest[] {
  return [
    policy(context, "authorities", componentSelector("ca"), {
      ingress: [{ from: [{ podSelector: {} }], ports: [tcp(CONTAINER_PORTS.ca)] }],
    }),
  ];
}

/** Peers talk to peers and ordering nodes of all organisations, wherever these are; TLS tells who is who. */
function peerPolicies(context: KubernetesContext): Manifest[] {
  const { consortium } = context.plan;
  const everywhere = [...consortium.organisations.flatMap(({ peers }) => peers), ...consortium.orderer.orderers].map(
    ({ port }) => port,
  );
  const own = context.organisation.nodes.map(({ port }) => port);
  return [
    policy(context, "peers", componentSelector("peer"), {
      ingress: [{ ports: own.map(tcp) }],
      egress: [
        { ports: unique(everywhere).map(tcp) },
        { to: [pods("chaincode")], ports: [tcp(CONTAINER_PORTS.chaincode)] },
      ],
    }),
    // Rules that may only read their arguments and the ledger need nothing else of the network.
    policy(context, "chaincode", componentSelector("chaincode"), {
      ingress: [{ from: [pods("peer")], ports: [tcp(CONTAINER_PORTS.chaincode)] }],
    }),
  ];
}

function clientPolicies(context: KubernetesContext): Manifest[] {
  const toPeers = { to: [pods("peer")], ports: context.organisation.nodes.map(({ port }) => tcp(port)) };
  const toPostgres = { to: [pods("postgres")], ports: [tcp(CONTAINER_PORTS.postgres)] };
  return [
    policy(context, "gateway", componentSelector("gateway"), {
      ingress: [{ from: [inNamespace(INGRESS_NAMESPACE)], ports: [tcp(CONTAINER_PORTS.gateway)] }],
      egress: [toPeers, toPostgres],
    }),
    policy(context, "backup", componentSelector("backup"), { egress: [toPeers, toPostgres] }),
    policy(context, "postgres", componentSelector("postgres"), {
      ingress: [{ from: [pods("gateway"), pods("backup")], ports: [tcp(CONTAINER_PORTS.postgres)] }],
    }),
  ];
}

function ordererPolicy(context: KubernetesContext): Manifest {
  const ports = context.organisation.nodes.map(({ port }) => port);
  return policy(context, "orderers", componentSelector("orderer"), {
    ingress: [{ ports: ports.map(tcp) }],
    egress: [{ ports: ports.map(tcp) }],
  });
}

interface Rules {
  readonly ingress?: readonly Manifest[];
  readonly egress?: readonly Manifest[];
}

function policy(context: KubernetesContext, name: string, podSelector: Manifest, rules: Rules): Manifest {
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: metadata(context, name),
    spec: {
      podSelector,
      policyTypes: [...(rules.ingress ? ["Ingress"] : []), ...(rules.egress ? ["Egress"] : [])],
      ...(rules.ingress?.length ? { ingress: rules.ingress } : {}),
      ...(rules.egress?.length ? { egress: rules.egress } : {}),
    },
  };
}

const tcp = (port: number): Manifest => ({ protocol: "TCP", port });
const pods = (component: Component): Manifest => ({ podSelector: componentSelector(component) });
const inNamespace = (name: string): Manifest => ({
  namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": name } },
});
const unique = (ports: readonly number[]): number[] => [...new Set(ports)];
