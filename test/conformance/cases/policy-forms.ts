// SPDX-License-Identifier: Apache-2.0
import { msp, type common } from "@hyperledger/fabric-protos";
import type { ConformanceCase } from "../harness/case.js";
import { discovered, endorsersQuery } from "../harness/discovery.js";
import { order } from "../harness/forge.js";
import type { Observation } from "@licet/scripts/wire/observation";
import { inRole, LOCK, outOf, policyHex, principal, signedBy, someOf } from "../harness/policy-bytes.js";
import { endorsedCall } from "../harness/together.js";
import { ORG1, ORG2, ORG3, ORGANISATIONS, type World } from "../harness/world.js";

const MAJORITY = someOf(2, ORGANISATIONS);
const UNREADABLE = Buffer.from([0xff]);
const { Classification } = msp.MSPPrincipal;

function by(...endorsers: string[]): { endorsers: string[] } {
  return { endorsers };
}

/** The unit "peer" of an organisation, whoever certified it. */
function peersUnit(mspId: string): msp.MSPPrincipal {
  const unit = new msp.OrganizationUnit();
  unit.setMspIdentifier(mspId);
  unit.setOrganizationalUnitIdentifier("peer");
  return principal(Classification.ORGANIZATION_UNIT, unit.serializeBinary());
}

/** One of the first organisation's peers, or whoever the principal given means. */
function orElse(other: msp.MSPPrincipal): string {
  return policyHex(outOf(1, [signedBy(0), signedBy(1)]), [other, inRole(ORG1)]);
}

function nested(depth: number): common.SignaturePolicy {
  return depth === 0 ? signedBy(0) : outOf(1, [nested(depth - 1)]);
}

/** A negative index, which is never planned for here: it would end the peer that is asked. */
const NEGATIVE_INDEX = policyHex(outOf(1, [signedBy(0), signedBy(-1)]), [inRole(ORG1)]);

/** Policies of every form that a peer can read. */
const FORMS: Readonly<Record<string, string>> = {
  version: policyHex(outOf(1, [signedBy(0)]), [inRole(ORG1)], 1),
  noRule: policyHex(undefined, [inRole(ORG1)]),
  emptyRule: "1200",
  noneNeeded: policyHex(outOf(0, []), []),
  noneOfOneNeeded: policyHex(outOf(0, [signedBy(0)]), [inRole(ORG1)]),
  lessThanNoneNeeded: policyHex(outOf(-1, []), []),
  lock: LOCK,
  tooMany: policyHex(outOf(2, [signedBy(0)]), [inRole(ORG1)]),
  samePrincipalTwice: policyHex(outOf(2, [signedBy(0), signedBy(0)]), [inRole(ORG1)]),
  equalPrincipals: policyHex(outOf(2, [signedBy(0), signedBy(1)]), [inRole(ORG1), inRole(ORG1)]),
  outOfRange: policyHex(outOf(1, [signedBy(0), signedBy(7)]), [inRole(ORG1)]),
  negativeIndex: NEGATIVE_INDEX,
  // A rule whose index zero is left out, as a writer does who takes it for a default.
  indexLeftOut: `1206120408011200${policyHex(undefined, [inRole(ORG1)])}`,
  bare: policyHex(signedBy(0), [inRole(ORG1)]),
  member: policyHex(outOf(1, [signedBy(0)]), [inRole(ORG1, "MEMBER")]),
  client: policyHex(outOf(1, [signedBy(0)]), [inRole(ORG1, "CLIENT")]),
  nobody: policyHex(outOf(1, [signedBy(0)]), [inRole("NoSuchMSP")]),
  nameless: policyHex(outOf(1, [signedBy(0)]), [inRole("")]),
  unit: policyHex(outOf(1, [signedBy(0)]), [peersUnit(ORG1)]),
  unreadableRole: orElse(principal(Classification.ROLE, UNREADABLE)),
  unreadableUnit: orElse(principal(Classification.ORGANIZATION_UNIT, UNREADABLE)),
  unreadableIdentity: orElse(principal(Classification.IDENTITY, UNREADABLE)),
  unknownClass: orElse(principal(9, UNREADABLE)),
  orNothing: policyHex(outOf(1, [signedBy(0), outOf(1, [])]), [inRole(ORG1)]),
  orImpossible: policyHex(outOf(1, [signedBy(0), outOf(2, [signedBy(0)])]), [inRole(ORG1)]),
  orClient: policyHex(outOf(1, [signedBy(0), signedBy(1)]), [inRole(ORG1, "CLIENT"), inRole(ORG1)]),
  nested: policyHex(nested(20), [inRole(ORG1)]),
  deeplyNested: policyHex(nested(100), [inRole(ORG1)]),
  unknownField: `${policyHex(outOf(1, [signedBy(0)]), [inRole(ORG1)])}7a0161`,
};

/** Gives a key the policy and writes it with the first organisation's endorsement, then with everybody's. */
async function tried(world: World, key: string, policy: string): Promise<Observation> {
  await world.submit(ORG1, "putWithPolicyBytes", [key, "0", policy], { chaincode: "kv2", ...by(ORG1) });
  const write = async (...endorsers: string[]): Promise<Observation> => {
    const seen = await world.submit(ORG1, "put", [key, "1"], { chaincode: "kv2", ...by(...endorsers) });
    return (seen as { readonly code?: string }).code ?? seen;
  };
  const seen = { byFirst: await write(ORG1), byOther: await write(ORG2), byAll: await write(...ORGANISATIONS) };
  if (policy === NEGATIVE_INDEX) return seen;
  return { ...seen, planned: await world.submit(ORG1, "put", [key, "2"], { chaincode: "kv2" }) };
}

/** Key-level policies beyond "all of these organisations". */
export const policyFormCases: readonly ConformanceCase[] = [
  {
    id: "policy-key-majority",
    title: "A key that needs a majority of the organisations' peers",
    what: "Any two of three, whoever they are; one is too few, even if it endorses twice.",
    async run(world) {
      const key = "policy-key-majority";
      await world.submit(ORG1, "putWithPolicyBytes", [key, "0", MAJORITY], { chaincode: "kv2", ...by(ORG1) });
      const write = (...endorsers: string[]): Promise<Observation> =>
        world.submit(ORG1, "put", [key, endorsers.join()], { chaincode: "kv2", ...by(...endorsers) });
      const twice = await endorsedCall(world, ["put", key, "twice"], [ORG1, ORG1]);
      return {
        one: await write(ORG1),
        oneTwice: await order(world, world.person(ORG1), twice),
        others: await write(ORG2, ORG3),
        ends: await write(ORG1, ORG3),
        all: await write(ORG1, ORG2, ORG3),
        planned: await world.submit(ORG1, "put", [key, "planned"], { chaincode: "kv2" }),
        delete: await world.submit(ORG1, "delete", [key], { chaincode: "kv2", ...by(ORG2) }),
        loosen: await world.submit(ORG1, "clearPolicy", [key], { chaincode: "kv2", ...by(ORG3) }),
        replace: await world.submit(ORG1, "setPolicyBytes", [key, someOf(1, ORGANISATIONS)], {
          chaincode: "kv2",
          ...by(ORG1, ORG2),
        }),
        thenOne: await write(ORG3),
        discovery: await discovered(world, [
          endorsersQuery(world.channel, { name: "kv", keyPolicies: [MAJORITY], disregardOwn: true }),
          endorsersQuery(world.channel, { name: "kv", keyPolicies: [MAJORITY, someOf(1, [ORG3])] }),
        ]),
      };
    },
  },
  {
    id: "policy-key-majority-nested",
    title: "A named organisation and a majority of all",
    what: "The named one's endorsement does not count twice.",
    async run(world) {
      const key = "policy-key-nested";
      const any = outOf(2, [signedBy(0), signedBy(1), signedBy(2)]);
      const policy = policyHex(
        outOf(2, [signedBy(2), any]),
        [ORG1, ORG2, ORG3].map((mspId) => inRole(mspId)),
      );
      await world.submit(ORG1, "putWithPolicyBytes", [key, "0", policy], { chaincode: "kv2", ...by(ORG1) });
      const write = (...endorsers: string[]): Promise<Observation> =>
        world.submit(ORG1, "put", [key, "1"], { chaincode: "kv2", ...by(...endorsers) });
      return {
        withoutNamed: await write(ORG1, ORG2),
        named: await write(ORG1, ORG3),
        all: await write(ORG1, ORG2, ORG3),
        planned: await world.submit(ORG1, "put", [key, "2"], { chaincode: "kv2" }),
      };
    },
  },
  {
    id: "policy-key-forms",
    title: "Policies of every form that can be read",
    what: "Rules that are empty, too many, out of range or nested, and principals that nobody is or that cannot be read.",
    async run(world) {
      const seen: Record<string, Observation> = {};
      for (const [name, policy] of Object.entries(FORMS)) {
        seen[name] = await tried(world, `policy-key-forms-${name}`, policy);
      }
      return seen;
    },
  },
  {
    id: "policy-key-unreadable",
    title: "A policy that is none",
    what: "It is kept, and then nobody endorses a write of the key. A write endorsed before is not submitted here: it would end the channel.",
    async run(world) {
      const key = "policy-key-unreadable";
      const set = await world.submit(ORG1, "putWithPolicyBytes", [key, "0", "ff"], { chaincode: "kv2", ...by(ORG1) });
      return {
        set,
        policy: await world.evaluate(ORG2, "getPolicyBytes", [key], { chaincode: "kv2" }),
        read: await world.submit(ORG1, "copy", [key, `${key}-to`], { chaincode: "kv2", ...by(ORG1) }),
        write: await world.submit(ORG1, "put", [key, "1"], { chaincode: "kv2", ...by(ORG1) }),
        evaluated: await world.evaluate(ORG1, "put", [key, "1"], { chaincode: "kv2", ...by(ORG1) }),
      };
    },
  },
  {
    id: "policy-key-cleared-planned",
    title: "A write is planned after the key's policy was cleared",
    what: "An empty policy is not the same as none when endorsers are planned.",
    async run(world) {
      const key = "policy-key-cleared-planned";
      await world.submit(ORG1, "putWithPolicy", [key, "0", "PEER", ORG1], { chaincode: "kv2", ...by(ORG1) });
      const clear = await world.submit(ORG1, "clearPolicy", [key], { chaincode: "kv2", ...by(ORG1) });
      return {
        clear,
        planned: await world.submit(ORG1, "put", [key, "1"], { chaincode: "kv2" }),
        named: await world.submit(ORG1, "put", [key, "2"], { chaincode: "kv2", ...by(ORG2) }),
      };
    },
  },
];
