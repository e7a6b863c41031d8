// SPDX-License-Identifier: Apache-2.0
import {
  CONSIGNMENT_ITEMS_MAX,
  CONSIGNMENT_REGISTER,
  GOODS_DOCUMENTS_MAX,
  GOODS_ITEMS_MAX,
  licenceEvidence,
} from "@licet/domain";
import { describe, expect, it } from "vitest";
import { counted } from "../../testing/custody/hostile";
import { ConsignmentWorld, declared, goods, TRANSPORT, WHO } from "../../testing/worlds/consignment-world";
import { LICENCE, licenceContent, salted } from "../../testing/worlds/licence-world";
import { register } from "./register";

/** What a declaration holds. */
interface Size {
  readonly items: number;
  readonly documents: number;
  readonly claims: number;
}

/** How often the ledger is read, and how often written. */
interface Calls {
  readonly reads: number;
  readonly writes: number;
}

const FULL: Size = { items: GOODS_ITEMS_MAX, documents: GOODS_DOCUMENTS_MAX, claims: CONSIGNMENT_ITEMS_MAX };

/** Calls on the ledger that the registration of a declaration takes. */
async function callsOf({ items, documents, claims }: Size): Promise<Calls> {
  const world = await ConsignmentWorld.start();
  const [item] = goods().items;
  const content = goods({
    items: Array.from({ length: items }, (_, index) => ({
      ...item!,
      item: index + 1,
      ...(index < claims ? {} : LISTED_NOWHERE),
    })),
    documents: Array.from({ length: documents }, (_, index) => ({
      type: "Y935",
      reference: `DOCUMENT-${index.toString()}`,
      item: (index % items) + 1,
    })),
  });
  const allocations = Array.from({ length: claims }, (_, index) => ({
    item: index + 1,
    licence: LICENCE,
    line: 1,
    quantity: { amount: "1000", unit: "KGM" },
  }));
  const setting = {
    ...WHO.customs,
    parts: { goods: salted(content), transport: TRANSPORT },
    evidence: { [licenceEvidence(LICENCE)]: salted(licenceContent()) },
  };
  const { result } = await world.ledger.run(setting, async (tx) => {
    const watched = counted(tx);
    await register(watched.tx, CONSIGNMENT_REGISTER.input.parse(declared({ allocations })));
    return watched.calls;
  });
  const sum = (name: RegExp): number =>
    [...result].reduce((total, [call, times]) => total + (name.test(call) ? times : 0), 0);
  return { reads: sum(/\.(get|read|hash)/), writes: sum(/\.(put|set|write|delete)/) };
}

/** Goods that the declarant says are listed nowhere. */
const LISTED_NOWHERE = { controlCode: undefined, exemption: { reason: "not-listed", reference: "Y901" } } as const;

describe("what the registration of a declaration asks of the ledger", () => {
  it("is the same for any number of items and documents", async () => {
    const small = await callsOf({ items: 1, documents: 0, claims: 1 });
    expect(await callsOf({ ...FULL, claims: 1 })).toEqual(small);
  });

  it("is eight readings and five writings more for each further claim, however many there are", async () => {
    const ofClaims = (claims: number): Promise<Calls> => callsOf({ items: FULL.claims, documents: 0, claims });
    const one = await ofClaims(1);
    const further = FULL.claims - 1;
    expect(await ofClaims(FULL.claims)).toEqual({ reads: one.reads + 8 * further, writes: one.writes + 5 * further });
  });
});
