// SPDX-License-Identifier: Apache-2.0

/** Files of tests, which may import from anywhere. */
const TEST_FILES = "\\.test\\.tsx?$";
/** The shape that a feature has, which all of them know. */
const WEB_FEATURE = "^gateway/web/src/features/feature\\.ts$";

/** What the web application's rooms may import: features lie upon shared, that upon components and api, those upon words. */
const WEB_RULES = [
  {
    name: "web-uses-domain-only",
    comment: "The web application knows the domain and the HTTP interface, and nothing else of ours.",
    from: { path: "^gateway/web/" },
    to: { path: "^(chaincode/(src|dist)|gateway/(src|dist)|network|test|scripts)/|^node_modules/@licet/(?!domain)" },
  },
  {
    name: "web-features-apart",
    comment: "A working place is built, loaded and changed without the others.",
    from: { path: "^gateway/web/src/features/([^/]+)/" },
    to: { path: "^gateway/web/src/features/", pathNot: ["^gateway/web/src/features/$1/", WEB_FEATURE] },
  },
  {
    name: "web-app-takes-the-list-of-features",
    comment: "What frames the features names none of them.",
    from: { path: "^gateway/web/src/(?!features/)" },
    to: { path: "^gateway/web/src/features/", pathNot: ["^gateway/web/src/features/[^/]+\\.ts$"] },
  },
  {
    name: "web-features-know-no-frame",
    comment: "Features are put into the frame; they take from the rooms below it.",
    from: { path: "^gateway/web/src/features/[^/]+/" },
    to: { path: "^gateway/web/src/app/" },
  },
  {
    name: "web-components-know-no-interface",
    comment: "A component shows what it is given: no request, no route of ours, no feature.",
    from: { path: "^gateway/web/src/components/" },
    to: { path: "^gateway/web/src/(api|app|features|shared)/" },
  },
  {
    name: "web-words-lie-below",
    comment: "Words and formats need nothing of what shows them.",
    from: { path: "^gateway/web/src/(words|style)/", pathNot: TEST_FILES },
    to: { path: "^gateway/web/src/(api|app|components|features|shared)/" },
  },
  {
    name: "web-api-knows-no-screen",
    comment: "Requests are the same whoever shows what they bring.",
    from: { path: "^gateway/web/src/api/" },
    to: { path: "^gateway/web/src/(app|components|features|shared)/" },
  },
  {
    name: "web-shared-lies-below-pages",
    comment: "What pages share knows none of them.",
    from: { path: "^gateway/web/src/shared/" },
    to: { path: "^gateway/web/src/(app|features)/" },
  },
];

module.exports = { TEST_FILES, WEB_RULES };
