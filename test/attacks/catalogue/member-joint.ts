// SPDX-License-Identifier: Apache-2.0
import type { JsonValue } from "@licet/domain";
import { consentKey, proofKey } from "@licet/chaincode/internal/fabric/keys";
import { LOCK } from "@licet/chaincode/internal/fabric/policies";
import type { Ordered } from "../harness/network.js";
import { MSP } from "../world/actors.js";
import { REF } from "../world/world.js";
import { consentsOf, privateWrite } from "./consents.js";
import { changed, lookUp, ownRecords } from "./forged-records.js";
import { placeOf } from "./samples.js";
import { type Attack, attacksOf, ENDORSEMENT_REFUSED, ordered, type Outcome, type Stage } from "./types.js";

type Fields = Readonly<Record<string, JsonValue | undefined>>;

/** Records that others have come to rely on, rewritten or replaced by one of those whom they concern. */
const JOINT: readonly {
  on: string;
  by: string;
  type: "consignment" | "certificate" | "receipt" | "custody-head";
  owner: string;
  id: string;
  fields: Fields;
}[] = [
  {
    on: "takes a receipt back",
    by: MSP.exporting,
    type: "consignment",
    owner: MSP.exporting,
    id: REF.received,
    fields: { status: "released", receipt: undefined },
  },
  {
    on: "rewrites the counts of a receipt",
    by: MSP.exporting,
    type: "consignment",
    owner: MSP.exporting,
    id: REF.received,
    fields: { difference: "open" },
  },
  {
    on: "rewrites a consignment it has received",
    by: MSP.importing,
    type: "consignment",
    owner: MSP.exporting,
    id: REF.received,
    fields: { difference: "open" },
  },
  {
    on: "rewrites its own receipt",
    by: MSP.importing,
    type: "receipt",
    owner: MSP.importing,
    id: `${REF.received}#PK`,
    fields: { consignment: REF.carried },
  },
  {
    on: "deletes the destination's receipt",
    by: MSP.exporting,
    type: "receipt",
    owner: MSP.importing,
    id: `${REF.received}#PK`,
    fields: { consignment: "" },
  },
  {
    on: "rewrites a bound certificate's validity",
    by: MSP.importing,
    type: "certificate",
    owner: MSP.importing,
    id: REF.certificate,
    fields: { validTo: "2099-12-31" },
  },
  {
    on: "rewrites a bound certificate's content",
    by: MSP.importing,
    type: "certificate",
    owner: MSP.importing,
    id: REF.certificate,
    fields: { commitments: { content: "1".repeat(64) } },
  },
  {
    on: "unbinds a certificate",
    by: MSP.importing,
    type: "certificate",
    owner: MSP.importing,
    id: REF.certificate,
    fields: { boundTo: undefined },
  },
  {
    on: "rewrites a bound certificate's content",
    by: MSP.exporting,
    type: "certificate",
    owner: MSP.importing,
    id: REF.certificate,
    fields: { commitments: { content: "1".repeat(64) } },
  },
  {
    on: "binds a certificate to another licence",
    by: MSP.exporting,
    type: "certificate",
    owner: MSP.importing,
    id: REF.certificate,
    fields: { boundTo: REF.licence },
  },
];

const jointRewritten = attacksOf(
  {
    kind: "joint-record-rewritten",
    group: "member-alone",
    principle: 6,
    what: "One of two states rewrites alone what both have come to rely on",
    expected: ENDORSEMENT_REFUSED,
    finding: 8,
  },
  JOINT.map(({ on, by, type, owner, id, fields }) => ({
    on: `${by} ${on}`,
    run: async ({ world, hostile }: Stage): Promise<Outcome> => {
      const { key, text } = await lookUp(world, type, owner, id);
      return ordered(await hostile(by).write({ writes: [{ key, value: changed(text, fields) }] }));
    },
  })),
);

const recreated = attacksOf(
  {
    kind: "joint-record-replaced",
    group: "member-alone",
    principle: 5,
    what: "The owner proves another record under the reference of one that others rely on",
    expected: ENDORSEMENT_REFUSED,
    finding: 8,
  },
  (
    [
      ["consignment", MSP.exporting, REF.carried],
      ["consignment", MSP.exporting, REF.received],
      ["custody-head", MSP.exporting, REF.carried],
      ["custody-head", MSP.exporting, REF.registered],
      ["certificate", MSP.importing, REF.certificate],
      ["receipt", MSP.importing, `${REF.received}#PK`],
    ] as const
  ).flatMap(([type, owner, id]) => [
    {
      on: `${type} ${id}`,
      run: async ({ world, hostile }: Stage): Promise<Outcome> => {
        const { record } = await lookUp(world, type, owner, id);
        return ordered(
          await hostile(owner).write((txId) => ownRecords(txId, [{ type, owner, reference: id, record }])),
        );
      },
    },
    {
      on: `${type} ${id}, unproven`,
      run: async ({ hostile }: Stage): Promise<Outcome> =>
        ordered(await hostile(owner).write({ privates: [{ organisation: owner, key: proofKey(type, id) }] })),
    },
  ]),
);

const ownEntry = attacksOf(
  {
    kind: "own-entry-rewritten",
    group: "member-alone",
    principle: 5,
    what: "The owner rewrites, deletes or unlocks an entry of a chain of its own",
    expected: ENDORSEMENT_REFUSED,
  },
  (["licence-entry", "custody-event"] as const).flatMap((type) =>
    (["rewrites", "deletes", "unlocks"] as const).map((way) => ({
      on: `${way} a ${type}`,
      run: async ({ world, hostile }: Stage): Promise<Outcome> => {
        const { key, value } = await placeOf(world, type);
        const set = {
          rewrites: { writes: [{ key, value: value.replace("1", "2") }] },
          deletes: { writes: [{ key }] },
          unlocks: { policies: [{ key, policy: LOCK.slice(0, 0) }] },
        }[way];
        return ordered(await hostile(MSP.exporting).write(set));
      },
    })),
  ),
);

/** Outcome of several writes of which none may be recorded. */
async function refusedEach(keys: readonly string[], write: (key: string) => Promise<Ordered>): Promise<Outcome> {
  let last: Outcome = { as: "without-effect", says: "there was nothing to write" };
  for (const key of keys) {
    last = ordered(await write(key));
    if (last.as === "recorded") return { as: "succeeded", says: `${key} was written` };
  }
  return last;
}

const consentTakenBack = attacksOf(
  {
    kind: "consent-taken-back",
    group: "member-alone",
    principle: 6,
    what: "An organisation deletes or replaces a consent of its own that is locked: to what is past, or to a certificate's binding",
    expected: ENDORSEMENT_REFUSED,
    finding: 2,
  },
  (["deletes", "replaces"] as const).flatMap((way) => [
    {
      on: `${way} its consents to what it gave up`,
      run: async ({ world, hostile }: Stage): Promise<Outcome> => {
        const events = await consentsOf(world, MSP.carriers, REF.received);
        return refusedEach(events, (key) =>
          hostile(MSP.carriers).write({ privates: [privateWrite(MSP.carriers, key, way)] }),
        );
      },
    },
    {
      on: `${way} its consent to a binding`,
      run: async ({ world, hostile }: Stage): Promise<Outcome> => {
        const { json } = await world.query("certifier1@PKAuthorityMSP", "certificate:Read", {
          certificate: REF.certificate,
        });
        const { boundAt } = json as { boundAt: string };
        const key = consentKey("binding", `${REF.certificate}/${boundAt}`);
        await world.observed.catchUp();
        if (world.observed.hashIn(MSP.exporting, key) === undefined)
          throw new Error("there is no consent to the binding");
        return ordered(await hostile(MSP.exporting).write({ privates: [privateWrite(MSP.exporting, key, way)] }));
      },
    },
  ]),
);

const consentForged = attacksOf(
  {
    kind: "consent-forged",
    group: "member-alone",
    principle: 6,
    what: "Writes a consent into the collection of the organisation whose consent is needed",
    expected: ENDORSEMENT_REFUSED,
    finding: 8,
  },
  (
    [
      ["custody", `${REF.released}:2:${"1".repeat(64)}`, MSP.carriers],
      ["binding", REF.ended, MSP.exporting],
      ["members", "DE-MC-0000000000000001", MSP.importing],
      ["custody", `${REF.offered}:2:${"1".repeat(64)}`, MSP.importing],
    ] as const
  ).flatMap(([subject, reference, victim]) =>
    [MSP.stranger, MSP.transit].map((attacker) => ({
      on: `${subject} of ${victim} by ${attacker}`,
      run: async ({ hostile }: Stage): Promise<Outcome> =>
        ordered(
          await hostile(attacker).write({
            privates: [{ organisation: victim, key: consentKey(subject, reference), value: "{}" }],
          }),
        ),
    })),
  ),
);

const receiptMadeUp = attacksOf(
  {
    kind: "receipt-made-up",
    group: "member-alone",
    principle: 6,
    what: "The exporting state writes a receipt in the destination's name before anything arrived",
    expected: { as: "detected", by: ["CONSIGNMENT_NOT_AUTHENTIC"] },
    finding: 8,
  },
  (["PKBQM", "AEJEA", "DEHAM"] as const).map((place) => ({
    on: `at ${place}`,
    moves: true,
    run: async ({ world, hostile }: Stage): Promise<Outcome> => {
      const id = world.fresh("GB-CN-J");
      await world.register(id);
      await world.release(id);
      const { key, text } = await lookUp(world, "consignment", MSP.exporting, id);
      const { record: arrived } = await lookUp(world, "consignment", MSP.exporting, REF.received);
      const receipt = { ...(arrived["receipt"] as Record<string, JsonValue>), place };
      const value = changed(text, { status: "received", difference: "closed", receipt });
      const { code } = await hostile(MSP.exporting).write({ writes: [{ key, value }] });
      if (code !== "VALID") return { as: "refused", by: code };
      const read = await world.query("customs1@PKAuthorityMSP", "consignment:Read", { consignment: id });
      if (read.code !== "OK") return { as: "detected", by: read.code };
      return { as: "succeeded", says: `it reads ${JSON.stringify(read.json).slice(0, 120)}` };
    },
  })),
);

/** One of two states speaks for the other, or takes back what both rely on. */
export const MEMBER_JOINT: readonly Attack[] = [
  ...jointRewritten,
  ...recreated,
  ...ownEntry,
  ...consentTakenBack,
  ...consentForged,
  ...receiptMadeUp,
];
