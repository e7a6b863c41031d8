// SPDX-License-Identifier: Apache-2.0
import { canonicalJson } from "@licet/domain";
import { MSP } from "../world/actors.js";
import { REF } from "../world/world.js";
import { consentsOf, privateWrite } from "./consents.js";
import { changed, lookUp } from "./forged-records.js";
import { type Attack, attacksOf, ENDORSEMENT_REFUSED, ordered, type Outcome, type Stage } from "./types.js";

/** What a custodian would like its custody to say. */
const HEAD_FORGERIES: Readonly<Record<string, (text: string, history: readonly string[]) => string | undefined>> = {
  "an earlier head": (_text, history) => history[0],
  "the head before the last": (_text, history) => history.at(-2),
  "seals intact": (text) => changed(text, { sealState: "intact" }),
  "seals broken": (text) => changed(text, { sealState: "broken" }),
  "goods further back": (text) => changed(text, { reached: { place: "GBFXT", position: 0 } }),
  "goods that came nowhere": (text) => changed(text, { reached: undefined }),
  "no open matters": (text) => changed(text, { openMatters: [] }),
  "no certificates": (text) => changed(text, { certificates: [] }),
  "another custodian": (text) => changed(text, { custodian: "CARRIERS-CR-0009" }),
  "a custodian who never had it": (text) => changed(text, { custodian: "DE-EX-0001", custodianMsp: MSP.stranger }),
  "fewer transfers": (text) => changed(text, { transfers: 0 }),
  "no keepers": (text) => changed(text, { keepers: [MSP.carriers] }),
  "no head": () => undefined,
};

const headForgery = attacksOf(
  {
    kind: "custody-head-rewritten",
    group: "member-alone",
    principle: 5,
    what: "One of the two organisations that keep a custody head rewrites it alone",
    expected: ENDORSEMENT_REFUSED,
    finding: 2,
  },
  [REF.carried, REF.troubled].flatMap((consignment) =>
    [MSP.carriers, MSP.exporting].flatMap((attacker) =>
      Object.entries(HEAD_FORGERIES).map(([name, forgery]) => ({
        on: `${name}, ${consignment} by ${attacker}`,
        run: async ({ world, hostile }: Stage): Promise<Outcome> => {
          const { key, text, history } = await lookUp(world, "custody-head", MSP.exporting, consignment);
          const value = forgery(text, history);
          return ordered(await hostile(attacker).write({ writes: [value === undefined ? { key } : { key, value }] }));
        },
      })),
    ),
  ),
);

const headTogether = attacksOf(
  {
    kind: "custody-head-rewritten-with-stranger",
    group: "member-and-accomplice",
    principle: 5,
    what: "The custodian's organisation and one that is not concerned rewrite a custody head together",
    expected: ENDORSEMENT_REFUSED,
    finding: 2,
  },
  Object.entries(HEAD_FORGERIES).map(([name, forgery]) => ({
    on: name,
    run: async ({ world, hostile }: Stage): Promise<Outcome> => {
      const { key, text, history } = await lookUp(world, "custody-head", MSP.exporting, REF.carried);
      const value = forgery(text, history);
      const set = { writes: [value === undefined ? { key } : { key, value }] };
      return ordered(await hostile(MSP.carriers, MSP.stranger, MSP.transit).write(set));
    },
  })),
);

const keepersTogether = attacksOf(
  {
    kind: "custody-rolled-back-by-both-keepers",
    group: "member-and-accomplice",
    principle: 5,
    what: "Both organisations that keep a custody head put it back onto the custodian before, together",
    expected: {
      as: "accepted",
      reason:
        "the registering state and the custodian's organisation together are everybody whom custody concerns; the events stay on the ledger, locked",
    },
    finding: 2,
  },
  [
    {
      on: REF.carried,
      moves: true,
      run: async ({ world, hostile }: Stage): Promise<Outcome> => {
        const { key, text, history } = await lookUp(world, "custody-head", MSP.exporting, REF.carried);
        const both = hostile(MSP.carriers, MSP.exporting);
        const { code } = await both.write({ writes: [{ key, value: history.at(-2) ?? "" }] });
        if (code !== "VALID") return { as: "refused", by: code };
        const audit = await world.query("customs1@AEAuthorityMSP", "custody:Audit", { consignment: REF.carried });
        await both.write({ writes: [{ key, value: text }] });
        const { problems = [] } = (audit.json ?? {}) as unknown as { problems?: readonly { code: string }[] };
        if (audit.code !== "OK" || problems.length > 0) {
          return { as: "detected", by: [audit.code, ...problems.map((one) => one.code)].join(", ") };
        }
        return { as: "accepted", says: "the head stood one transfer earlier until they put it back" };
      },
    },
  ],
);

const custodyDenied = attacksOf(
  {
    kind: "custody-denied",
    group: "member-alone",
    principle: 5,
    what: "The organisation that has the goods deletes or replaces its own word that it received them",
    expected: { as: "detected", by: ["CUSTODY_NOT_ENDORSED", "receiver-not-endorsed"] },
    finding: 2,
  },
  (["deletes", "replaces"] as const).map((way) => ({
    on: way,
    moves: true,
    run: async ({ world, hostile }: Stage): Promise<Outcome> => {
      const keys = await consentsOf(world, MSP.carriers, REF.carried);
      const carriers = hostile(MSP.carriers);
      const codes: string[] = [];
      for (const key of keys) {
        codes.push((await carriers.write({ privates: [privateWrite(MSP.carriers, key, way)] })).code);
      }
      if (!codes.includes("VALID")) return { as: "refused", by: codes.join(", ") };
      const read = await world.query("customs1@AEAuthorityMSP", "custody:Head", { consignment: REF.carried });
      for (const key of keys) {
        const value = canonicalJson({ event: key.slice("consent/custody/".length), received: true });
        await carriers.write({ privates: [{ organisation: MSP.carriers, key, value }] });
      }
      return read.code === "OK"
        ? { as: "succeeded", says: "the head reads as ever" }
        : { as: "detected", by: read.code };
    },
  })),
);

/** Members that have or had the goods rewrite what custody says. */
export const MEMBER_CUSTODY: readonly Attack[] = [
  ...headForgery,
  ...headTogether,
  ...keepersTogether,
  ...custodyDenied,
];
