// SPDX-License-Identifier: Apache-2.0
import { AUTHORITY_NODE } from "./names.js";
import { formatPath } from "./path.js";
import type { Consortium } from "./schema.js";

/** What is wrong and where, as a path into the file. */
export interface RuleViolation {
  readonly path: readonly (string | number)[];
  readonly sentence: string;
}

type Path = readonly (string | number)[];

/** Fabric takes either kind of quotation marks. */
const PRINCIPAL = /(['"])([^'"]*)\1/g;
/** The number that `OutOf` begins with may stand in quotation marks too. */
const COUNT = /^\d+$/;
const PRINCIPAL_SHAPE = /^(.+)\.(member|admin|client|peer|orderer)$/;

/** Checks what the shape alone cannot say: names and ports are unique, and policies name declared organisations. */
export function checkRules(consortium: Consortium): RuleViolation[] {
  return [
    ...checkOrganisationNames(consortium),
    ...checkMajority(consortium),
    ...checkNodes(consortium),
    ...checkUsers(consortium),
    ...checkChaincodes(consortium),
  ];
}

/** Reports each value that stood at an earlier path already. */
function duplicates(
  values: readonly (readonly [string, Path])[],
  sentence: (value: string) => string,
): RuleViolation[] {
  const seen = new Map<string, Path>();
  const violations: RuleViolation[] = [];
  for (const [value, path] of values) {
    const first = seen.get(value);
    if (first) violations.push({ path, sentence: `${sentence(value)}; it is taken by ${formatPath(first)}` });
    else seen.set(value, path);
  }
  return violations;
}

function checkOrganisationNames(consortium: Consortium): RuleViolation[] {
  const all = [
    ...consortium.organisations.map((organisation, at) => ({ organisation, path: ["organisations", at] as Path })),
    { organisation: consortium.orderer, path: ["orderer"] as Path },
  ];
  const field = (name: "name" | "mspId" | "domain", fold: (value: string) => string): [string, Path][] =>
    all.map(({ organisation, path }) => [fold(organisation[name]), [...path, name]]);
  // Folded, because the profile's file name is the lower-case name.
  return [
    ...duplicates(
      field("name", (value) => value.toLowerCase()),
      (value) => `organisation name "${value}" must be unique, letter case apart`,
    ),
    ...duplicates(
      field("mspId", (value) => value),
      (value) => `MSP id "${value}" must be unique`,
    ),
    ...duplicates(
      field("domain", (value) => value),
      (value) => `domain "${value}" must be unique`,
    ),
  ];
}

/**
 * The channel asks for a majority of all organisations: of their administrators, where those that only read never have
 * a vote, and of their peers for a chaincode's definition, where those without peers have none.
 */
function checkMajority({ organisations }: Consortium): RuleViolation[] {
  const hasPeers = organisations.every(({ peers }) => peers.length > 0);
  const able = organisations.filter(({ access, peers }) => access === "full" && peers.length > 0).length;
  if (able * 2 > organisations.length) return [];
  const sentence =
    `${able} of ${organisations.length} have full access${hasPeers ? "" : " and a peer"}; it must be more than half, ` +
    `or nobody can change the channel any more`;
  return [{ path: ["organisations"], sentence }];
}

function checkNodes(consortium: Consortium): RuleViolation[] {
  const groups = [
    ...consortium.organisations.map(({ peers, ca }, at) => ({
      nodes: peers,
      path: ["organisations", at, "peers"] as Path,
      ca,
      caPath: ["organisations", at, "ca"] as Path,
    })),
    {
      nodes: consortium.orderer.orderers,
      path: ["orderer", "orderers"] as Path,
      ca: consortium.orderer.ca,
      caPath: ["orderer", "ca"] as Path,
    },
  ];
  const ports = groups.flatMap(({ nodes, path, ca, caPath }): [string, Path][] => [
    ...nodes.map((node, at): [string, Path] => [String(node.port), [...path, at, "port"]]),
    ...(ca?.port === undefined ? [] : [[String(ca.port), [...caPath, "port"]] as [string, Path]]),
  ]);
  const reserved = groups.flatMap(({ nodes, path }) =>
    nodes.flatMap(({ name }, at) =>
      name === AUTHORITY_NODE
        ? [{ path: [...path, at, "name"], sentence: `node name "${name}" is the certificate authority's` }]
        : [],
    ),
  );
  const names = groups.flatMap(({ nodes, path }) =>
    duplicates(
      nodes.map((node, at) => [node.name, [...path, at, "name"]]),
      (value) => `node name "${value}" must be unique within its organisation`,
    ),
  );
  return [...duplicates(ports, (value) => `port ${value} must be unique`), ...names, ...reserved];
}

function checkUsers(consortium: Consortium): RuleViolation[] {
  return consortium.organisations.flatMap((organisation, at) => {
    const path: Path = ["organisations", at, "users"];
    const violations = duplicates(
      organisation.users.map((user, index) => [user.name, [...path, index, "name"]]),
      (value) => `user name "${value}" must be unique within its organisation`,
    );
    if (!organisation.users.some((user) => user.admin))
      violations.push({ path, sentence: "must declare an administrator: one user with admin: true" });
    return violations;
  });
}

function checkChaincodes(consortium: Consortium): RuleViolation[] {
  const declared = new Set(consortium.organisations.map((organisation) => organisation.mspId));
  const names = duplicates(
    consortium.chaincodes.map((chaincode, at) => [chaincode.name, ["chaincodes", at, "name"]]),
    (value) => `chaincode name "${value}" must be unique`,
  );
  const details = consortium.chaincodes.flatMap((chaincode, at) => {
    const path: Path = ["chaincodes", at];
    const collections = chaincode.collections.flatMap((collection, index) => {
      const inside: Path = [...path, "collections", index];
      return [
        ...checkPolicy(collection.policy, [...inside, "policy"], declared),
        ...checkPolicy(collection.endorsementPolicy, [...inside, "endorsementPolicy"], declared),
      ];
    });
    return [
      ...checkPolicy(chaincode.endorsementPolicy, [...path, "endorsementPolicy"], declared),
      ...duplicates(
        chaincode.collections.map((collection, index) => [collection.name, [...path, "collections", index, "name"]]),
        (value) => `collection name "${value}" must be unique within its chaincode`,
      ),
      ...collections,
    ];
  });
  return [...names, ...details];
}

/** Only the principals are checked here; the grammar of the rule is the network's that applies it. */
function checkPolicy(policy: string | undefined, path: Path, declared: ReadonlySet<string>): RuleViolation[] {
  if (policy === undefined) return [];
  const principals = [...policy.matchAll(PRINCIPAL)].map((match) => match[2] ?? "").filter((text) => !COUNT.test(text));
  if (principals.length === 0) return [{ path, sentence: "must name at least one principal, such as 'Org1MSP.peer'" }];
  return principals.flatMap((principal) => {
    const shape = PRINCIPAL_SHAPE.exec(principal);
    if (!shape)
      return [{ path, sentence: `principal '${principal}' must be <MSP id>.<member|admin|client|peer|orderer>` }];
    if (!declared.has(shape[1] ?? ""))
      return [{ path, sentence: `principal '${principal}' names an MSP id that no organisation declares` }];
    return [];
  });
}
