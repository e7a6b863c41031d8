// SPDX-License-Identifier: Apache-2.0

import { common, msp } from "@hyperledger/fabric-protos";
import { describe, expect, it } from "vitest";
import type { MspManager } from "../identity/identity.js";
import type { Layout } from "./policy.js";
import type { MspIdentity } from "../identity/msp.js";
import { parsePolicy, PolicySyntaxError } from "./dsl.js";
import { SignaturePolicy } from "./signature-policy.js";

const ROLE_NUMBERS = { member: 0, admin: 1, client: 2, peer: 3, orderer: 4 } as const;

/** An identity as policies see it. */
function identity(name: string): MspIdentity {
  const [mspId = "", role = "", id = "1"] = name.split(".");
  const roles = new Set([0, ROLE_NUMBERS[role as keyof typeof ROLE_NUMBERS]]);
  return { mspId, roles, id: `${mspId}.${role}.${id}`, organisationalUnits: [role] } as unknown as MspIdentity;
}

const msps = {} as MspManager;
const policy = (text: string): SignaturePolicy => new SignaturePolicy(msps, parsePolicy(text), text);
const satisfied = (text: string, ...names: string[]): boolean => policy(text).evaluateIdentities(names.map(identity));
const plain = (layouts: readonly Layout[]): Record<string, number>[] =>
  layouts.map((layout) => Object.fromEntries([...layout].sort(([a], [b]) => (a < b ? -1 : 1))));

describe("signature policies", () => {
  it("count organisations and roles", () => {
    expect(satisfied("OR('A.peer','B.peer')", "B.peer")).toBe(true);
    expect(satisfied("OR('A.peer','B.peer')", "B.client")).toBe(false);
    expect(satisfied("OR('A.member')", "A.client")).toBe(true);
    expect(satisfied("AND('A.peer','B.peer')", "A.peer")).toBe(false);
    expect(satisfied("AND('A.peer','B.peer')", "B.peer", "A.peer")).toBe(true);
    expect(satisfied("OutOf(2,'A.peer','B.peer','C.peer')", "A.peer", "C.peer")).toBe(true);
    expect(satisfied("OutOf(2, 'A.peer', AND('B.peer','C.peer'))", "B.peer", "C.peer")).toBe(false);
    expect(satisfied("OutOf(2, 'A.peer', AND('B.peer','C.peer'))", "B.peer", "C.peer", "A.peer")).toBe(true);
    expect(satisfied("OutOf(0,'A.peer')")).toBe(true);
    expect(satisfied("OutOf(2,'A.peer')", "A.peer", "A.peer.2")).toBe(false);
  });

  it("stand in double quotation marks as well as in single ones", () => {
    expect(satisfied('OutOf("2", "A.peer", OR("B.peer", \'C.peer\'))', "A.peer", "C.peer")).toBe(true);
    expect(() => parsePolicy(`OR("A.peer')`)).toThrow(PolicySyntaxError);
  });

  it("use each signer once", () => {
    expect(satisfied("AND('A.peer','A.peer')", "A.peer")).toBe(false);
    expect(satisfied("AND('A.peer','A.peer')", "A.peer.1", "A.peer.2")).toBe(true);
    expect(satisfied("AND('A.member','A.peer')", "A.client", "A.peer")).toBe(true);
  });

  it("give the first rule its choice of signers, as Fabric does", () => {
    // The member rule takes the peer, which comes first, and none is left for the peer rule.
    expect(satisfied("AND('A.member','A.peer')", "A.peer", "A.client")).toBe(false);
  });

  it("do not let a failed branch use up signers", () => {
    expect(satisfied("OR(AND('A.peer','B.peer'),'A.peer')", "A.peer")).toBe(true);
  });

  it("say which organisations would do", () => {
    expect(plain(policy("OR('A.peer','B.member')").layouts())).toEqual([{ A: 1 }, { B: 1 }]);
    expect(plain(policy("OutOf(2,'A.peer','B.peer','C.peer')").layouts())).toEqual([
      { A: 1, B: 1 },
      { A: 1, C: 1 },
      { B: 1, C: 1 },
    ]);
    expect(plain(policy("OR('A.peer',AND('A.peer','B.peer'))").layouts())).toEqual([{ A: 1 }]);
    expect(plain(policy("AND('A.peer','A.peer')").layouts())).toEqual([{ A: 2 }]);
    expect(plain(policy("AND('A.peer','B.client')").layouts())).toEqual([]);
  });

  it("are refused when malformed", () => {
    const envelope = new common.SignaturePolicyEnvelope();
    expect(() => new SignaturePolicy(msps, envelope)).toThrow("Empty or too deeply nested policy element");
    const rule = new common.SignaturePolicy();
    rule.setSignedBy(3);
    envelope.setRule(rule);
    expect(() => new SignaturePolicy(msps, envelope)).toThrow("identity index out of range");
  });

  it("leave out a principal that cannot be read, and do not look at a version", () => {
    const envelope = parsePolicy("OR('A.peer','B.peer')");
    envelope.setVersion(1);
    envelope.getIdentitiesList()[0]?.setPrincipal(Buffer.from([0xff]));
    envelope.addIdentities(new msp.MSPPrincipal());
    const lenient = new SignaturePolicy(msps, envelope);
    expect(lenient.evaluateIdentities([identity("A.peer")])).toBe(false);
    expect(lenient.evaluateIdentities([identity("B.peer")])).toBe(true);
  });

  it("are met by nobody where one of no rules is needed", () => {
    const lock = common.SignaturePolicyEnvelope.deserializeBinary(Buffer.from("120412020801", "hex"));
    expect(new SignaturePolicy(msps, lock).evaluateIdentities(["A.peer", "B.peer"].map(identity))).toBe(false);
  });
});

describe("the policy notation", () => {
  it("becomes Fabric's message", () => {
    const envelope = parsePolicy("AND('A.peer', OR('B.admin','A.peer'))");
    const principals = envelope.getIdentitiesList().map((principal) => {
      const role = msp.MSPRole.deserializeBinary(principal.getPrincipal_asU8());
      return `${role.getMspIdentifier()}:${role.getRole()}`;
    });
    expect(principals).toEqual(["A:3", "B:1"]);
    expect(envelope.getRule()?.getNOutOf()?.getN()).toBe(2);
    expect(envelope.getRule()?.getNOutOf()?.getRulesList()[1]?.getNOutOf()?.getN()).toBe(1);
    expect(parsePolicy("OR('Org-1.MSP.member')").getIdentitiesList()).toHaveLength(1);
    expect(parsePolicy("OutOf('2', 'A.peer', 'B.peer')").getRule()?.getNOutOf()?.getN()).toBe(2);
  });

  it.each([
    ["", "ends too early"],
    ["OR('A.peer'", "ends too early"],
    ["OR('A.peer') x", "unrecognized token"],
    ["OR('A.peer'),", "goes on after its end"],
    ["XOR('A.peer')", "unknown function XOR"],
    ["OR('A.boss')", "is not <MSP id>.<role>"],
    ["OR('peer')", "is not <MSP id>.<role>"],
    ["OutOf('A.peer')", "starts with a number"],
    ["OutOf(3,'A.peer')", "asks for 3 of 1"],
    [`${"OR(".repeat(40)}'A.peer'${")".repeat(40)}`, "nested more than 32 deep"],
  ])("refuses %s", (text, problem) => {
    expect(() => parsePolicy(text)).toThrow(PolicySyntaxError);
    expect(() => parsePolicy(text)).toThrow(problem);
  });
});
