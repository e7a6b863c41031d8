// SPDX-License-Identifier: Apache-2.0
import type { Context } from "fabric-contract-api";
import { describe, expect, it } from "vitest";
import { Membership, pseudonymOf } from "@licet/domain";
import { codeOf } from "../testing/fabric/refusals";
import { callerOf, StubPrivateState, StubWorldState } from "./fabric-transaction";
import { LOCK, quorumPolicy } from "./policies";
import { clientIdentity, type SubjectAttribute } from "../testing/fabric/identities";
import { authority, CARRIERS } from "@licet/domain/testing/members";
import { TEST_MEMBERSHIP } from "../testing/fabric/members";

type Stub = Context["stub"];

const GB = "GBAuthorityMSP";
const XI = new Membership([authority("GB", { officePrefixes: ["XI"], roles: ["customs-officer"] }), CARRIERS], 1, "");

function called(
  given: {
    readonly mspId?: string;
    readonly attributes?: Readonly<Record<string, string>>;
    readonly subject?: readonly SubjectAttribute[];
    readonly members?: Membership;
  } = {},
): ReturnType<typeof callerOf> {
  const identity = clientIdentity(given.mspId ?? GB, given.attributes, given.subject);
  return callerOf({ clientIdentity: identity } as Context, given.members ?? TEST_MEMBERSHIP);
}
const refused = (given: Parameters<typeof called>[0]) => codeOf(Promise.resolve().then(() => called(given)));

describe("a caller's role", () => {
  it.each([
    ["customs-officer", GB, TEST_MEMBERSHIP, "customs-officer"],
    ["carrier", "CarriersMSP", TEST_MEMBERSHIP, "carrier"],
    ["registrar", "CarriersMSP", TEST_MEMBERSHIP, "registrar"],
    ["customs-officer", "CarriersMSP", TEST_MEMBERSHIP, undefined],
    ["licensing-officer", "CarriersMSP", TEST_MEMBERSHIP, undefined],
    ["licensing-officer", GB, XI, undefined],
    ["customs-officer", "ZZAuthorityMSP", TEST_MEMBERSHIP, undefined],
    ["root", GB, TEST_MEMBERSHIP, undefined],
    ["registrar", GB, Membership.NONE, "registrar"],
  ] as const)("%s of %s counts where the members' record lets it", (role, mspId, members, counts) => {
    expect(called({ mspId, members, attributes: { "licet.role": role } }).role).toBe(counts);
  });
});

describe("a caller's state and office", () => {
  it("is the organisation's, whatever the certificate says", () => {
    expect(called({ attributes: { "licet.jurisdiction": "PK" } }).jurisdiction).toBe("GB");
    const carrier = { mspId: "CarriersMSP", attributes: { "licet.jurisdiction": "GB" } };
    expect(called(carrier).jurisdiction).toBeUndefined();
  });

  it.each([
    ["GB000051", GB, TEST_MEMBERSHIP, "no error"],
    ["XI000014", GB, XI, "no error"],
    ["XI000014", GB, TEST_MEMBERSHIP, "OFFICE_OF_ANOTHER_STATE"],
    ["GB000051", "PKAuthorityMSP", TEST_MEMBERSHIP, "OFFICE_OF_ANOTHER_STATE"],
    ["GB000051", "CarriersMSP", TEST_MEMBERSHIP, "OFFICE_OF_ANOTHER_STATE"],
    ["GB000051", "ZZAuthorityMSP", TEST_MEMBERSHIP, "OFFICE_OF_ANOTHER_STATE"],
  ] as const)("%s named by an identity of %s", async (office, mspId, members, code) => {
    expect(await refused({ mspId, members, attributes: { "licet.office": office } })).toBe(code);
  });
});

describe("a person", () => {
  const of = (...subject: readonly SubjectAttribute[]) => called({ subject }).officer;

  it("is organisation and enrolment id, and no name", () => {
    const officer = of(["CN", "registrar1"]);
    expect(officer).toBe(pseudonymOf(GB, "registrar1"));
    expect(officer).toMatch(/^[0-9a-f]{32}$/);
    expect(officer).not.toBe(called({ mspId: "PKAuthorityMSP", subject: [["CN", "registrar1"]] }).officer);
    expect(officer).not.toBe(of(["CN", "registrar2"]));
  });

  it("stays the same with every certificate made out to it", () => {
    const officer = of(["CN", "registrar1"]);
    for (const more of ["client", "customs", "elsewhere"]) {
      expect(of(["OU", more], ["CN", "registrar1"])).toBe(officer);
      expect(of(["CN", "registrar1"], ["OU", more], ["OU", "another"])).toBe(officer);
    }
    const attributes = { "hf.EnrollmentID": "registrar1", "licet.office": "GB000051" };
    expect(called({ attributes, subject: [["CN", "registrar1"]] }).officer).toBe(officer);
  });

  it.each<[string, readonly SubjectAttribute[], Record<string, string>]>([
    ["no common name", [["OU", "client"]], {}],
    ["an empty common name", [["CN", ""]], {}],
    [
      "two common names",
      [
        ["CN", "one"],
        ["CN", "two"],
      ],
      {},
    ],
    [
      "two common names that are the same",
      [
        ["CN", "one"],
        ["CN", "one"],
      ],
      {},
    ],
    ["an enrolment id beside another common name", [["CN", "one"]], { "hf.EnrollmentID": "two" }],
    ["an empty enrolment id", [["CN", "one"]], { "hf.EnrollmentID": "" }],
    ["an enrolment id without a common name", [["OU", "client"]], { "hf.EnrollmentID": "two" }],
  ])("is nobody with %s", async (_, subject, attributes) => {
    expect(await refused({ subject, attributes })).toBe("IDENTITY_UNCLEAR");
  });
});

describe("the stub", () => {
  const policies = new Map<string, Uint8Array>();
  const stub = {
    getState: () => Promise.resolve(new Uint8Array()),
    getPrivateData: (_: string, key: string) =>
      key === "away"
        ? Promise.reject(
            new Error("private data matching public hash version is not available. Public hash version = 1"),
          )
        : Promise.resolve(new Uint8Array()),
    getPrivateDataHash: (_: string, key: string) =>
      Promise.resolve(key === "held" ? Buffer.from("ab", "hex") : Buffer.alloc(0)),
    setStateValidationParameter: (key: string, policy: Uint8Array) => Promise.resolve(void policies.set(key, policy)),
    setPrivateDataValidationParameter: (collection: string, key: string, policy: Uint8Array) =>
      Promise.resolve(void policies.set(`${collection} ${key}`, policy)),
    getPrivateDataValidationParameter: (collection: string, key: string) =>
      Promise.resolve(policies.get(`${collection} ${key}`)),
  } as unknown as Stub;
  const state = new StubWorldState(stub);
  const privateState = new StubPrivateState(stub);

  it("answers with nothing where Fabric answers with no bytes", async () => {
    expect(await state.get("key")).toBeUndefined();
    expect(await privateState.get(GB, "key")).toBeUndefined();
    expect(await privateState.hash(GB, "key")).toBeUndefined();
    expect(await privateState.hash(GB, "held")).toBe("ab");
  });

  it("says in plain words that a peer has not received what it has the hash of", async () => {
    await expect(privateState.get(GB, "away")).rejects.toMatchObject({
      code: "PRIVATE_DATA_MISSING",
      sentence: expect.stringContaining("has not received the content itself") as unknown,
    });
  });

  it("sets policies that all, so many, or nobody can satisfy", async () => {
    await state.setQuorum("majority", { needed: 2, of: [GB, "PKAuthorityMSP", "CarriersMSP"] });
    await state.lock("nobody");
    expect(policies.get("majority")).toEqual(quorumPolicy({ needed: 2, of: [GB, "PKAuthorityMSP", "CarriersMSP"] }));
    expect(policies.get("nobody")).toEqual(LOCK);
    await state.setEndorsers("all", [GB]);
    expect(Buffer.from(policies.get("all") ?? []).toString()).toContain(GB);
  });

  it("tells a locked entry of a collection from one with another policy or none", async () => {
    expect(await privateState.isLocked(GB, "open")).toBe(false);
    await privateState.lock(GB, "proof");
    expect(await privateState.isLocked(GB, "proof")).toBe(true);
    expect(await privateState.isLocked("PKAuthorityMSP", "proof")).toBe(false);
    policies.set(`_implicit_org_${GB} other`, quorumPolicy({ needed: 1, of: [GB] }));
    expect(await privateState.isLocked(GB, "other")).toBe(false);
  });
});
