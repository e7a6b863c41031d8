// SPDX-License-Identifier: Apache-2.0
import type { Route } from "../shared/route";

const tag = "Licences";
const application = "GB-AP-0001";
const licence = "GBSIEE2E350002";
const action = "A-0123456789abcdef";
const base = "/v1/licences/{licence}";
const legalBasis = "Regulation (EU) 2021/821, Art. 12";

const content = {
  exporter: { party: "GB-EX-0001", name: "Example Exports Ltd", country: "GB" },
  consignee: { party: "PK-EU-0001", name: "Example Networks", country: "PK" },
  endUser: { party: "PK-EU-0001", name: "Example Networks", country: "PK" },
  destination: "PK",
  originCountry: "GB",
  lines: [{ line: 1, description: "Routing apparatus", controlCode: "5A002", commodityCode: "85176200" }],
  endUse: "Switching of a civil telephone network",
  conditions: { route: ["GBFXT", "AEJEA", "PKBQM"] },
};
const kind = { scope: "individual", activity: "export", label: "SIEL" };
const lines = [{ line: 1, control: "quantity", unit: "KGM", authorised: "100000000" }];
const terms = { kind, office: "GB000051", validFrom: "2026-11-01", validTo: "2028-10-31", lines };

/** Applications, licences and what two officers do with them. */
export const LICENCE_ROUTES: readonly Route[] = [
  {
    method: "post",
    path: "/v1/applications",
    transaction: "licence:Apply",
    tag,
    creates: true,
    example: { input: { application, kind }, confidential: { content } },
  },
  {
    method: "get",
    path: "/v1/applications",
    transaction: "licence:ListApplications",
    tag,
    example: { input: { register: "GB" } },
  },
  {
    method: "get",
    path: "/v1/applications/{application}",
    transaction: "licence:ReadApplication",
    tag,
    example: { input: { application } },
  },
  {
    method: "post",
    path: "/v1/applications/{application}/withdrawal",
    transaction: "licence:WithdrawApplication",
    tag,
    example: { input: { application } },
  },
  {
    method: "post",
    path: "/v1/applications/{application}/decision",
    transaction: "licence:Decide",
    tag,
    example: { input: { application, outcome: "approve", reason: "criteria-met", legalBasis, terms } },
  },
  {
    method: "post",
    path: "/v1/applications/{application}/licence",
    transaction: "licence:Issue",
    tag,
    creates: true,
    example: { input: { application, licence } },
  },
  { method: "get", path: "/v1/licences", transaction: "licence:List", tag, example: { input: { register: "GB" } } },
  { method: "get", path: base, transaction: "licence:Read", tag, example: { input: { licence } } },
  {
    method: "post",
    path: `${base}/suspension`,
    transaction: "licence:Suspend",
    tag,
    example: { input: { licence, reason: "diversion-risk", legalBasis } },
  },
  {
    method: "post",
    path: `${base}/reinstatement-requests`,
    transaction: "licence:RequestReinstatement",
    tag,
    creates: true,
    example: { input: { licence, reason: "cause-removed", legalBasis } },
  },
  {
    method: "post",
    path: `${base}/revocation-requests`,
    transaction: "licence:RequestRevocation",
    tag,
    creates: true,
    example: { input: { licence, reason: "embargo", legalBasis } },
  },
  {
    method: "post",
    path: `${base}/cancellation-requests`,
    transaction: "licence:RequestCancellation",
    tag,
    creates: true,
    example: { input: { licence, reason: "issued-in-error", legalBasis } },
  },
  {
    method: "post",
    path: `${base}/amendment-requests`,
    transaction: "licence:RequestAmendment",
    tag,
    creates: true,
    example: {
      input: { licence, reason: "change-of-circumstances", legalBasis, amendment: { validTo: "2029-10-31" } },
    },
  },
  {
    method: "post",
    path: `${base}/override-requests`,
    transaction: "licence:RequestOverride",
    tag,
    creates: true,
    example: {
      input: {
        licence,
        reason: "exceptional-circumstances",
        legalBasis,
        line: 1,
        quantity: { amount: "1000000", unit: "KGM" },
      },
    },
  },
  {
    method: "get",
    path: `${base}/actions`,
    transaction: "licence:ListActions",
    tag,
    example: { input: { licence } },
  },
  {
    method: "post",
    path: `${base}/actions/{action}/confirmation`,
    transaction: "licence:ConfirmAction",
    tag,
    example: { input: { licence, action } },
  },
  {
    method: "post",
    path: `${base}/actions/{action}/rejection`,
    transaction: "licence:RejectAction",
    tag,
    example: { input: { licence, action } },
  },
  {
    method: "post",
    path: `${base}/surrender`,
    transaction: "licence:Surrender",
    tag,
    example: { input: { licence } },
  },
  { method: "post", path: `${base}/expiry`, transaction: "licence:Expire", tag, example: { input: { licence } } },
];
