// SPDX-License-Identifier: Apache-2.0

/**
 * Imports point downwards only: http to ledger and readmodel, those to domain; chaincode contracts to areas, those to
 * domain and ledger. Each rule says what it keeps apart and why.
 */
const TEST_FILES = "\\.test\\.ts$";
const fabricSdk = "node_modules/(@hyperledger/fabric-gateway|fabric-network|fabric-common)";
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
const embedded = (rooms) => `^network/embedded/(${rooms.join("|")})/`;
const sql = "node_modules/(@electric-sql/pglite|kysely|pg|postgres)";

module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      comment: "Files that need each other are one concept in two places.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "resolvable",
      comment: "Every import leads somewhere.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: "declared",
      comment: "A package used is a package declared in the workspace's package.json.",
      severity: "error",
      from: { path: "^(chaincode|gateway|network)/", pathNot: TEST_FILES },
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown", "npm-dev"] },
    },
    {
      name: "network-knows-nothing-of-licet",
      comment: "Any chaincode and any client run on the network, so it imports neither of ours.",
      severity: "error",
      from: { path: "^network/" },
      to: { path: "^(chaincode|gateway|test|scripts)/|^node_modules/@licet/(chaincode|gateway|test|scripts)" },
    },
    {
      name: "embedded-network-stands-alone",
      comment: "The embedded network is a package of its own, for whoever writes chaincode.",
      severity: "error",
      from: { path: "^network/embedded/" },
      to: { path: "^network/(?!embedded/)|^node_modules/@licet/" },
    },
    {
      name: "embedded-network-has-no-circles",
      comment: "Types that need each other are one concept in two places, too.",
      severity: "error",
      from: { path: "^network/embedded/" },
      to: { circular: true },
    },
    {
      name: "embedded-network-is-composed-on-top",
      comment: "Rooms know nothing of what puts them together, nor of what tests them.",
      severity: "error",
      from: { path: "^network/embedded/[^/]+/", pathNot: [TEST_FILES, "^network/embedded/testing/"] },
      to: { path: "^network/embedded/([^/]+\\.ts$|testing/)" },
    },
    ...EMBEDDED_ROOMS.slice(0, -1).map((room, at) => ({
      name: `embedded-network-${room.replaceAll(/[()]/g, "").replaceAll("|", "-and-")}-is-below`,
      comment: "The rooms of the embedded network lie upon each other; see its README.",
      severity: "error",
      from: { path: embedded([room]), pathNot: TEST_FILES },
      to: { path: embedded(EMBEDDED_ROOMS.slice(at + 1)) },
    })),
    {
      name: "chaincode-stands-alone",
      comment: "Chaincode is deployed on its own, to any Fabric network.",
      severity: "error",
      from: { path: "^chaincode/" },
      to: { path: "^(gateway|network|test|scripts)/|^node_modules/@licet/(?!domain)" },
    },
    {
      name: "domain-is-pure",
      comment: "Domain runs in a browser too: no Fabric, no Node, nothing above it.",
      severity: "error",
      from: { path: "^chaincode/domain/" },
      to: { path: [fabricShim, "^chaincode/src/", "^node_modules/@licet/"] },
    },
    {
      name: "domain-uses-no-node",
      comment: "Domain runs in a browser too.",
      severity: "error",
      from: { path: "^chaincode/domain/", pathNot: TEST_FILES },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "fabric-only-in-ledger",
      comment: "The shim is reached through chaincode/src/ledger; contracts carry contract-api's decorators.",
      severity: "error",
      from: {
        path: "^chaincode/src/",
        pathNot: [
          TEST_FILES,
          "^chaincode/src/(ledger|contracts)/",
          "^chaincode/src/index\\.ts$",
          "^chaincode/src/testing/",
        ],
      },
      to: { path: fabricShim },
    },
    {
      name: "areas-do-not-reach-up",
      comment: "Contracts name transactions and delegate; nothing below imports them.",
      severity: "error",
      from: { path: "^chaincode/src/(?!contracts/|index\\.ts)", pathNot: TEST_FILES },
      to: { path: "^chaincode/src/contracts/" },
    },
    {
      name: "ledger-knows-no-area",
      comment: "Keys, typed state and policies serve every area and know none.",
      severity: "error",
      from: { path: "^chaincode/src/ledger/", pathNot: TEST_FILES },
      to: { path: "^chaincode/src/(?!ledger/)" },
    },
    {
      name: "fabric-sdks-only-behind-the-ledger-port",
      comment: "gateway/src/ledger is the only importer of the Fabric SDKs.",
      severity: "error",
      from: { path: "^gateway/src/", pathNot: [TEST_FILES, "^gateway/src/ledger/"] },
      to: { path: fabricSdk },
    },
    {
      name: "sql-only-in-readmodel",
      comment: "gateway/src/readmodel is the only importer of SQL.",
      severity: "error",
      from: { path: "^gateway/src/", pathNot: [TEST_FILES, "^gateway/src/readmodel/"] },
      to: { path: sql },
    },
    {
      name: "gateway-uses-domain-only",
      comment: "The chaincode decides: the gateway shares its schemas and never its rules' code.",
      severity: "error",
      from: { path: "^gateway/src/", pathNot: TEST_FILES },
      to: { path: "^chaincode/(src|dist)/|^node_modules/@licet/chaincode" },
    },
    {
      name: "gateway-ledger-and-readmodel-do-not-reach-up",
      comment: "http imports ledger and readmodel, never the other way round.",
      severity: "error",
      from: { path: "^gateway/src/(ledger|readmodel)/", pathNot: TEST_FILES },
      to: { path: "^gateway/src/http/" },
    },
    {
      name: "gateway-knows-no-network",
      comment: "A connection profile is all the gateway knows of the network it runs on.",
      severity: "error",
      from: { path: "^gateway/src/", pathNot: TEST_FILES },
      to: { path: "^(network|test|scripts)/|^node_modules/@licet/(network|test|scripts)" },
    },
    {
      name: "product-imports-no-tests",
      comment: "Test code stays out of what is shipped.",
      severity: "error",
      from: { path: "^(chaincode|gateway|network)/", pathNot: TEST_FILES },
      to: { path: [TEST_FILES, "^node_modules/vitest"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules|/dist/" },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "types", "default"],
      extensions: [".ts", ".mjs", ".cjs", ".js", ".json"],
    },
  },
};
