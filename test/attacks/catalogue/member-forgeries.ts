// SPDX-License-Identifier: Apache-2.0
import { commitmentOf } from "@licet/domain";
import { salted } from "../harness/honest.js";
import { MSP } from "../world/actors.js";
import { goodsContent } from "../world/content.js";
import { REF } from "../world/world.js";
import { firstEntry, joined, lookUp, ownRecords } from "./forged-records.js";
import { type Attack, attacksOf, ordered, type Outcome, type Stage, WITHOUT_EFFECT } from "./types.js";

interface Verified {
  readonly disposition: string;
  readonly verdicts: readonly { readonly verdict: string; readonly code: string }[];
}

/** What a checkpoint of a state says of a consignment: it must not let it pass. */
async function mustNotPass({ world }: Stage, asker: string, consignment: string): Promise<Outcome> {
  const { code, json } = await world.query(asker, "checkpoint:Verify", { consignment });
  if (code !== "OK") return { as: "detected", by: code };
  const { disposition, verdicts } = json as unknown as Verified;
  if (disposition === "may-pass") return { as: "succeeded", says: "the checkpoint says may-pass" };
  return {
    as: "detected",
    by: verdicts
      .filter(({ verdict }) => verdict === "not-satisfactory")
      .map(({ code: one }) => one)
      .join(", "),
  };
}

/** A consignment in a hostile state's own register that claims what another consignment has written off. */
async function clone(stage: Stage, attacker: string, register: string, source: string): Promise<string> {
  const { world } = stage;
  const id = world.fresh(`${register}-CN-CLONE`);
  const { record } = await lookUp(world, "consignment", MSP.exporting, source);
  const { record: head } = await lookUp(world, "custody-head", MSP.exporting, source);
  const { receipt: _receipt, ...rest } = record;
  const goods = salted(goodsContent());
  const consignment = {
    ...rest,
    id,
    ucr: `9${id}`,
    status: "released",
    difference: "none",
    declarant: `${register}-EX-0001`,
    commitments: { goods: commitmentOf(goods) },
  };
  const now = new Date().toISOString();
  const { code } = await stage.hostile(attacker).write((txId) => {
    const custody = {
      custodian: `${register}-EX-0001`,
      custodianMsp: attacker,
      keepers: [attacker],
      transfers: 0,
      custodySince: now,
      sealState: "intact",
      resealedSequence: 0,
      openMatters: [],
    };
    const event = {
      type: "registered",
      consignment: id,
      sequence: 1,
      txId,
      possessingParty: custody.custodian,
      eventTime: now,
      timeClass: "ACT",
      recordTime: now,
      lagMinutes: 0,
      late: false,
      sealState: "intact",
      commitments: {},
      place: "AEJEA",
      after: custody,
    };
    const { link, set } = firstEntry("custody-event", [id], txId, event);
    const forgedHead = {
      ...head,
      ...custody,
      consignment: id,
      count: 1,
      trail: [link],
      custodyEvent: { sequence: 1, txId },
      certificates: [],
    };
    const records = ownRecords(txId, [
      {
        type: "consignment",
        owner: attacker,
        reference: id,
        record: consignment,
        locked: true,
      },
      {
        type: "custody-head",
        owner: attacker,
        reference: id,
        record: forgedHead,
        locked: true,
      },
      {
        type: "ucr",
        owner: attacker,
        reference: `${register}:9${id}`,
        record: { register, ucr: `9${id}`, claims: [{ consignment: id, declarant: `${register}-EX-0001` }] },
      },
    ]);
    return joined(records, set);
  });
  if (code !== "VALID") throw new Error(`the clone could not be written: ${code}`);
  return id;
}

const twoConsignments = attacksOf(
  {
    kind: "one-write-off-two-consignments",
    group: "member-alone",
    principle: 4,
    what: "A consignment in the attacker's own register names the licence and the reservation of somebody else's",
    expected: {
      as: "detected",
      by: ["CONSIGNMENT_NOT_AUTHENTIC", "QUANTITY_NOT_COVERED", "NOT_FOUND", "LEDGER_DATA_INVALID"],
    },
    finding: 1,
  },
  [REF.carried, REF.released, REF.received].flatMap((source) =>
    ["customs1@PKAuthorityMSP", "customs1@GBAuthorityMSP", "customs1@AEAuthorityMSP"].map((asker) => ({
      on: `${source} before ${asker}`,
      run: async (stage: Stage): Promise<Outcome> => {
        const [attacker, register] = asker.startsWith("customs1@AE") ? [MSP.stranger, "DE"] : [MSP.transit, "AE"];
        return mustNotPass(stage, asker, await clone(stage, attacker, register, source));
      },
    })),
  ),
);

const carriersRegister = attacksOf(
  {
    kind: "consignment-of-no-authority",
    group: "member-alone",
    principle: 6,
    what: "An organisation that is no state's writes a consignment with a custody chain into a register of its own",
    expected: { as: "detected", by: ["NOT_FOUND", "CONSIGNMENT_NOT_AUTHENTIC"] },
    finding: 1,
  },
  [REF.carried, REF.received].map((source) => ({
    on: source,
    run: async (stage: Stage): Promise<Outcome> =>
      mustNotPass(stage, "customs1@PKAuthorityMSP", await clone(stage, MSP.carriers, "CARRIERS", source)),
  })),
);

const made = attacksOf(
  {
    kind: "made-up-transaction",
    group: "member-alone",
    principle: 7,
    what: "A transaction without effect claims a time, an event or a result that no chaincode gave",
    expected: WITHOUT_EFFECT,
  },
  [
    { on: "a time in 2029", timeMs: Date.parse("2029-01-01T00:00:00Z") },
    { on: "a time in 2001", timeMs: Date.parse("2001-01-01T00:00:00Z") },
    {
      on: "an event LicenceIssued",
      event: { name: "LicenceIssued", payload: JSON.stringify({ licence: "GBSIEFORGED1" }) },
    },
    {
      on: "an event CustodyTransferred",
      event: { name: "CustodyTransferred", payload: JSON.stringify({ consignment: REF.carried }) },
    },
    { on: "a call of licence:Revoke", args: ["licence:Revoke", "{}"], payload: "{}" },
  ].map(({ on, ...options }) => ({
    on,
    run: async ({ hostile }: Stage): Promise<Outcome> =>
      ordered(await hostile(MSP.stranger).write({ writes: [{ key: `made-up ${on}`, value: "1" }] }, options)),
  })),
);

const namespaces = attacksOf(
  {
    kind: "other-namespace",
    group: "member-alone",
    principle: 1,
    what: "Writes into the namespace of another chaincode or of Fabric itself",
    expected: {
      as: "refused",
      by: [
        "ILLEGAL_WRITESET",
        "ENDORSEMENT_POLICY_FAILURE",
        "INVALID_OTHER_REASON",
        "INVALID_CHAINCODE",
        "EXPIRED_CHAINCODE",
        "BAD_RWSET",
      ],
    },
  },
  ["_lifecycle", "lscc", "qscc", "cscc", "other", ""].map((namespace) => ({
    on: namespace === "" ? "no name" : namespace,
    run: async ({ hostile }: Stage): Promise<Outcome> =>
      ordered(
        await hostile(MSP.stranger).write({
          namespace,
          writes: [{ key: "namespaces/fields/licet/Sequence", value: "9" }],
        }),
      ),
  })),
);

/** A hostile member writes what only others could say, or what it said differently before. */
export const MEMBER_FORGERIES: readonly Attack[] = [...twoConsignments, ...carriersRegister, ...made, ...namespaces];
