// SPDX-License-Identifier: Apache-2.0
import { TypedDataEncoder } from "ethers/hash";
import { describe, expect, it } from "vitest";
import { domainFor } from "../shared/eip712";
import { SIGNED_ACTS } from "./signed-acts";

const DOMAIN = domainFor("licet");
const terms = {
  consignment: "GB-CN-0001",
  transfer: 1,
  releasedBy: "GB-EX-0001",
  receivedBy: "CARRIERS-CR-0001",
  place: "GBFXT",
  eventTime: "2026-11-23T10:00:00Z",
  sealState: "intact",
};
const undertaking = {
  certificate: "PK-EUC-0001",
  endUser: "PK-EU-0001",
  content: "ab".repeat(32),
  signedAt: "2026-11-23T10:00:00Z",
};
const INPUTS: Readonly<Record<string, object>> = {
  "custody-release": terms,
  "custody-acceptance": {
    ...terms,
    accepted: { acceptedAt: "2026-11-23T11:00:00Z", sealState: "intact", countsAgree: true },
  },
  "custody-refusal": {
    consignment: terms.consignment,
    transfer: 1,
    refusedBy: terms.receivedBy,
    code: "INCD",
    eventTime: terms.eventTime,
  },
  "end-user-undertaking": undertaking,
  "end-user-repudiation": { ...undertaking, reason: "not-signed-by-end-user" },
};

describe("typed data that a wallet is handed", () => {
  it("has an input for every act", () => {
    expect(Object.keys(INPUTS)).toEqual(Object.keys(SIGNED_ACTS));
  });

  it.each(Object.entries(SIGNED_ACTS))(
    "%s is hashed by its own types to the digest that the ledger checks",
    (name, act) => {
      const { typedData, digest } = act.sign(DOMAIN, INPUTS[name]);
      // As a wallet does that is given JSON: the domain by the type that stands beside it, then the message by its own.
      const { domain, types, primaryType, message } = JSON.parse(JSON.stringify(typedData)) as typeof typedData;
      const { EIP712Domain = [], ...own } = types;
      const separator = TypedDataEncoder.hashStruct("EIP712Domain", { EIP712Domain: [...EIP712Domain] }, domain);
      expect(separator).toBe(TypedDataEncoder.hashDomain(domain));
      expect(primaryType).toBe(act.act.primaryType);
      expect(TypedDataEncoder.hash(domain, mutable(own), message)).toBe(digest);
    },
  );

  it("refuses an input that is none", () => {
    expect(() => SIGNED_ACTS["custody-release"]?.sign(DOMAIN, { ...terms, place: "somewhere" })).toThrow(/UN\/LOCODE/);
  });
});

function mutable<T>(types: Readonly<Record<string, readonly T[]>>): Record<string, T[]> {
  return Object.fromEntries(Object.entries(types).map(([name, fields]) => [name, [...fields]]));
}
