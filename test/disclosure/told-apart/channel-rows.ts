// SPDX-License-Identifier: Apache-2.0
import { type ChannelRow, everybody, firstOf, type Told } from "./row.js";

/** What is on the channel is shown to every member, and what is not there is said not to be. */
const SHOWN = everybody(["404 NOT_FOUND", "200"]);
/** What hangs under a reference is a list, which is empty for one that is not there. */
const LISTED = everybody(["200", "200"]);
const OF_LINES = everybody(["404 LINE_NOT_ON_LICENCE", "200"]);
const ROLE: Told = ["403 ROLE_NOT_ALLOWED", "403 ROLE_NOT_ALLOWED"];
const ELSEWHERE: Told = ["403 NOT_YOUR_RECORD", "403 NOT_YOUR_RECORD"];

const LICENCE = { licence: "GBSIEL/2026/0000001/P" };
const NO_LICENCE = { licence: "GBSIEL/2026/0000404" };
const CONSIGNMENT = { consignment: "GB-CN-0001" };
const NO_CONSIGNMENT = { consignment: "GB-CN-0404" };
const LIST = { publisher: "GB", list: "EU-ANNEX-I" };

const row = (absent: ChannelRow["absent"], there: ChannelRow["there"], told = SHOWN): ChannelRow => ({
  absent,
  there,
  told,
});
const ofLicence = (told = SHOWN, more = {}): ChannelRow =>
  row({ ...NO_LICENCE, ...more }, { ...LICENCE, ...more }, told);
const ofConsignment = (told = SHOWN): ChannelRow => row(NO_CONSIGNMENT, CONSIGNMENT, told);

/** Every route that reads one thing of the channel. */
export const CHANNEL_ROWS: Readonly<Record<string, ChannelRow>> = {
  "get /v1/members/changes/{change}": row({ change: "GB-MC-0404" }, { change: firstOf("members-change") }),
  "get /v1/parties/{id}": row({ id: "GB-EX-0404" }, { id: "GB-EX-0002" }),
  "get /v1/parties/{party}/keys": row({ party: "GB-EX-0404" }, { party: "GB-EX-0002" }, LISTED),
  "get /v1/signatories/{id}": row({ id: `PK-SG-${"0".repeat(32)}` }, { id: firstOf("signatory") }),
  "get /v1/applications/{application}": row({ application: "GB-AP-0404" }, { application: "GB-AP-L0000001" }),
  "get /v1/licences/{licence}": ofLicence(),
  "get /v1/licences/{licence}/actions": ofLicence(LISTED),
  "get /v1/licences/{licence}/lines/{line}": ofLicence(OF_LINES, { line: "1" }),
  "get /v1/licences/{licence}/lines/{line}/entries": ofLicence(OF_LINES, { line: "1" }),
  "get /v1/licences/{licence}/reservations": ofLicence(),
  "get /v1/licences/{licence}/consignments": ofLicence(),
  // What is used of a value is confidential: who may read it is asked before whether there is anything.
  "get /v1/licences/{licence}/lines/{line}/value": row(
    { ...NO_LICENCE, line: "2" },
    { ...LICENCE, line: "2" },
    everybody(ROLE, { "the own officer": ["404 NOT_FOUND", "200"], "another state's officer": ELSEWHERE }),
  ),
  "get /v1/certificates/{certificate}": row({ certificate: "PK-EUC-0404" }, { certificate: "PK-EUC-0001" }),
  "get /v1/consignments/{consignment}": ofConsignment(),
  "get /v1/consignments/{consignment}/custody": ofConsignment(),
  "get /v1/consignments/{consignment}/custody/events": ofConsignment(),
  "get /v1/consignments/{consignment}/custody/audit": ofConsignment(),
  "get /v1/consignments/{consignment}/holds": ofConsignment(LISTED),
  "get /v1/consignments/{consignment}/inspections": ofConsignment(LISTED),
  // What a release leaves free is the declaring state's customs' alone.
  "get /v1/consignments/{consignment}/release-evidence": ofConsignment(
    everybody(ROLE, { "another state's officer": ELSEWHERE }),
  ),
  "get /v1/checkpoint/verifications/{verification}": row(
    { verification: "AE-VR-0404" },
    { verification: firstOf("verification") },
  ),
  "get /v1/records/{type}/{id}": row(
    { type: "consignment", id: "GB-CN-0404" },
    { type: "consignment", id: "GB-CN-0001" },
  ),
  "get /v1/control-lists/{publisher}/{list}/editions": row({ ...LIST, list: "NONE" }, LIST, LISTED),
  "get /v1/control-lists/{publisher}/{list}/editions/{edition}/groups/{group}": row(
    { ...LIST, edition: "1999", group: "5A" },
    { ...LIST, edition: "2024", group: "5A" },
  ),
  "get /v1/control-lists/{publisher}/{list}/entries/{code}": row(
    { ...LIST, code: "9A999" },
    { ...LIST, code: "5A002" },
  ),
  "get /v1/control-codes/{code}": row({ code: "9A999" }, { code: "5A002" }, LISTED),
  "get /v1/transactions/{id}": row({ id: "f".repeat(64) }, { id: `${"0".repeat(63)}1` }),
  "get /v1/blocks/{block}": row({ block: "999" }, { block: "1" }),
  "get /v1/blocks/{block}/transactions/{transaction}": row(
    { block: "1", transaction: "999" },
    { block: "1", transaction: "0" },
  ),
};

/** Routes that name what another one reads: acts upon it, which the ledger decides, and its history. */
export const NAMED_LIKEWISE: Readonly<Record<string, readonly string[]>> = {
  "get /v1/members/changes/{change}": ["agreements", "application"],
  "get /v1/parties/{id}": ["identifiers", "suspension", "reinstatement"],
  "get /v1/parties/{party}/keys": ["{address}/revocation", ""],
  "get /v1/signatories/{id}": ["ending"],
  "get /v1/control-lists/{publisher}/{list}/editions": ["{edition}/groups", "{edition}/publication"],
  "get /v1/applications/{application}": ["withdrawal", "decision", "licence"],
  "get /v1/licences/{licence}": [
    ...["suspension", "surrender", "expiry"],
    ...["reinstatement", "revocation", "cancellation", "amendment", "override"].map((act) => `${act}-requests`),
  ],
  "get /v1/licences/{licence}/actions": ["{action}/confirmation", "{action}/rejection"],
  "get /v1/certificates/{certificate}": [
    ...["signature", "certification", "binding", "withdrawal", "repudiation", "reinstatement", "expiry", "fulfilment"],
  ],
  "get /v1/consignments/{consignment}": [
    ...["amendments", "export-release", "invalidation", "receipt", "difference-resolution"],
  ],
  "get /v1/consignments/{consignment}/custody": [
    ...["proposals", "acceptances", "refusals", "cancellations", "handoffs", "reseals", "incidents", "closures"],
    "error-declarations",
  ],
  "get /v1/consignments/{consignment}/holds": ["", "{hold}/release"],
  "get /v1/consignments/{consignment}/inspections": [""],
};

/** The same of routes whose address is another one. */
export const NAMED_ELSEWHERE: Readonly<Record<string, keyof typeof CHANNEL_ROWS>> = {
  "get /v1/records/{type}/{id}/history": "get /v1/records/{type}/{id}",
  "get /v1/transactions/{id}/place": "get /v1/transactions/{id}",
  "post /v1/paper-certificates/{certificate}/verification": "get /v1/certificates/{certificate}",
};

/** Routes whose parameter is a word of the interface itself: which there are stands in its description. */
export const WORDS_OF_THE_INTERFACE: readonly string[] = [
  "get /problems/{code}",
  "post /v1/typed-data/{act}",
  "get /v1/lists/{list}",
  "get /v1/work/{queue}",
  "get /v1/exports/{list}",
];
