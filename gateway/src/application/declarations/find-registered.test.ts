// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import type { LedgerIdentity } from "../../ports/ledger.js";
import type { Transactions } from "../transactions.js";
import { type ChangedDeclaration, findRegistered } from "./find-registered.js";

const LICENCE = "GBSIEE2E350002";
const MRN = "24GB0YVJ3EXXES8AA0";

const change: ChangedDeclaration = { lrn: "LRN-1", mrn: MRN, licences: [LICENCE] };

interface Registered {
  readonly id: string;
  readonly declarant?: string;
  readonly status?: string;
  readonly declaration?: { readonly lrn: string; readonly mrn?: string };
  readonly allocations?: readonly { readonly licence: string }[];
}

/** Consignments with the local reference number, newest first, one on a page. */
function ledgerWith(consignments: readonly Registered[]): Transactions {
  return {
    query: (_who: unknown, _definition: unknown, { bookmark, ...input }: { bookmark: string }) => {
      expect(input).toMatchObject({ register: "GB", lrn: "LRN-1" });
      const at = Number(bookmark === "" ? 0 : bookmark);
      const more = at + 1 < consignments.length ? String(at + 1) : "";
      const filled = {
        declarant: "GB-EX-0001",
        status: "declared",
        declaration: { lrn: "LRN-1" },
        allocations: [],
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
  return findRegistered(ledgerWith(consignments), caller, "GB", change);
}

describe("findRegistered", () => {
  it.each<[string, readonly Registered[], LedgerIdentity]>([
    [
      "by its local reference, whatever licence it draws on",
      [{ ...A, allocations: [{ licence: "GBOTHER1" }] }],
      customs,
    ],
    ["by a licence where two have the local reference", [B, { ...A, allocations: [{ licence: LICENCE }] }], customs],
    ["by its MRN where two have the local reference", [B, { ...A, declaration: { lrn: "LRN-1", mrn: MRN } }], customs],
    ["that is not invalidated", [{ ...B, status: "invalidated" }, A], customs],
    ["that is invalidated where there is no other", [{ ...A, status: "invalidated" }], customs],
    ["that is the exporter's own", [B, { ...A, declarant: "GB-EX-0002" }], exporter],
  ])("finds the consignment %s", async (_, consignments, caller) => {
    expect(await find(consignments, caller)).toMatchObject(A);
  });

  it.each<[string, readonly Registered[], LedgerIdentity]>([
    ["there is none", [], customs],
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
});
