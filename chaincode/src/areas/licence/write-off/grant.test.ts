// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import {
  LICENCE_ADJUST,
  LICENCE_CONFIRM_ACTION,
  LICENCE_LIST_ENTRIES,
  LICENCE_RECORD_LATE,
  LICENCE_RELEASE,
  LICENCE_REQUEST_AMENDMENT,
  LICENCE_REVERSE,
  type LicetError,
  type Reservation,
} from "@licet/domain";
import type { MemoryLedger, TransactionSetting } from "../../../testing/fabric/memory-ledger";
import { play, refusalOf } from "../../../testing/fabric/play";
import { codeOf } from "../../../testing/fabric/refusals";
import { confirmAction } from "../confirm";
import { requestAmendment } from "../request";
import { LICENCE, WHO, withLicence } from "../../../testing/licence/fixtures";
import { consumeAll, gbp, type Line, nar, onLine, refOf, reservation } from "../../../testing/licence/write-offs";
import { adjust } from "./adjust";
import { listEntries } from "./read";
import { recordLate } from "./record-late";
import { release } from "./release";
import { reverse } from "./reverse";
import { WriteOff } from "../../../rules/write-off/session";

type Refs = Pick<Reservation, "licence" | "line" | "id">;

const late = (ledger: MemoryLedger, line: Line, setting: TransactionSetting, more: object = {}) => {
  const input = {
    document: { type: "extract", reference: "LATE" } as const,
    usedOn: "2026-11-20",
    reason: "x",
    lines: [line],
  };
  return play(ledger, LICENCE_RECORD_LATE, recordLate, { ...input, ...more }, setting);
};

/** Every act of a write-off on a reservation, or on line 1 where it opens one. */
const ACTS = {
  reserve: (ledger: MemoryLedger, _held: Refs, setting: TransactionSetting) =>
    reservation(ledger, "NEW", onLine(1, "1"), setting),
  late: (ledger: MemoryLedger, _held: Refs, setting: TransactionSetting) => late(ledger, onLine(1, "1"), setting),
  consume: (ledger: MemoryLedger, held: Refs, setting: TransactionSetting) =>
    consumeAll(ledger, held as Reservation, {}, setting),
  release: (ledger: MemoryLedger, held: Refs, setting: TransactionSetting) =>
    play(ledger, LICENCE_RELEASE, release, { reason: "x", lines: [refOf(held as Reservation)] }, setting),
  reverse: (ledger: MemoryLedger, held: Refs, setting: TransactionSetting) =>
    play(ledger, LICENCE_REVERSE, reverse, { reason: "x", lines: [refOf(held as Reservation)] }, setting),
  adjust: (ledger: MemoryLedger, held: Refs, setting: TransactionSetting) => {
    const lines = [{ ...refOf(held as Reservation), quantity: nar("1") }];
    return play(ledger, LICENCE_ADJUST, adjust, { reason: "x", lines }, setting);
  },
} as const;
type Act = keyof typeof ACTS;
const ALL_ACTS = Object.keys(ACTS) as Act[];
const ON_RESERVATION = ALL_ACTS.filter((act) => act !== "reserve" && act !== "late");

/** A reservation of two articles on line 1, consumed where the act needs that. */
async function ready(act: Act, maker: TransactionSetting): Promise<[MemoryLedger, Reservation]> {
  const ledger = await withLicence();
  const held = await reservation(ledger, "MADE", onLine(1, "2"), maker);
  if (act === "reverse") await consumeAll(ledger, held, {}, maker);
  return [ledger, held];
}

const as = (setting: TransactionSetting, caller: object): TransactionSetting => ({
  ...setting,
  caller: { ...setting.caller, ...caller },
});
const noRole = as(WHO.carriersCustoms, { role: undefined });
const foreignOffice = as(WHO.aeCustoms, { office: "GB000051" });

const SITUATIONS: readonly (readonly [
  string,
  TransactionSetting,
  TransactionSetting,
  Partial<Record<Act, string>>,
  string,
])[] = [
  ["own customs on its own", WHO.customs, WHO.customs, {}, "no error"],
  ["own customs on a granted state's", WHO.customs, WHO.aeCustoms, {}, "no error"],
  ["own licensing officer", WHO.licensing, WHO.customs, { release: "no error" }, "ROLE_NOT_ALLOWED"],
  ["own exporter", WHO.exporter, WHO.customs, {}, "ROLE_NOT_ALLOWED"],
  ["a granted state's customs on its own", WHO.aeCustoms, WHO.aeCustoms, {}, "no error"],
  [
    "a granted state's customs on the owner's",
    WHO.aeCustoms,
    WHO.customs,
    { reserve: "no error", late: "no error" },
    "NOT_YOUR_RECORD",
  ],
  [
    "a granted state's customs on another's",
    WHO.frCustoms,
    WHO.aeCustoms,
    { reserve: "no error", late: "no error" },
    "NOT_YOUR_RECORD",
  ],
  ["a granted state's exporter", as(WHO.aeCustoms, { role: "exporter" }), WHO.aeCustoms, {}, "ROLE_NOT_ALLOWED"],
  [
    "a granted state's customs with another state's office",
    foreignOffice,
    WHO.aeCustoms,
    {},
    "OFFICE_OF_ANOTHER_STATE",
  ],
  ["customs of a state that is not granted", WHO.deCustoms, WHO.customs, {}, "WRITE_OFF_NOT_GRANTED"],
  ["carriers with a minted role that their record does not allow", noRole, WHO.customs, {}, "ROLE_NOT_ALLOWED"],
  ["carriers, were a role of customs let through", WHO.carriersCustoms, WHO.customs, {}, "WRITE_OFF_NOT_GRANTED"],
];

const CASES = SITUATIONS.flatMap(([who, actor, maker, expected, otherwise]) =>
  ALL_ACTS.map((act) => [who, act, expected[act] ?? otherwise, actor, maker] as const),
);

describe("who may write a licence off", () => {
  it.each(CASES)("%s: %s is %s", async (_who, act, expected, actor, maker) => {
    const [ledger, held] = await ready(act, maker);
    expect(await codeOf(ACTS[act](ledger, held, actor))).toBe(expected);
  });

  it("writes down the state of the organisation, and the office within it, whatever is given", async () => {
    const ledger = await withLicence();
    await reservation(ledger, "A", onLine(1, "1"), WHO.frCustoms);
    const { result } = await play(
      ledger,
      LICENCE_LIST_ENTRIES,
      listEntries,
      { licence: LICENCE, line: 1 },
      WHO.customs,
    );
    expect(result.items[0]).toMatchObject({ jurisdiction: "FR", organisation: "FRAuthorityMSP" });
    expect(result.items[0]).not.toHaveProperty("office");
  });

  it("changes with an amendment under four eyes: a state that it leaves out moves not even its own reservations", async () => {
    for (const act of ALL_ACTS) {
      const [ledger, held] = await ready(act, WHO.aeCustoms);
      await amendGrant(ledger, ["DE"]);
      expect(await codeOf(ACTS[act](ledger, held, WHO.aeCustoms))).toBe("WRITE_OFF_NOT_GRANTED");
      expect(await codeOf(reservation(ledger, "D", onLine(1, "1"), WHO.deCustoms))).toBe("no error");
      expect(await codeOf(ACTS[act](ledger, held, WHO.customs))).toBe("no error");
    }
  });

  it("stays as it was where an amendment says nothing of it", async () => {
    const ledger = await withLicence();
    await amendGrant(ledger, undefined);
    await reservation(ledger, "A", onLine(1, "1"), WHO.aeCustoms);
  });
});

async function amendGrant(ledger: MemoryLedger, writeOffBy: string[] | undefined): Promise<void> {
  const why = { licence: LICENCE, reason: "change-of-circumstances", legalBasis: "x" } as const;
  const amendment = { validTo: "2028-01-31", writeOffBy };
  const input = { ...why, amendment };
  const { action } = (await play(ledger, LICENCE_REQUEST_AMENDMENT, requestAmendment, input, WHO.licensing)).result;
  await play(ledger, LICENCE_CONFIRM_ACTION, confirmAction, { licence: LICENCE, action }, WHO.senior);
}

const said = ({ code, sentence, details }: LicetError): string => JSON.stringify([code, sentence, details]);

describe("what a refusal tells", () => {
  const ASKED: readonly (readonly [string, Line, TransactionSetting])[] = [
    ["one unit", onLine(1, "1"), {}],
    ["more than is left", onLine(1, "999"), {}],
    ["zero", onLine(1, "0"), {}],
    ["a unit that does not convert", { ...onLine(1, "1"), quantity: { amount: "1", unit: "KGM" } }, {}],
    ["a line that is not there", onLine(9, "1"), {}],
    ["a value within the limit", onLine(3, "1"), gbp("1")],
    ["a value beyond it", onLine(3, "1"), gbp("50001")],
    ["no value", onLine(3, "1"), {}],
    ["a value elsewhere", onLine(3, "1"), { ...gbp("1"), peerMsp: "DEAuthorityMSP" }],
  ];

  it("is the same to a state that is not granted, whatever it asks for and whatever there is", async () => {
    const ledger = await withLicence();
    const held = await reservation(ledger, "A", onLine(1, "2"));
    const none = { ...held, id: "0".repeat(32) };
    const sentences = new Set<string>();
    for (const [, line, more] of ASKED) {
      const setting = { ...WHO.deCustoms, ...more };
      sentences.add(said(await refusalOf(ledger, () => reservation(ledger, "A", line, setting))));
      sentences.add(said(await refusalOf(ledger, () => late(ledger, line, setting))));
      const override = "A-0123456789abcdef";
      sentences.add(said(await refusalOf(ledger, () => late(ledger, line, setting, { override }))));
    }
    for (const act of ON_RESERVATION) {
      sentences.add(said(await refusalOf(ledger, () => ACTS[act](ledger, held, WHO.deCustoms))));
      sentences.add(said(await refusalOf(ledger, () => ACTS[act](ledger, none, WHO.deCustoms))));
    }
    expect([...sentences]).toHaveLength(1);
    expect([...sentences][0]).toContain('{"licence":"GBSIEE2E350002","state":"DE","grantedTo":["GB","AE","FR"]}');
  });

  it("tells a granted state that a value does not suffice, and the same for every value and history", async () => {
    const sentences = new Set<string>();
    for (const [taken, asked] of [
      ["1", "50000"],
      ["40000", "10001"],
      ["49999", "999999999"],
    ] as const) {
      const ledger = await withLicence();
      const held = await reservation(ledger, "A", onLine(3, "2"), { ...WHO.aeCustoms, ...gbp(taken) });
      await reservation(ledger, "B", onLine(3, "2"), { ...WHO.customs, ...gbp("0") });
      const setting = { ...WHO.aeCustoms, ...gbp(asked) };
      sentences.add(said(await refusalOf(ledger, () => reservation(ledger, "C", onLine(3, "1"), setting))));
      sentences.add(said(await refusalOf(ledger, () => late(ledger, onLine(3, "1"), setting))));
      const more = { ...WHO.aeCustoms, ...gbp((BigInt(taken) + BigInt(asked)).toString()) };
      sentences.add(said(await refusalOf(ledger, () => adjusted(ledger, held, more))));
    }
    const sentence = `The value asked for exceeds what line 3 of ${LICENCE} has left.`;
    expect([...sentences]).toEqual([
      JSON.stringify(["LICENCE_VALUE_EXCEEDED", sentence, { licence: LICENCE, line: 3 }]),
    ]);
  });

  it.each([
    ["its owner's customs", true, WHO.customs],
    ["its owner's exporter", false, as(WHO.customs, { role: "exporter" })],
    ["a granted state's customs", false, WHO.aeCustoms],
  ])("tells %s by how much a value is short: %s", async (_, visible, setting) => {
    const ledger = await withLicence();
    const line = onLine(3, "1");
    const attempt = () =>
      ledger.run(setting, (tx) =>
        new WriteOff(tx).reserve({
          ...line,
          document: { type: "LRN", reference: "A" },
          value: { amount: "50001", currency: "GBP" },
        }),
      );
    const refusal = await refusalOf(ledger, attempt);
    expect([refusal.code, "shortBy" in refusal.details]).toEqual(["LICENCE_VALUE_EXCEEDED", visible]);
  });
});

function adjusted(ledger: MemoryLedger, held: Reservation, setting: TransactionSetting): Promise<unknown> {
  return play(ledger, LICENCE_ADJUST, adjust, { reason: "x", lines: [refOf(held)] }, setting);
}
