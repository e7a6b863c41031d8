// SPDX-License-Identifier: Apache-2.0
import { LICENCE_LIST_RESERVATIONS, LICENCE_RELEASE, LICENCE_RESERVE, type Reservation } from "@licet/domain";
import type { z } from "zod";
import { describe, expect, it } from "vitest";
import type { DeclaredItem } from "../../../rules/write-off/requests";
import { WriteOff } from "../../../rules/write-off/session";
import type { MemoryLedger, TransactionSetting } from "../../../testing/fabric/memory-ledger";
import { play, refusalOf } from "../../../testing/fabric/play";
import { LICENCE, WHO, withLicence } from "../../../testing/licence/fixtures";
import { consumeAll, figures, nar, refOf } from "../../../testing/licence/write-offs";
import { listReservations } from "./read";
import { release } from "./release";
import { reserve } from "./reserve";

const CONSIGNMENT = "GB-CN-0001";
const UCR = "6GB123456789000-A";
const LRN = { document: { type: "LRN", reference: "A" } } as const;
const MRN = { document: { type: "MRN", reference: "26GB00000000000001" } } as const;
const BY_UCR = { document: { type: "DUCR", reference: UCR } } as const;
const NAMES = { ucr: UCR, declarant: "GB-EX-0001" } as const;
/** How the consignment names its item: by local reference number, UCR and declarant. */
const DECLARED = { ...LRN, ...NAMES } as const;

type Said = Omit<z.input<typeof LICENCE_RESERVE.input>, "lines">;

/** Customs sets two articles of item 1 aside, for no consignment. */
async function setAside(
  ledger: MemoryLedger,
  said: Said,
  {
    item = 1,
    amount = "2",
    setting = WHO.customs,
  }: { item?: number; amount?: string; setting?: TransactionSetting } = {},
): Promise<Reservation> {
  const line = { licence: LICENCE, line: 1, item, quantity: nar(amount) };
  const { result } = await play(ledger, LICENCE_RESERVE, reserve, { ...said, lines: [line] }, setting);
  return result.reservations[0]!;
}

/** A consignment declares two articles of item 1. */
async function declare(
  ledger: MemoryLedger,
  declared: Omit<DeclaredItem, "item"> = DECLARED,
  consignment = CONSIGNMENT,
): Promise<Reservation> {
  const { result } = await ledger.run(WHO.customs, async (tx) => {
    const writeOff = new WriteOff(tx, { consignment });
    await writeOff.reserve({ ...declared, licence: LICENCE, line: 1, item: 1, quantity: nar("2") });
    return writeOff.finish();
  });
  return result.reservations[0]!;
}

const BY_MRN = { ...MRN, ...NAMES };

describe("what customs set aside for a declared item before its consignment was registered", () => {
  it.each<[string, Said, Omit<DeclaredItem, "item">]>([
    ["names all", DECLARED, DECLARED],
    ["leaves the UCR out", { ...LRN, declarant: "GB-EX-0001" }, DECLARED],
    ["leaves the declarant out", { ...LRN, ucr: UCR }, DECLARED],
    ["names the local reference number alone", LRN, DECLARED],
    ["names the movement reference number alone", MRN, BY_MRN],
    ["names the UCR in place of a document", BY_UCR, DECLARED],
    ["names it so, with the declarant", { ...BY_UCR, ...NAMES }, DECLARED],
  ])("is the consignment's, once, where it %s", async (_, said, declared) => {
    const ledger = await withLicence();
    const { id } = await setAside(ledger, said);
    const claimed = await declare(ledger, declared);
    expect(claimed).toMatchObject({ id, consignment: CONSIGNMENT, ...declared, reserved: "2" });
    expect(await figures(ledger)).toEqual(["10", "2", "0", "8", "0"]);
    // A second declaration by the same local reference number, of another declarant, has a quantity of its own.
    await declare(ledger, { ...declared, declarant: "GB-EX-0002" }, "GB-CN-0002");
    expect(await figures(ledger)).toEqual(["10", "4", "0", "6", "0"]);
  });

  it.each<[string, Said, Parameters<typeof setAside>[2]]>([
    ["another item", DECLARED, { item: 2 }],
    ["another declarant's", { ...DECLARED, declarant: "GB-EX-0002" }, {}],
    ["another UCR's", { ...DECLARED, ucr: `${UCR}B` }, {}],
    ["another document's", { ...DECLARED, document: { type: "LRN", reference: "B" } }, {}],
    ["another state's", DECLARED, { setting: WHO.aeCustoms }],
    ["another quantity under a number that may be another declarant's", LRN, { amount: "3" }],
  ])("is not, where it is %s: the consignment has a quantity of its own", async (_, said, given) => {
    const ledger = await withLicence();
    const before = await setAside(ledger, said, given);
    expect((await declare(ledger)).id).not.toBe(before.id);
    const [, reserved] = await figures(ledger);
    expect(reserved).toBe((2n + BigInt(given?.amount ?? "2")).toString());
  });

  it.each<[string, Said, string, string | undefined]>([
    ["is another quantity", DECLARED, "3", undefined],
    ["is another quantity, by movement reference number alone", MRN, "3", undefined],
    ["was given back", DECLARED, "2", "released"],
    ["was written off", DECLARED, "2", "consumed"],
    ["was written off under fewer names", { ...LRN, ucr: UCR }, "2", "consumed"],
  ])("is refused where it %s", async (_, said, amount, then) => {
    const ledger = await withLicence();
    const held = await setAside(ledger, said, { amount });
    if (then === "released") {
      await play(ledger, LICENCE_RELEASE, release, { reason: "not declared", lines: [refOf(held)] }, WHO.customs);
    }
    if (then === "consumed") await consumeAll(ledger, held);
    const before = await figures(ledger);
    const declared = said.document.type === "MRN" ? BY_MRN : DECLARED;
    const refused = await refusalOf(ledger, () => declare(ledger, declared));
    expect(refused).toMatchObject({
      code: "RESERVATION_EXISTS",
      details: { reservation: held.id, status: then ?? "reserved" },
    });
    expect(await figures(ledger)).toEqual(before);
  });

  it("is no second consignment's", async () => {
    const ledger = await withLicence();
    const { id } = await setAside(ledger, DECLARED);
    await declare(ledger);
    const again = await refusalOf(ledger, () => declare(ledger, DECLARED, "GB-CN-0002"));
    expect(again).toMatchObject({ code: "RESERVATION_EXISTS", details: { reservation: id } });
  });
});

describe("reservations of one UCR", () => {
  it("are those that name it, in place of a document too, and those that its consignment took over", async () => {
    const ledger = await withLicence();
    await setAside(ledger, DECLARED, { item: 2 });
    await setAside(ledger, BY_UCR, { item: 3 });
    await setAside(ledger, { ...DECLARED, ucr: `${UCR}B` }, { item: 4, amount: "1" });
    await setAside(ledger, LRN, { item: 5, amount: "1" });
    await setAside(ledger, LRN);
    await declare(ledger);
    const query = { licence: LICENCE, ucr: UCR.toLowerCase() };
    const { result } = await play(ledger, LICENCE_LIST_RESERVATIONS, listReservations, query, WHO.deCustoms);
    expect(result.items.map(({ item, consignment }) => [item, consignment])).toEqual([
      [1, CONSIGNMENT],
      [3, undefined],
      [2, undefined],
    ]);
  });
});
