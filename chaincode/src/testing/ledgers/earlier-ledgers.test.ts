// SPDX-License-Identifier: Apache-2.0
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { listHolds, release } from "../../areas/checkpoint/holding";
import { resolveDifference } from "../../areas/consignment/receive";
import { commitmentAt } from "../../contracts/commitments";
import { audit } from "../../areas/custody/audit";
import { listEvents, readHead } from "../../areas/custody/read";
import {
  CHECKPOINT_LIST_HOLDS,
  CHECKPOINT_RELEASE,
  commitmentOf,
  CONSIGNMENT_RESOLVE_DIFFERENCE,
  CUSTODY_AUDIT,
  CUSTODY_HEAD,
  CUSTODY_LIST_EVENTS,
  LICENCE_CONFIRM_ACTION,
  LICENCE_CONSUME,
  LICENCE_LIST_ACTIONS,
  LICENCE_LIST_RESERVATIONS,
  LICENCE_READ,
  type PartRef,
  PARTY_LIST,
  ReservationValue,
  type SaltedPart,
  ValueBalance,
} from "@licet/domain";
import { requireMembership } from "../../fabric/members";
import { confirmAction } from "../../areas/licence/confirm";
import { listActions, readLicence } from "../../areas/licence/read";
import { consume } from "../../areas/licence/write-off/consume";
import { listReservations } from "../../areas/licence/write-off/read";
import { listParties } from "../../areas/party/read";
import { CARRIERS, PEOPLE, SHIPPER, WAREHOUSE } from "./people";
import { bound, FREE_CERTIFICATE } from "./certificates";
import { CONSIGNMENTS } from "./consignments";
import { accepted, handOver } from "./custody";
import { answersOf, keptBy, keptReleases, stageOf } from "./found";
import { REINSTATED, WRITTEN_OFF } from "./licences";
import { answered } from "./questions";
import { register } from "./registers";
import type { Stage } from "./stage";
import { privateKeyParts } from "./stored";
import { proofsOn, readEveryRecord, walkChains, walkLists } from "./walk";
import { OPEN_DOCUMENT } from "./write-offs";

describe.each(keptReleases())("the rules as they are now read the ledger of release %s, which", (version) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await stageOf(keptBy(version));
  });

  it("has one members' record, on which every organisation relies", async () => {
    const organisations = [...stage.ledger.collections.keys()];
    const { result } = await stage.ledger.run({}, (tx) => requireMembership(tx, organisations));
    expect([...result.organisations()].sort()).toEqual(organisations.sort());
  });

  it("holds no record that its kind does not read, no list and no chain that ends early, and nothing else", async () => {
    expect(await readEveryRecord(stage)).toBeGreaterThan(0);
    const lists = await walkLists(stage);
    expect([...lists].filter(([, [count, proven]]) => count !== proven || count === 0)).toEqual([]);
    const reached = [...proofsOn(stage).map(({ leadsTo }) => leadsTo), ...(await walkChains(stage))];
    expect([...new Set(reached)].sort()).toEqual([...stage.ledger.state.keys()].sort());
  });

  it("holds the confidential parts that the channel's hashes stand for, and values", async () => {
    const members = await stage.members(PEOPLE.customs.mspId);
    for (const [key, text] of [...stage.ledger.collections.values()].flatMap((entries) => [...entries])) {
      const { word, kind, rest } = privateKeyParts(key);
      if (word === "value") ValueBalance.parse(JSON.parse(text));
      if (word === "reservation-value") ReservationValue.parse(JSON.parse(text));
      if (word !== "part") continue;
      const slash = rest.lastIndexOf("/");
      const ref = { kind, id: rest.slice(0, slash), part: rest.slice(slash + 1) } as PartRef;
      const { result } = await stage.ledger.run({ members, time: stage.time }, (tx) => commitmentAt(tx, ref));
      expect([key, commitmentOf(JSON.parse(text) as SaltedPart)]).toEqual([key, result]);
    }
  });

  const { people, answers } = answersOf(version);
  it.each(answers.map((each) => [`${each.query} ${JSON.stringify(each.input)}`, each] as const))(
    "answers %s as it did",
    async (_name, { by, answer, ...question }) => {
      expect(JSON.parse(JSON.stringify(await answered(stage, question, people[by]!)))).toEqual(answer);
    },
  );
});

describe.each(keptReleases())("the ledger of release %s goes on with", (version) => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await stageOf(keptBy(version));
  });

  it("its custody chains: an offer is accepted, the goods pass on, and the audit finds nothing", async () => {
    const consignment = CONSIGNMENTS.offered;
    const [last] = (await stage.ask(CUSTODY_LIST_EVENTS, listEvents, { consignment }, PEOPLE.customs)).items;
    if (last?.event.type !== "release-proposed") throw new Error("nothing is offered");
    await accepted(stage, { ...last.event.terms });
    await handOver(stage, consignment, WAREHOUSE);
    const head = await stage.ask(CUSTODY_HEAD, readHead, { consignment }, PEOPLE.customs);
    expect([last.event.terms.receivedBy, head.custodian]).toEqual([SHIPPER, WAREHOUSE]);
    const found = await stage.ask(CUSTODY_AUDIT, audit, { consignment }, PEOPLE.customs);
    expect(found).toMatchObject({ problems: [], reachedStart: true, checked: head.count });
  });

  it("its write-offs: a reservation is consumed", async () => {
    const input = { licence: WRITTEN_OFF, line: 1, pageSize: 100 };
    const { items } = await stage.ask(LICENCE_LIST_RESERVATIONS, listReservations, input, PEOPLE.customs);
    const { id = "" } = items.find(({ document }) => document.reference === OPEN_DOCUMENT) ?? {};
    const lines = [{ licence: WRITTEN_OFF, line: 1, reservation: id }];
    const { reservations } = await stage.act(LICENCE_CONSUME, consume, { lines }, PEOPLE.customs);
    expect(reservations).toMatchObject([{ id, status: "consumed", reserved: "0", consumed: "3" }]);
  });

  it("its holds: the state that placed one releases it", async () => {
    const consignment = CONSIGNMENTS.held;
    const open = async (): Promise<string[]> => {
      const { items } = await stage.ask(CHECKPOINT_LIST_HOLDS, listHolds, { consignment }, PEOPLE.aeCustoms);
      return items.filter(({ status }) => status === "open").map(({ id }) => id);
    };
    const own = (await open()).find((id) => id.startsWith("AE-"))!;
    const input = { consignment, hold: own, reason: "cleared" } as const;
    expect((await stage.act(CHECKPOINT_RELEASE, release, input, PEOPLE.aeCustoms)).status).toBe("released");
    expect(await open()).not.toContain(own);
  });

  it("its acts under four eyes, its certificates and its receipts", async () => {
    const actions = await stage.ask(LICENCE_LIST_ACTIONS, listActions, { licence: WRITTEN_OFF }, PEOPLE.senior);
    const { action } = actions.items.find(({ status }) => status === "requested")!;
    const confirmed = { licence: WRITTEN_OFF, action };
    const run = await stage.act(LICENCE_CONFIRM_ACTION, confirmAction, confirmed, PEOPLE.senior);
    expect(run.action.status).toBe("confirmed");
    await bound(stage, FREE_CERTIFICATE, REINSTATED);
    const { licence } = await stage.ask(LICENCE_READ, readLicence, { licence: REINSTATED }, PEOPLE.senior);
    expect(licence.boundCertificate).toBe(FREE_CERTIFICATE);
    const loss = { consignment: CONSIGNMENTS.short, destination: "PK", reason: "loss" } as const;
    const resolved = await stage.act(CONSIGNMENT_RESOLVE_DIFFERENCE, resolveDifference, loss, PEOPLE.licensing);
    expect(resolved.difference).toBe("closed");
  });

  it("its lists: a new record is entered before the others", async () => {
    const list = { register: "CARRIERS", pageSize: 100 };
    const before = await stage.ask(PARTY_LIST, listParties, list, PEOPLE.registrar(CARRIERS));
    await register(stage, "CARRIERS-CR-NEW", ["carrier"]);
    const after = await stage.ask(PARTY_LIST, listParties, list, PEOPLE.registrar(CARRIERS));
    expect(after.items.map(({ id }) => id)).toEqual(["CARRIERS-CR-NEW", ...before.items.map(({ id }) => id)]);
  });
});
