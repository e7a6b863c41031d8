// SPDX-License-Identifier: Apache-2.0
import { EVENTS, type Role } from "@licet/domain";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../../database/database.js";
import type { LedgerIdentity } from "../../ports/ledger.js";
import { describeDatabases } from "../../testing/databases.js";
import { addFacets, addLicencePart, addRecord, project, type TestEvent } from "../../testing/live-ledger.js";
import { CHANGES, NO_CHANGES } from "./changes.js";
import { type AnsweredCheck, CheckKeeper } from "./check-keeper.js";
import { LedgerFeed, type Reader } from "./feed.js";
import { CHECK_KEPT_DAYS } from "./limits.js";
import { Notices } from "./notices.js";
import { formatPosition, START } from "./position.js";
import { purgeChecks, Tail } from "./tail.js";

const CONSIGNMENT = "GB-CN-0001";
const LICENCE = "GB-SIEL-0001";
const CERTIFICATE = "PK-EUC-0001";
const CARRIER = "CARRIERS-CR-0001";
const CONSIGNEE = "PK-EU-0001";

const officer = (name: string, role: Role, office?: string): LedgerIdentity => ({
  label: `${name}@AEAuthorityMSP`,
  name,
  enrolmentId: name,
  mspId: "AEAuthorityMSP",
  certificate: "",
  privateKey: undefined,
  attributes: { "licet.role": role, ...(office === undefined ? {} : { "licet.office": office }) },
});

const ASKER = officer("customs1", "customs-officer", "AE000001");
const COLLEAGUE: Reader = {
  organisation: "AEAuthorityMSP",
  person: "customs2@AEAuthorityMSP",
  role: "customs-officer",
  office: "AE000001",
};
const readerOf = ({ mspId, label, attributes }: LedgerIdentity): Reader => ({
  organisation: mspId,
  person: label,
  role: attributes["licet.role"] as Role,
});

const answer = (block: number | undefined, more: Partial<AnsweredCheck> = {}): AnsweredCheck => ({
  licences: [LICENCE],
  consignment: CONSIGNMENT,
  disposition: "may-pass",
  reasons: ["ALL_AGREE"],
  freshness: block === undefined ? {} : { block },
  ...more,
});

describe("the table of changes", () => {
  it("says of every event of the ledger whether it changes what a check rests on", () => {
    expect([...Object.keys(CHANGES), ...Object.keys(NO_CHANGES)].sort()).toEqual(Object.keys(EVENTS).sort());
  });
});

/** Which event concerns a check of the consignment, its licence, certificate and parties; and which does not. */
const SITUATIONS: readonly (readonly [string, Omit<TestEvent, "block">, boolean])[] = [
  ["its licence is suspended", { name: "LicenceSuspended", subjects: [`licence/${LICENCE}`] }, true],
  ["its licence is revoked or amended", { name: "LicenceActionConfirmed", subjects: [`licence/${LICENCE}`] }, true],
  ["its licence expires", { name: "LicenceExpired", subjects: [`licence/${LICENCE}`] }, true],
  ["another licence is suspended", { name: "LicenceSuspended", subjects: ["licence/GB-SIEL-0002"] }, false],
  [
    "an action on its licence is asked for",
    { name: "LicenceActionRequested", subjects: [`licence/${LICENCE}`] },
    false,
  ],
  ["its licence is drawn on", { name: "LicenceReserved", subjects: [`licence-line/${LICENCE}#1`] }, false],
  [
    "its certificate is withdrawn",
    { name: "CertificateWithdrawn", subjects: [`certificate-standing/${CERTIFICATE}`] },
    true,
  ],
  [
    "its certificate is repudiated",
    { name: "CertificateRepudiated", subjects: [`certificate-standing/${CERTIFICATE}`] },
    true,
  ],
  ["another certificate is withdrawn", { name: "CertificateWithdrawn", subjects: ["certificate/PK-EUC-2"] }, false],
  ["it is held", { name: "ConsignmentHeld", subjects: [`hold/${CONSIGNMENT}#AE-HD-1`] }, true],
  ["a hold on it is released", { name: "HoldReleased", subjects: [`checkpoint-override/${CONSIGNMENT}`] }, true],
  ["another is held", { name: "ConsignmentHeld", subjects: ["hold/GB-CN-0002#AE-HD-2"] }, false],
  ["it is invalidated", { name: "ConsignmentInvalidated", subjects: [`consignment/${CONSIGNMENT}`] }, true],
  ["it is received", { name: "ConsignmentReceived", subjects: [`receipt/${CONSIGNMENT}#PK`] }, true],
  [
    "an inspection finds it bad",
    { name: "InspectionRecorded", payload: { result: "B1" }, subjects: [`inspection/${CONSIGNMENT}#AE-IN-1`] },
    true,
  ],
  [
    "an inspection finds it good",
    { name: "InspectionRecorded", payload: { result: "A1" }, subjects: [`inspection/${CONSIGNMENT}#AE-IN-1`] },
    false,
  ],
  [
    "it is handed over",
    { name: "CustodyTransferred", payload: { sealState: "intact" }, subjects: [`custody-head/${CONSIGNMENT}`] },
    false,
  ],
  [
    "it is handed over with broken seals",
    { name: "CustodyTransferred", payload: { sealState: "broken" }, subjects: [`custody-head/${CONSIGNMENT}`] },
    true,
  ],
  [
    "the carrier's key is revoked",
    { name: "PartyKeyRevoked", subjects: [`signing-key/${CARRIER}#secp256k1:0x1`] },
    true,
  ],
  ["the carrier is suspended", { name: "PartySuspended", subjects: [`party/${CARRIER}`] }, true],
  ["a party of the confidential part is suspended", { name: "PartySuspended", subjects: [`party/${CONSIGNEE}`] }, true],
  [
    "a party of a part that was not for them is suspended",
    { name: "PartySuspended", subjects: ["party/GB-XX-1"] },
    false,
  ],
  [
    "somebody announces what they did not change",
    {
      name: "LicenceSuspended",
      payload: { licence: LICENCE },
      subjects: ["licence/TR-SIEL-0001", `hold/${CONSIGNMENT}#TR-HD-1`],
    },
    false,
  ],
  ["a stranger is suspended", { name: "PartySuspended", subjects: ["party/GB-EX-0009"] }, false],
];

describeDatabases("what changed since somebody checked", (open) => {
  let database: Awaited<ReturnType<typeof open>>;
  let tail: Tail;
  let feed: LedgerFeed;
  let keeper: CheckKeeper;
  let notices: Notices;
  let block = 10;

  beforeAll(async () => {
    database = await open();
    await addRecord(database, `consignment/${CONSIGNMENT}`, "GBAuthorityMSP", ["consignment", CONSIGNMENT]);
    await addRecord(database, `licence/${LICENCE}`, "GBAuthorityMSP", ["licence", LICENCE]);
    await addFacets(
      database,
      { record: `consignment/${CONSIGNMENT}`, name: "licence", value: LICENCE },
      { record: `licence/${LICENCE}`, name: "certificate", value: CERTIFICATE },
      { record: `custody-head/${CONSIGNMENT}`, name: "party", value: CARRIER },
      { record: `licence/${LICENCE}`, name: "party", value: CONSIGNEE, of: ["AEAuthorityMSP", "terms"] },
      { record: `licence/${LICENCE}`, name: "party", value: "GB-XX-1", of: ["GBAuthorityMSP", "terms"] },
    );
    await addLicencePart(database, "AEAuthorityMSP", LICENCE, ["customs-officer"]);
    await addLicencePart(database, "GBAuthorityMSP", LICENCE, ["customs-officer"]);
    keeper = new CheckKeeper(database, (_count, error) => {
      throw error;
    });
    notices = new Notices(database);
  });

  beforeEach(async () => {
    await database.asGateway(async (db) => {
      await db.deleteFrom("kept.check").execute();
      await db.deleteFrom("kept.follower").execute();
    });
    block += 10;
    await project(database, { block, name: "PartShared" });
    tail = new Tail(database, () => undefined);
    feed = new LedgerFeed(database, tail);
    await tail.advance();
  });

  afterAll(() => database.close());

  const checked = async (identity: LedgerIdentity, given: AnsweredCheck): Promise<void> => {
    keeper.keepCheck(identity, given);
    await keeper.settled();
  };
  const told = async (reader: Reader): Promise<string[]> => {
    const page = await notices.list(reader, {});
    return page.notices.map(({ change }) => change);
  };

  it.each(SITUATIONS)("%s", async (_, event, concerns) => {
    await checked(ASKER, answer(block));
    await project(database, { ...event, block: block + 1 });
    await tail.advance();
    expect(await told(readerOf(ASKER))).toEqual(concerns ? [event.name] : []);
  });

  it("tells of no change before the check, and of one in its block", async () => {
    await project(database, { block: block + 1, name: "LicenceSuspended", subjects: [`licence/${LICENCE}`] });
    await checked(ASKER, answer(block + 2));
    await project(database, { block: block + 2, name: "LicenceExpired", subjects: [`licence/${LICENCE}`] });
    await tail.advance();
    expect(await told(readerOf(ASKER))).toEqual(["LicenceExpired"]);
  });

  it("tells rather too much where the peer did not say its block", async () => {
    await checked(ASKER, answer(undefined));
    await project(database, { block: block + 1, name: "LicenceExpired", subjects: [`licence/${LICENCE}`] });
    await tail.advance();
    expect(await told(readerOf(ASKER))).toEqual(["LicenceExpired"]);
  });

  it("tells once of a change, however often it was checked, by the latest check", async () => {
    await checked(ASKER, answer(block));
    await checked(ASKER, answer(block, { disposition: "refer" }));
    await project(database, { block: block + 1, name: "LicenceSuspended", subjects: [`licence/${LICENCE}`] });
    await tail.advance();
    await tail.advance();
    const page = await notices.list(readerOf(ASKER), {});
    expect(page.notices).toHaveLength(1);
    expect(page.notices[0]).toMatchObject({ check: { disposition: "refer" }, subjects: [`licence/${LICENCE}`] });
  });

  it("tells the office, and nobody else: not another office, not another organisation", async () => {
    await checked(ASKER, answer(block));
    await project(database, { block: block + 1, name: "LicenceSuspended", subjects: [`licence/${LICENCE}`] });
    await tail.advance();
    expect(await told(COLLEAGUE)).toEqual(["LicenceSuspended"]);
    expect(await told({ ...COLLEAGUE, office: "AE000002" })).toEqual([]);
    expect(await told({ ...COLLEAGUE, organisation: "GBAuthorityMSP" })).toEqual([]);
    expect(await told({ ...COLLEAGUE, role: "carrier" })).toEqual([]);
  });

  it("is marked as read by whoever it is for, and by nobody else", async () => {
    await checked(ASKER, answer(block));
    await project(database, { block: block + 1, name: "LicenceSuspended", subjects: [`licence/${LICENCE}`] });
    await tail.advance();
    const [notice] = (await notices.list(COLLEAGUE, {})).notices;
    const id = notice?.id ?? "";
    await expect(notices.markRead({ ...COLLEAGUE, organisation: "GBAuthorityMSP" }, id)).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await notices.markRead(COLLEAGUE, id);
    expect((await notices.list(COLLEAGUE, { unread: true })).notices).toEqual([]);
    expect((await notices.list(COLLEAGUE, {})).notices[0]?.readAt).toBeInstanceOf(Date);
  });

  it("goes out before its event, so that whoever goes on behind the event has had it", async () => {
    await checked(ASKER, answer(block));
    const from = feed.newest();
    await project(database, { block: block + 1, name: "LicenceSuspended", subjects: [`licence/${LICENCE}`] });
    await tail.advance();
    const live = await feed.after(readerOf(ASKER), from, {}, 10);
    expect(live.items.map(({ name }) => name)).toEqual(["check-changed", "LicenceSuspended"]);
    const replayed = await new LedgerFeed(database, await followed(database)).after(readerOf(ASKER), from, {}, 10);
    expect(replayed.items).toEqual(live.items);
    const others = await feed.after({ ...COLLEAGUE, organisation: "GBAuthorityMSP" }, from, {}, 10);
    expect(others.items.map(({ name }) => name)).toEqual(["LicenceSuspended"]);
  });

  it("follows once where two gateways share a database", async () => {
    const other = new Tail(database, () => undefined);
    await other.advance();
    await checked(ASKER, answer(block));
    await project(database, { block: block + 1, name: "LicenceSuspended", subjects: [`licence/${LICENCE}`] });
    await Promise.all([tail.advance(), other.advance()]);
    await Promise.all([tail.advance(), other.advance()]);
    expect(await told(readerOf(ASKER))).toEqual(["LicenceSuspended"]);
    expect([tail.position, other.position].map(formatPosition)).toEqual([`${block + 1}:0`, `${block + 1}:0`]);
  });

  it("is forgotten with its check after the days that checks are kept", async () => {
    await checked(ASKER, answer(block));
    await project(database, { block: block + 1, name: "LicenceSuspended", subjects: [`licence/${LICENCE}`] });
    await tail.advance();
    await purgeChecks(database);
    expect(await told(readerOf(ASKER))).toHaveLength(1);
    await database.asGateway((db) =>
      db
        .updateTable("kept.check")
        .set({ at: sql<Date>`now() - make_interval(days => ${CHECK_KEPT_DAYS + 1}::integer)` })
        .execute(),
    );
    await purgeChecks(database);
    expect(await told(readerOf(ASKER))).toEqual([]);
  });

  it("counts checks that could not be kept, and answers all the same", async () => {
    const lost: number[] = [];
    const failing: Pick<Database, "asGateway"> = { asGateway: () => Promise.reject(new Error("full")) };
    const keeping = new CheckKeeper(failing as Database, (count) => lost.push(count));
    keeping.keepCheck(ASKER, answer(block));
    await keeping.settled();
    expect(lost).toEqual([1]);
  });

  it("begins where the projection is, and replays from the first event", async () => {
    const all = await feed.after(readerOf(ASKER), START, { names: ["PartShared"] }, 1_000);
    expect(all.items.length).toBeGreaterThan(0);
    expect(all.through).toEqual(feed.newest());
  });
});

/** A tail that has come as far as the ledger, and has nothing in memory. */
async function followed(database: Database): Promise<Tail> {
  const tail = new Tail(database, () => undefined);
  await tail.advance();
  return tail;
}
