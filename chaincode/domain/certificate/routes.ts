// SPDX-License-Identifier: Apache-2.0
import type { Route } from "../shared/route";

const tag = "Certificates";
const certificate = "PK-EUC-0001";
const onPaper = "GB-EUC-0007";
const document = "3f".repeat(32);

/** What examples assure, whoever the end user is. */
const assured = {
  exporter: { party: "GB-EX-0001", name: "Example Exports Ltd", country: "GB" },
  lines: [
    {
      line: 1,
      description: "Routing apparatus",
      controlCode: "5A002",
      quantity: { amount: "10000000", unit: "KGM" },
    },
  ],
  endUse: "Switching of a civil telephone network",
  undertakings: [
    { code: "end-use-as-stated", given: true },
    { code: "no-re-export-without-consent", given: true },
    { code: "no-mass-destruction", given: true },
  ],
};

/** End-use certificates and other assurance documents, from draft to fulfilment. */
export const CERTIFICATE_ROUTES: readonly Route[] = [
  {
    method: "post",
    path: "/v1/certificates",
    transaction: "certificate:Draft",
    tag,
    creates: true,
    example: {
      input: { certificate, validTo: "2028-12-31" },
      confidential: {
        content: {
          ...assured,
          consignee: { party: "PK-EU-0001", name: "Example Networks", country: "PK" },
          endUser: { party: "PK-EU-0001", name: "Example Networks", country: "PK" },
          destination: "PK",
        },
      },
    },
  },
  {
    method: "post",
    path: "/v1/paper-certificates",
    transaction: "certificate:RecordPaper",
    tag,
    creates: true,
    example: {
      input: {
        certificate: onPaper,
        issuingState: "OM",
        document,
        signedOn: "2026-11-02",
        validTo: "2028-12-31",
      },
      confidential: {
        content: {
          ...assured,
          consignee: { party: "GB-EU-0007", name: "Example Telecom", country: "OM" },
          endUser: { party: "GB-EU-0007", name: "Example Telecom", country: "OM" },
          destination: "OM",
        },
      },
    },
  },
  {
    method: "post",
    path: "/v1/paper-certificates/{certificate}/verification",
    transaction: "certificate:VerifyPaper",
    tag,
    example: {
      input: { certificate: onPaper, how: "issuing-authority-confirmed", document, validTo: "2028-12-31" },
    },
  },
  {
    method: "get",
    path: "/v1/certificates",
    transaction: "certificate:List",
    tag,
    example: { input: { issuingState: "PK" } },
  },
  {
    method: "get",
    path: "/v1/certificates/{certificate}",
    transaction: "certificate:Read",
    tag,
    example: { input: { certificate } },
  },
  {
    method: "post",
    path: "/v1/certificates/{certificate}/signature",
    transaction: "certificate:Sign",
    tag,
    example: {
      input: { certificate },
      confidential: { signature: { signature: `0x${"1b".repeat(65)}`, signedAt: "2026-11-20T09:00:00Z" } },
    },
  },
  {
    method: "post",
    path: "/v1/certificates/{certificate}/certification",
    transaction: "certificate:Certify",
    tag,
    example: { input: { certificate, validTo: "2028-12-31" } },
  },
  {
    method: "post",
    path: "/v1/certificates/{certificate}/binding",
    transaction: "certificate:Bind",
    tag,
    example: { input: { certificate, licence: "GBSIEE2E350002" } },
  },
  {
    method: "post",
    path: "/v1/certificates/{certificate}/withdrawal",
    transaction: "certificate:Withdraw",
    tag,
    example: { input: { certificate, reason: "content-false" } },
  },
  {
    method: "post",
    path: "/v1/certificates/{certificate}/repudiation",
    transaction: "certificate:Repudiate",
    tag,
    example: { input: { certificate, reason: "not-signed-by-end-user" } },
  },
  {
    method: "post",
    path: "/v1/certificates/{certificate}/reinstatement",
    transaction: "certificate:Reinstate",
    tag,
    example: { input: { certificate } },
  },
  {
    method: "post",
    path: "/v1/certificates/{certificate}/expiry",
    transaction: "certificate:Expire",
    tag,
    example: { input: { certificate } },
  },
  {
    method: "post",
    path: "/v1/certificates/{certificate}/fulfilment",
    transaction: "certificate:Fulfil",
    tag,
    example: { input: { certificate, consignment: "GB-CN-0001", place: "PKBQM", arrivedOn: "2026-12-20" } },
  },
];
