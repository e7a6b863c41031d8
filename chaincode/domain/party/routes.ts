// SPDX-License-Identifier: Apache-2.0
import type { Route } from "../shared/route";

const tag = "Parties";

/** Parties, their signing keys and the signatories of a state. */
export const PARTY_ROUTES: readonly Route[] = [
  {
    method: "post",
    path: "/v1/parties",
    transaction: "party:Register",
    tag,
    creates: true,
    example: {
      input: { id: "GB-EX-0001", kinds: ["exporter"], jurisdiction: "GB", validFrom: "2026-01-01" },
      confidential: {
        content: {
          name: "Example Exports Ltd",
          identifiers: [{ scheme: "EORI", value: "GB417869120000" }],
          address: "1 Quay Street, Felixstowe",
          country: "GB",
        },
      },
    },
  },
  {
    method: "get",
    path: "/v1/parties",
    transaction: "party:List",
    tag,
    example: { input: { register: "GB", pageSize: 25 } },
  },
  { method: "get", path: "/v1/parties/{id}", transaction: "party:Read", tag, example: { input: { id: "GB-EX-0001" } } },
  {
    method: "post",
    path: "/v1/parties/{id}/identifiers",
    transaction: "party:AddIdentifiers",
    tag,
    example: {
      input: { id: "GB-EX-0001" },
      confidential: {
        content: {
          name: "Example Exports Ltd",
          identifiers: [
            { scheme: "EORI", value: "GB417869120000" },
            { scheme: "LEI", value: "213800EXAMPLE0000012" },
          ],
          address: "1 Quay Street, Felixstowe",
          country: "GB",
        },
      },
    },
  },
  {
    method: "post",
    path: "/v1/parties/{id}/suspension",
    transaction: "party:Suspend",
    tag,
    example: { input: { id: "GB-EX-0001", reason: "investigation" } },
  },
  {
    method: "post",
    path: "/v1/parties/{id}/reinstatement",
    transaction: "party:Reinstate",
    tag,
    example: { input: { id: "GB-EX-0001", reason: "cause-removed" } },
  },
  {
    method: "get",
    path: "/v1/parties/{party}/keys",
    transaction: "party:ListKeys",
    tag,
    example: { input: { party: "CARRIERS-CR-0001" } },
  },
  {
    method: "post",
    path: "/v1/parties/{party}/keys",
    transaction: "party:AddKey",
    tag,
    creates: true,
    example: {
      input: {
        party: "CARRIERS-CR-0001",
        address: "0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826",
        validFrom: "2026-01-01T00:00:00Z",
      },
    },
  },
  {
    method: "post",
    path: "/v1/parties/{party}/keys/{address}/revocation",
    transaction: "party:RevokeKey",
    tag,
    example: {
      input: {
        party: "CARRIERS-CR-0001",
        address: "0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826",
        reason: "key-compromised",
      },
    },
  },
  { method: "get", path: "/v1/me", transaction: "party:WhoAmI", tag, example: { input: {} } },
  {
    method: "post",
    path: "/v1/signatories",
    transaction: "party:AppointSignatory",
    tag,
    creates: true,
    example: {
      input: {
        register: "PK",
        officer: "0123456789abcdef0123456789abcdef",
        office: "PK000001",
        scope: ["EUC"],
        validFrom: "2026-01-01",
        validTo: "2027-12-31",
      },
    },
  },
  {
    method: "get",
    path: "/v1/signatories/{id}",
    transaction: "party:ReadSignatory",
    tag,
    example: { input: { id: "PK-SG-0123456789ABCDEF0123456789ABCDEF" } },
  },
  {
    method: "post",
    path: "/v1/signatories/{id}/ending",
    transaction: "party:EndSignatory",
    tag,
    example: { input: { id: "PK-SG-0123456789ABCDEF0123456789ABCDEF", reason: "left-office" } },
  },
];
