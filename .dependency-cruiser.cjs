// SPDX-License-Identifier: Apache-2.0

const { TEST_FILES, WEB_RULES } = require("./.dependency-cruiser-web.cjs");

/** What builds the web application and is no part of it. */
const WEB_BUILD = "^gateway/web/[^/]+\\.ts$";
const CHAINCODE_TESTS = [TEST_FILES, "^chaincode/src/(testing|attacks)/"];
const fabricGateway = "node_modules/@hyperledger/fabric-gateway/";
const fabricNetwork = "node_modules/(fabric-network|fabric-common)/";
const fabricProtos = "node_modules/(@hyperledger/fabric-protos|fabric-protos)/";
const grpc = "node_modules/@grpc/grpc-js/";
const level = "node_modules/(classic-level|level|abstract-level)/";
const kysely = "node_modules/kysely/";
const pglite = "node_modules/@electric-sql/pglite/";
const postgres = "node_modules/(pg|@types/pg)/";
const express = "node_modules/(@types/)?(express|express-serve-static-core|express-rate-limit|helmet)/";
const fabricShim = "node_modules/(fabric-shim|fabric-shim-api|fabric-contract-api)";
/** The rooms of the embedded network, from the ground up: each imports those before it. */
const EMBEDDED_ROOMS = [
  "(files|protocol)",
  "description",
  "(crypto|identity)",
  "(policy|profiles)",
  "state",
  "blocks",
  "validation",
  "orderer",
  "channel",
  "chaincode",
  "endorser",
  "services",
];
/** The rooms of the domain below its areas, from the ground up. */
const DOMAIN_ROOMS = ["json", "errors", "shared"];
const domain = (rooms) => `^chaincode/domain/(${rooms.join("|")})/`;
const embedded = (rooms) => `^network/embedded/(${rooms.join("|")})/`;

/**
 * Imports point downwards only: the gateway's http to application, that to ports, its adapters to ports; chaincode contracts to
 * areas, areas to rules, rules to fabric, fabric to domain. Each rule says what it keeps apart and why.
 */
const RULES = [
  {
    name: "no-cycles",
    comment: "Files that need each other are one concept in two places.",
    from: { path: "^chaincode/" },
    to: { circular: true },
  },
  {
    name: "no-cycles-at-run-time",
    comment: "As no-cycles, where types may still go round.",
    from: { pathNot: "^chaincode/" },
    to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
  },
  {
    name: "resolvable",
    comment: "Every import leads somewhere.",
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: "declared",
    comment: "A package used is a package declared in the workspace's package.json.",
    from: { path: "^(chaincode|gateway|network)/", pathNot: [TEST_FILES, "^gateway/src/testing", WEB_BUILD] },
    to: { dependencyTypes: ["npm-no-pkg", "npm-unknown", "npm-dev"] },
  },
  {
    name: "network-knows-nothing-of-licet",
    comment: "Any chaincode and any client run on the network, so it imports neither of ours.",
    from: { path: "^network/" },
    to: { path: "^(chaincode|gateway|test|scripts)/|^node_modules/@licet/(chaincode|gateway|test|scripts)" },
  },
  {
    name: "embedded-network-stands-alone",
    comment: "The embedded network is a package of its own, for whoever writes chaincode.",
    from: { path: "^network/embedded/" },
    to: { path: "^network/(?!embedded/)|^node_modules/@licet/" },
  },
  {
    name: "embedded-network-has-no-circles",
    comment: "Types that need each other are one concept in two places, too.",
    from: { path: "^network/embedded/" },
    to: { circular: true },
  },
  {
    name: "embedded-network-is-composed-on-top",
    comment: "Rooms know nothing of what puts them together, nor of what tests them.",
    from: { path: "^network/embedded/[^/]+/", pathNot: [TEST_FILES, "^network/embedded/testing/"] },
    to: { path: "^network/embedded/([^/]+\\.ts$|testing/)" },
  },
  ...EMBEDDED_ROOMS.slice(0, -1).map((room, at) => ({
    name: `embedded-network-${room.replaceAll(/[()]/g, "").replaceAll("|", "-and-")}-is-below`,
    comment: "The rooms of the embedded network lie upon each other; see its README.",
    from: { path: embedded([room]), pathNot: TEST_FILES },
    to: { path: embedded(EMBEDDED_ROOMS.slice(at + 1)) },
  })),
  {
    name: "chaincode-stands-alone",
    comment: "Chaincode is deployed on its own, to any Fabric network.",
    from: { path: "^chaincode/" },
    to: { path: "^(gateway|network|test|scripts)/|^node_modules/@licet/(?!domain)" },
  },
  {
    name: "domain-is-pure",
    comment: "Domain runs in a browser too: no Fabric, no Node, nothing above it.",
    from: { path: "^chaincode/domain/" },
    to: { path: [fabricShim, "^chaincode/src/", "^node_modules/@licet/"] },
  },
  {
    name: "domain-uses-no-node",
    comment: "Domain runs in a browser too.",
    from: { path: "^chaincode/domain/", pathNot: TEST_FILES },
    to: { dependencyTypes: ["core"] },
  },
  ...DOMAIN_ROOMS.map((room, at) => ({
    name: `domain-${room}-lies-below`,
    comment: "The domain's rooms below its areas serve them all and know none, and lie upon each other.",
    from: { path: domain([room]), pathNot: TEST_FILES },
    to: { path: "^chaincode/domain/", pathNot: domain(DOMAIN_ROOMS.slice(0, at + 1)) },
  })),
  {
    name: "domain-areas-do-not-know-each-other",
    comment:
      "What several areas need lies in the rooms below; what compares records of several, in comparison above them.",
    from: {
      path: "^chaincode/domain/([^/]+)/",
      pathNot: [TEST_FILES, domain([...DOMAIN_ROOMS, "sharing", "comparison", "verdict", "registries", "testing"])],
    },
    to: { path: "^chaincode/domain/", pathNot: domain(["$1", ...DOMAIN_ROOMS]) },
  },
  {
    name: "domain-sharing-knows-areas-by-their-list",
    comment: "Sharing serves the confidential parts of all areas, and reads from their manifests which there are.",
    from: { path: domain(["sharing"]), pathNot: TEST_FILES },
    to: {
      path: "^chaincode/domain/",
      pathNot: [domain(["sharing", ...DOMAIN_ROOMS]), "^chaincode/domain/areas\\.ts$"],
    },
  },
  {
    name: "domain-comparison-knows-areas-only",
    comment: "Comparing what areas' records say needs nothing of what is made from the areas.",
    from: { path: domain(["comparison"]), pathNot: TEST_FILES },
    to: { path: ["^chaincode/domain/[^/]+$", domain(["sharing", "registries"])] },
  },
  {
    name: "fabric-shim-only-in-fabric",
    comment: "The shim is reached through chaincode/src/fabric; contracts carry contract-api's decorators.",
    from: {
      path: "^chaincode/src/",
      pathNot: [...CHAINCODE_TESTS, "^chaincode/src/(fabric|contracts)/", "^chaincode/src/index\\.ts$"],
    },
    to: { path: [fabricShim, "node_modules/@hyperledger/"] },
  },
  {
    name: "nothing-reaches-up-to-contracts",
    comment: "Contracts name transactions and delegate; nothing below imports them.",
    from: { path: "^chaincode/src/(?!contracts/|index\\.ts)", pathNot: CHAINCODE_TESTS },
    to: { path: "^chaincode/src/contracts/" },
  },
  {
    name: "areas-do-not-know-each-other",
    comment: "What several areas need is a rule below them.",
    from: { path: "^chaincode/src/areas/([^/]+)/", pathNot: CHAINCODE_TESTS },
    to: { path: "^chaincode/src/areas/", pathNot: "^chaincode/src/areas/$1/" },
  },
  {
    name: "rules-know-no-area",
    comment: "Rules serve every area and know none.",
    from: { path: "^chaincode/src/rules/", pathNot: CHAINCODE_TESTS },
    to: { path: "^chaincode/src/(?!rules/|fabric/)" },
  },
  {
    name: "fabric-knows-no-rule",
    comment: "Keys, typed state, private data and policies serve every rule and know none.",
    from: { path: "^chaincode/src/fabric/", pathNot: CHAINCODE_TESTS },
    to: { path: "^chaincode/src/(?!fabric/)" },
  },
  {
    name: "gateway-without-cycles",
    comment: "Within the gateway files that name each other's types are one concept in two places too.",
    from: { path: "^gateway/src/" },
    to: { circular: true },
  },
  {
    name: "gateway-folders-without-cycles",
    comment:
      "A folder of the gateway can be understood from itself and those below. What tests share is above them all.",
    scope: "folder",
    from: { path: "^gateway/src", pathNot: "^gateway/src/testing" },
    to: { circular: true, pathNot: "^gateway/src/testing" },
  },
  {
    name: "gateway-errors-and-config-lie-below",
    comment: "Codes and settings serve every room and know none.",
    from: { path: "^gateway/src/(errors|config)/", pathNot: TEST_FILES },
    to: { path: "^gateway/src/(?!errors/|config/)" },
  },
  {
    name: "gateway-ports-know-no-adapter",
    comment: "Ports say what the gateway needs of the outside: no room above, no library.",
    from: { path: "^gateway/src/ports/", pathNot: TEST_FILES },
    to: {
      path: ["^gateway/src/(?!ports/|errors/)", fabricGateway, fabricNetwork, fabricProtos, grpc, level, express],
    },
  },
  {
    name: "gateway-database-lies-below",
    comment: "Tables, migrations and roles serve every room and know none, nor the database's driver.",
    from: { path: "^gateway/src/database/", pathNot: TEST_FILES },
    to: {
      path: ["^gateway/src/(?!database/|errors/)", pglite, postgres, express, fabricGateway, fabricNetwork, level],
    },
  },
  {
    name: "pglite-in-its-adapter",
    comment: "gateway/src/adapters/pglite is the only importer of the embedded database.",
    from: { path: "^gateway/src/", pathNot: [TEST_FILES, "^gateway/src/adapters/pglite/"] },
    to: { path: pglite },
  },
  {
    name: "postgres-in-its-adapter",
    comment: "gateway/src/adapters/postgres is the only importer of the server's driver.",
    from: { path: "^gateway/src/", pathNot: [TEST_FILES, "^gateway/src/(adapters/postgres|testing)/"] },
    to: { path: postgres },
  },
  {
    name: "gateway-http-writes-no-sql",
    comment: "What is read and kept in the database is asked for below.",
    from: { path: "^gateway/src/http/", pathNot: TEST_FILES },
    to: { path: kysely },
  },
  {
    name: "gateway-application-knows-ports-only",
    comment: "What a request means holds whatever brings it and whichever client speaks to the ledger.",
    from: { path: "^gateway/src/application/", pathNot: TEST_FILES },
    to: {
      path: [
        "^gateway/src/(?!application/|database/|ports/|errors/|config/package-folder\\.ts$)",
        fabricGateway,
        fabricNetwork,
        fabricProtos,
        grpc,
        level,
        express,
      ],
    },
  },
  {
    name: "gateway-adapters-know-ports-only",
    comment: "An adapter serves a port with a library; nobody's request is known to it.",
    from: { path: "^gateway/src/adapters/", pathNot: TEST_FILES },
    to: { path: ["^gateway/src/(?!adapters/|protocol/|database/|ports/|errors/|config/)", express] },
  },
  {
    name: "gateway-blocks-know-ports-only",
    comment: "What a block tells is the same through either client, and whoever asks.",
    from: { path: "^gateway/src/blocks/", pathNot: TEST_FILES },
    to: { path: ["^gateway/src/(?!blocks/|protocol/|ports/|errors/)", express] },
  },
  {
    name: "fabric-messages-in-protocol-and-blocks",
    comment:
      "Fabric's messages are read by the adapters, by gateway/src/protocol for both of them, and by gateway/src/blocks.",
    from: { path: "^gateway/src/", pathNot: [TEST_FILES, "^gateway/src/(adapters|protocol|blocks)/"] },
    to: { path: fabricProtos },
  },
  {
    name: "gateway-protocol-lies-below",
    comment: "Reading Fabric's messages needs nothing else of the gateway.",
    from: { path: "^gateway/src/protocol/", pathNot: TEST_FILES },
    to: { path: "^gateway/src/(?!protocol/)" },
  },
  {
    name: "gateway-adapters-apart",
    comment: "The two clients do not know each other: what both need lies in adapters/fabric.",
    from: { path: "^gateway/src/adapters/([^/]+)/", pathNot: TEST_FILES },
    to: { path: "^gateway/src/adapters/", pathNot: "^gateway/src/adapters/($1|fabric)/" },
  },
  {
    name: "gateway-http-reaches-no-adapter",
    comment: "HTTP does shape, status and words; the adapters are put in by whoever starts the gateway.",
    from: { path: "^gateway/src/http/", pathNot: TEST_FILES },
    to: {
      path: ["^gateway/src/(adapters/|protocol/|[^/]+$)", fabricGateway, fabricNetwork, fabricProtos, grpc, level],
    },
  },
  {
    name: "gateway-operations-serve-http",
    comment: "Metrics and logs know of ports and not of requests.",
    from: { path: "^gateway/src/operations/", pathNot: TEST_FILES },
    to: { path: ["^gateway/src/(?!operations/|ports/|errors/)", express] },
  },
  {
    name: "fabric-gateway-in-its-adapter",
    comment: "gateway/src/adapters/fabric-gateway is the only importer of its library.",
    from: { path: "^gateway/src/", pathNot: [TEST_FILES, "^gateway/src/adapters/fabric-gateway/"] },
    to: { path: fabricGateway },
  },
  {
    name: "grpc-in-adapters-of-fabric",
    comment: "Only the adapters of a Fabric network speak gRPC.",
    from: { path: "^gateway/src/", pathNot: [TEST_FILES, "^gateway/src/adapters/fabric(-gateway)?/"] },
    to: { path: grpc },
  },
  {
    name: "fabric-network-in-its-adapter",
    comment: "gateway/src/adapters/fabric-network is the only importer of its library.",
    from: { path: "^gateway/src/", pathNot: [TEST_FILES, "^gateway/src/adapters/fabric-network/"] },
    to: { path: fabricNetwork },
  },
  {
    name: "level-in-its-adapter",
    comment: "gateway/src/adapters/level is the only importer of LevelDB.",
    from: { path: "^gateway/src/", pathNot: [TEST_FILES, "^gateway/src/adapters/level/"] },
    to: { path: level },
  },
  ...WEB_RULES,
  {
    name: "gateway-uses-domain-only",
    comment: "The chaincode decides: the gateway shares its schemas and never its rules' code.",
    from: { path: "^gateway/src/", pathNot: TEST_FILES },
    to: { path: "^chaincode/(src|dist)/|^node_modules/@licet/chaincode" },
  },
  {
    name: "gateway-knows-no-network",
    comment: "A connection profile is all the gateway knows of the network it runs on.",
    from: { path: "^gateway/src/", pathNot: TEST_FILES },
    to: { path: "^(network|test|scripts)/|^node_modules/@licet/(network|test|scripts)" },
  },
  {
    name: "product-imports-no-tests",
    comment: "Test code stays out of what is shipped.",
    from: { path: "^(chaincode|gateway|network)/", pathNot: [TEST_FILES, "^gateway/src/testing"] },
    to: { path: [TEST_FILES, "^gateway/src/testing", "^node_modules/vitest"] },
  },
];

module.exports = {
  forbidden: RULES.map((rule) => ({ ...rule, severity: "error" })),
  options: {
    doNotFollow: { path: "node_modules|/dist/" },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "types", "default"],
      extensions: [".ts", ".tsx", ".mjs", ".cjs", ".js", ".json"],
    },
  },
};
