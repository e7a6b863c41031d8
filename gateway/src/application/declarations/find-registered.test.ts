// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import type { LedgerIdentity } from "../../ports/ledger.js";
import type { Transactions } from "../transactions.js";
import type { DeclarationCorrection } from "./declaration.js";
import { findRegistered } from "./find-registered.js";

const LICENCE = "GBSIEE2E350002";
const MRN = "24GB0YVJ3EXXES8AA0";

const correction: DeclarationCorrection = {
  kind: "correction",
  lrn: "LRN-1",
  mrn: MRN,
  reasonCode: "25",
  items: [
    {
      item: 1,
      documents: [
        { code: "X002", reference: `${LICENCE}-0001`, status: "EP", writeOff: { quantity: "1", unitCode: "KGM" } },
      ],
    },
  ],
};

interface Registered {
  readonly id: string;
  readonly declarant?: string;
  readonly status?: string;
  readonly declaration?: { readonly lrn: string; readonly mrn?: string };
}

/** Consignments on the licence, newest first, one on a page. */
function ledgerWith(consignments: readonly Registered[]): Transactions {
  return {
    query: (_who: unknown, _definition: unknown, { licence, bookmark }: { licence: string; bookmark: string }) => {
      expect(licence).toBe(LICENCE);
      const at = Number(bookmark === "" ? 0 : bookmark);
      const more = at + 1 < consignments.length ? String(at + 1) : "";
      const filled = {
        declarant: "GB-EX-0001",
        status: "declared",
        declaration: { lrn: "LRN-1" },
        ...consignments[at],
      };
      const items = consignments.length === 0 ? [] : [filled];
      return Promise.resolve(Buffer.from(JSON.stringify({ items, bookmark: more })));
    },
  } as unknown as Transactions;
}

function callerWith(attributes: Readonly<Record<string, string>>): LedgerIdentity {
  return { mspId: "GBAuthorityMSP", attributes } as unknown as LedgerIdentity;
}

const customs = callerWith({ "licet.role": "customs-officer" });
const exporter = callerWith({ "licet.role": "exporter", "licet.party": "GB-EX-0002" });
const A = { id: "GB-CN-A" };
const B = { id: "GB-CN-B" };

function find(consignments: readonly Registered[], caller = customs): Promise<{ readonly id: string }> {
  return findRegistered(ledgerWith(consignments), caller, "GB", correction);
}

describe("findRegistered", () => {
  it.each<[string, readonly Registered[], LedgerIdentity]>([
    ["by its local reference, on whichever page", [{ ...B, declaration: { lrn: "LRN-2" } }, A], customs],
    ["in the caller's own register", [{ id: "DE-CN-A" }, A], customs],
    ["by its MRN where two have the local reference", [B, { ...A, declaration: { lrn: "LRN-1", mrn: MRN } }], customs],
    ["that is not invalidated", [{ ...B, status: "invalidated" }, A], customs],
    ["that is invalidated where there is no other", [{ ...A, status: "invalidated" }], customs],
    ["that is the exporter's own", [B, { ...A, declarant: "GB-EX-0002" }], exporter],
  ])("finds the consignment %s", async (_, consignments, caller) => {
    expect(await find(consignments, caller)).toMatchObject(A);
  });

  it.each<[string, readonly Registered[], LedgerIdentity]>([
    ["there is none", [], customs],
    ["local references differ in a space", [{ ...A, declaration: { lrn: "LRN- 1" } }], customs],
    ["it is another exporter's", [A], exporter],
  ])("finds none where %s", async (_, consignments, caller) => {
    await expect(find(consignments, caller)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("names those that it cannot tell apart", async () => {
    await expect(find([A, B])).rejects.toMatchObject({
      code: "DECLARATION_INCOMPLETE",
      details: { missing: ["consignment"], consignments: ["GB-CN-A", "GB-CN-B"] },
    });
  });

  it("asks for nothing where the correction names no licence", async () => {
    const empty = { ...correction, items: [] };
    await expect(findRegistered(ledgerWith([A]), customs, "GB", empty)).rejects.toMatchObject({
      code: "DECLARATION_WITHOUT_LICENCE",
    });
  });
});
