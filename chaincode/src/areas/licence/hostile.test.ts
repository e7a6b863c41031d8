// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import {
  hashOfText,
  type KeyType,
  LICENCE_APPLY,
  LICENCE_CONFIRM_ACTION,
  LICENCE_DECIDE,
  LICENCE_ISSUE,
  LICENCE_LIST,
  LICENCE_LIST_ACTIONS,
  LICENCE_LIST_APPLICATIONS,
  LICENCE_LIST_ENTRIES,
  LICENCE_LIST_RESERVATIONS,
  LICENCE_READ,
  LICENCE_REQUEST_AMENDMENT,
  type Reservation,
} from "@licet/domain";
import { ledgerKey, proofKey, sequenceAttribute } from "../../fabric/keys";
import { proofText, recordKeyAt } from "../../fabric/records";
import type { MemoryLedger } from "../../testing/fabric/memory-ledger";
import { play, refusalOf } from "../../testing/fabric/play";
import { codeOf } from "../../testing/fabric/refusals";
import { apply } from "./apply";
import { confirmAction } from "./confirm";
import { decide } from "./decide";
import { issue } from "./issue";
import { listActions, listApplications, listLicences, readLicence } from "./read";
import { requestAmendment } from "./request";
import {
  AE,
  APPROVAL,
  CONTENT,
  contentOf,
  GB,
  KIND,
  LICENCE,
  TERMS,
  WHO,
  withLicence,
} from "../../testing/licence/fixtures";
import { consumeAll, gbp, onLine, refOf, reservation, values } from "../../testing/licence/write-offs";
import { consignmentsOnLicence } from "../../rules/write-off/openings";
import { listEntries, listReservations } from "./write-off/read";
import { WriteOff } from "../../rules/write-off/session";

const DE = "DEAuthorityMSP";
const FORGED_TX = "e".repeat(64);
const WHY = { licence: LICENCE, reason: "change-of-circumstances", legalBasis: "x" } as const;

/** A British licence that has been written off, by value too and by a granted state, for a consignment too, and was amended. */
async function withHistory(): Promise<MemoryLedger> {
  const ledger = await withLicence();
  const held = await reservation(ledger, "A", onLine(1, "2"), WHO.aeCustoms);
  await consumeAll(ledger, held, {}, WHO.aeCustoms);
  await reservation(ledger, "B", onLine(3, "1"), { ...WHO.customs, ...gbp("10") });
  await ledger.run(WHO.customs, async (tx) => {
    const writeOff = new WriteOff(tx, { consignment: "GB-CN-0001" });
    await writeOff.reserve({ ...onLine(1, "1"), document: { type: "LRN", reference: "C" } });
    return writeOff.finish();
  });
  await amend(ledger, "12");
  return ledger;
}

async function amend(ledger: MemoryLedger, authorised: string): Promise<void> {
  const amendment = { lines: [{ line: 1, control: "quantity" as const, unit: "NAR", authorised }] };
  const input = { ...WHY, amendment };
  const { action } = (await play(ledger, LICENCE_REQUEST_AMENDMENT, requestAmendment, input, WHO.licensing)).result;
  await play(ledger, LICENCE_CONFIRM_ACTION, confirmAction, { licence: LICENCE, action }, WHO.senior);
}

/** Everything that anybody can read of the licence, and its values. */
async function ofLicence(ledger: MemoryLedger): Promise<unknown> {
  const of = { licence: LICENCE };
  const entries = [];
  for (const line of [1, 2, 3, 4]) {
    entries.push((await play(ledger, LICENCE_LIST_ENTRIES, listEntries, { ...of, line }, WHO.deCustoms)).result);
  }
  return [
    entries,
    (await play(ledger, LICENCE_READ, readLicence, of, WHO.deCustoms)).result,
    (await play(ledger, LICENCE_LIST_ACTIONS, listActions, of, WHO.deCustoms)).result,
    (await play(ledger, LICENCE_LIST_RESERVATIONS, listReservations, of, WHO.deCustoms)).result,
    (await ledger.run({}, (tx) => consignmentsOnLicence(tx, LICENCE, { pageSize: 25, bookmark: "" }))).result,
    await values(ledger, 3),
  ];
}

/** The same, and the lists over all registers. */
async function seen(ledger: MemoryLedger): Promise<unknown> {
  return [
    await ofLicence(ledger),
    (await play(ledger, LICENCE_LIST, listLicences, {}, WHO.deCustoms)).result,
    (await play(ledger, LICENCE_LIST_APPLICATIONS, listApplications, {}, WHO.deCustoms)).result,
  ];
}

/** What a member can write with nothing but its own peer: keys of any name that no policy protects, and its own collection. */
function plant(ledger: MemoryLedger, key: string, value: string): void {
  const policy = ledger.endorsers.get(key);
  if (policy !== undefined) throw new Error(`${key} is protected by ${JSON.stringify(policy)}`);
  ledger.state.set(key, value);
  ledger.endorsers.set(key, [DE]);
}

/** A record that the member proves in its own collection, as honest chaincode would prove it in the owner's. */
function forge(ledger: MemoryLedger, type: KeyType, id: string, record: string, member = DE): void {
  const proof = proofText(type, id, FORGED_TX);
  ledger.collections.get(member)?.set(proofKey(type, id), proof);
  plant(ledger, recordKeyAt(type, hashOfText(proof)), record);
}

/** Text of the first genuine record of a type, with other words in it. */
function like(ledger: MemoryLedger, type: KeyType, replace: readonly (readonly [string, string])[]): string {
  const genuine = [...ledger.state].find(([key]) => key.startsWith(`\u0000${type}\u0000`))?.[1] ?? "";
  return replace.reduce((text, [from, to]) => text.replaceAll(from, to), genuine);
}

const FORGERIES: readonly (readonly [string, (ledger: MemoryLedger) => void])[] = [
  [
    "another licence",
    (ledger) => forge(ledger, "licence", "GBFORGED1", like(ledger, "licence", [[LICENCE, "GBFORGED1"]])),
  ],
  [
    "the licence itself",
    (ledger) => forge(ledger, "licence", LICENCE, like(ledger, "licence", [['["AE","FR"]', '["DE"]']])),
  ],
  [
    "a line that is there",
    (ledger) => forge(ledger, "licence-line", `${LICENCE}#1`, like(ledger, "licence-line", [['"12"', '"99"']])),
  ],
  [
    "a line that is not",
    (ledger) => forge(ledger, "licence-line", `${LICENCE}#5`, like(ledger, "licence-line", [['"line":1', '"line":5']])),
  ],
  [
    "a reservation",
    (ledger) => forge(ledger, "reservation", `${LICENCE}#1#${"0".repeat(32)}`, like(ledger, "reservation", [])),
  ],
  [
    "a requested act",
    (ledger) => forge(ledger, "licence-action", `${LICENCE}#A-${"0".repeat(16)}`, like(ledger, "licence-action", [])),
  ],
  ["a list", (ledger) => forge(ledger, "list", "licence/GB", '{"record":{"count":1,"last":"GBFORGED1"},"schema":1}')],
  [
    "the next entry of a line",
    (ledger) => {
      const key = ledgerKey("licence-entry", LICENCE, "1", sequenceAttribute(6), FORGED_TX);
      plant(ledger, key, like(ledger, "licence-entry", []));
    },
  ],
  [
    "five thousand keys of the names that come next",
    (ledger) => {
      for (let count = 0; count < 1_000; count += 1) {
        plant(ledger, ledgerKey("licence", "GB", `GBNEXT${count.toString()}`), "0");
        plant(ledger, ledgerKey("licence-line", LICENCE, count.toString()), "0");
        plant(ledger, ledgerKey("reservation", LICENCE, "1", count.toString()), "0");
        plant(ledger, ledgerKey("application", `GB-AP-${count.toString()}`), "0");
        plant(ledger, ledgerKey("licence-entry", LICENCE, "1", sequenceAttribute(count + 6), FORGED_TX), "0");
      }
    },
  ],
];

describe("what a hostile member writes by itself", () => {
  it.each(FORGERIES)("changes nothing that is read, and blocks nothing: %s", async (_, attack) => {
    const ledger = await withHistory();
    const before = await seen(ledger);
    attack(ledger);
    expect(await seen(ledger)).toEqual(before);
    await reservation(ledger, "LATER", onLine(1, "1"), WHO.aeCustoms);
    await amend(ledger, "13");
    await issueAnother(ledger, "GBNEXT7");
    await issueAnother(ledger, "GBFORGED1");
    await newLine(ledger);
  });

  it("meets no key that it could change: each has a policy of the licence's authority alone, and an entry one of nobody", async () => {
    const ledger = await withHistory();
    for (const key of ledger.state.keys()) {
      const policy = ledger.endorsers.get(key);
      expect([key, policy]).toEqual([key, key.startsWith("\u0000licence-entry\u0000") ? null : [GB]]);
    }
  });

  it("finds nothing in its own collection to change, and no other one is written but the authority's", async () => {
    const ledger = await withHistory();
    const others = [...ledger.collections].filter(([organisation]) => organisation !== GB);
    expect(others.flatMap(([, entries]) => [...entries.keys()]).filter((key) => key !== "secret/salt")).toEqual([]);
  });
});

describe("what a hostile authority writes into its own licence", () => {
  const OWN = "AEFORGED1";
  const toOwn = [[LICENCE, OWN]] as const;
  const held = "0".repeat(32);
  /** Writes the authority's own licence, a line and a reservation of it; what is named speaks of the British one. */
  function own(ledger: MemoryLedger, lying: KeyType): void {
    const body = (type: KeyType, more: readonly (readonly [string, string])[]) =>
      like(ledger, type, [...(type === lying ? [] : toOwn), ...more]);
    const granted = [
      ['["AE","FR"]', '["GB"]'],
      ['"authority":"GB"', '"authority":"AE"'],
    ] as const;
    forge(ledger, "licence", OWN, body("licence", granted), AE);
    forge(ledger, "licence-line", `${OWN}#1`, body("licence-line", [['"12"', '"99999"']]), AE);
    forge(
      ledger,
      "reservation",
      `${OWN}#1#${held}`,
      body("reservation", [['"organisation":"AE', '"organisation":"GB']]),
      AE,
    );
  }

  it.each(["licence", "licence-line", "reservation"] as const)(
    "moves nothing of another's, though that one's customs draw on it: %s",
    async (lying) => {
      const ledger = await withHistory();
      const before = await ofLicence(ledger);
      own(ledger, lying);
      const consumption = () => consumeAll(ledger, { licence: OWN, line: 1, id: held } as Reservation);
      expect((await refusalOf(ledger, consumption)).code).toBe("LEDGER_DATA_INVALID");
      const drawing = await codeOf(reservation(ledger, "X", { ...onLine(1, "1"), licence: OWN }));
      expect(drawing).toBe(lying === "reservation" ? "no error" : "LEDGER_DATA_INVALID");
      expect(await ofLicence(ledger)).toEqual(before);
    },
  );
});

async function issueAnother(ledger: MemoryLedger, licence: string): Promise<void> {
  const application = `GB-AP-${licence}`;
  const evidence = { content: CONTENT };
  await play(ledger, LICENCE_APPLY, apply, { application, kind: KIND }, { ...WHO.exporter, parts: evidence });
  const approval = { ...APPROVAL, application, terms: TERMS };
  await play(ledger, LICENCE_DECIDE, decide, approval, { ...WHO.licensing, evidence });
  const { result } = await play(ledger, LICENCE_ISSUE, issue, { application, licence }, { ...WHO.senior, evidence });
  expect(result).toMatchObject({ number: licence, writeOffBy: ["AE", "FR"] });
}

async function newLine(ledger: MemoryLedger): Promise<void> {
  const content = contentOf([
    ...[1, 4, 5].map((line) => ({ line })),
    { line: 2, value: "100000" },
    { line: 3, value: "50000" },
  ]);
  const amendment = { lines: [{ line: 5, control: "quantity" as const, unit: "NAR", authorised: "4" }] };
  const setting = { ...WHO.licensing, parts: { content } };
  const { action } = (await play(ledger, LICENCE_REQUEST_AMENDMENT, requestAmendment, { ...WHY, amendment }, setting))
    .result;
  const evidence = { ...WHO.senior, evidence: { content } };
  await play(ledger, LICENCE_CONFIRM_ACTION, confirmAction, { licence: LICENCE, action }, evidence);
  const held = await reservation(ledger, "NEW", onLine(5, "4"));
  expect(refOf(held)).toMatchObject({ line: 5 });
}
