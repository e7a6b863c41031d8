// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import type { z } from "zod";
import {
  type AmendmentTerms,
  commitmentOf,
  LICENCE_CONFIRM_ACTION,
  LICENCE_LIST_ACTIONS,
  LICENCE_LIST_ENTRIES,
  LICENCE_READ,
  LICENCE_READ_VALUE,
  LICENCE_REJECT_ACTION,
  LICENCE_REQUEST_AMENDMENT,
  LICENCE_REQUEST_CANCELLATION,
  LICENCE_REQUEST_REINSTATEMENT,
  LICENCE_REQUEST_REVOCATION,
  LICENCE_RESERVE,
  LICENCE_SUSPEND,
  type LicenceAction,
  type SaltedPart,
  type WriteOffResult,
} from "@licet/domain";
import type { MemoryLedger } from "../../testing/fabric/memory-ledger";
import { play, refusalOf } from "../../testing/fabric/play";
import { suspend } from "./change";
import { confirmAction, rejectAction } from "./confirm";
import { listActions, readLicence } from "./read";
import { requestAmendment, requestCancellation, requestReinstatement, requestRevocation } from "./request";
import { contentOf, LICENCE, WHO, withLicence } from "../../testing/licence/fixtures";
import { listEntries, readValue } from "./write-off/read";
import { reserve } from "./write-off/reserve";

const WHY = { licence: LICENCE, reason: "change-of-circumstances", legalBasis: "Export Control Order 2008" } as const;
const GREATER = contentOf([
  { line: 1 },
  { line: 2, value: "200000" },
  { line: 3, value: "50000" },
  { line: 4 },
  { line: 5 },
]);

async function requestAmend(
  ledger: MemoryLedger,
  amendment: z.input<typeof AmendmentTerms>,
  content?: SaltedPart,
): Promise<LicenceAction> {
  const setting = { ...WHO.licensing, ...(content === undefined ? {} : { parts: { content } }) };
  return (await play(ledger, LICENCE_REQUEST_AMENDMENT, requestAmendment, { ...WHY, amendment }, setting)).result;
}

function confirm(ledger: MemoryLedger, action: string, evidence?: SaltedPart) {
  const setting = { ...WHO.senior2, ...(evidence === undefined ? {} : { evidence: { content: evidence } }) };
  return play(ledger, LICENCE_CONFIRM_ACTION, confirmAction, { licence: LICENCE, action }, setting);
}

async function reserved(ledger: MemoryLedger, amount: string): Promise<z.output<typeof WriteOffResult>> {
  const lines = [{ licence: LICENCE, line: 1, item: 1, quantity: { amount, unit: "NAR" } }];
  const input = { document: { type: "LRN", reference: `R${amount}` }, lines } as const;
  return (await play(ledger, LICENCE_RESERVE, reserve, input, WHO.customs)).result;
}

describe("an act under four eyes", () => {
  it.each([
    ["reinstate", LICENCE_REQUEST_REINSTATEMENT, requestReinstatement, "reinstated"],
    ["revoke", LICENCE_REQUEST_REVOCATION, requestRevocation, "revoked"],
    ["cancel", LICENCE_REQUEST_CANCELLATION, requestCancellation, "cancelled"],
  ] as const)("is requested by one officer and confirmed by another: %s", async (act, definition, handler, status) => {
    const ledger = await withLicence();
    await play(ledger, LICENCE_SUSPEND, suspend, WHY, WHO.senior);
    const request = await play(ledger, definition, handler, WHY, WHO.senior);
    const action = request.result.action;
    const self = () => play(ledger, LICENCE_CONFIRM_ACTION, confirmAction, { licence: LICENCE, action }, WHO.senior);
    expect((await refusalOf(ledger, self)).code).toBe("FOUR_EYES_REQUIRED");
    const { result } = await confirm(ledger, action);
    expect(result.licence).toMatchObject({ status, changed: { act, requestedBy: WHO.senior.caller?.officer } });
    expect(result.action).toMatchObject({ status: "confirmed", decidedBy: WHO.senior2.caller?.officer });
    expect((await refusalOf(ledger, () => confirm(ledger, action))).code).toBe("ACTION_NOT_OPEN");
  });

  it("may be rejected, and then is over", async () => {
    const ledger = await withLicence();
    const { action } = (await play(ledger, LICENCE_REQUEST_REVOCATION, requestRevocation, WHY, WHO.licensing)).result;
    await play(ledger, LICENCE_REJECT_ACTION, rejectAction, { licence: LICENCE, action }, WHO.senior);
    expect((await refusalOf(ledger, () => confirm(ledger, action))).code).toBe("ACTION_NOT_OPEN");
    const list = await play(ledger, LICENCE_LIST_ACTIONS, listActions, { licence: LICENCE }, WHO.deCustoms);
    expect(list.result.items.map(({ act, status }) => [act, status])).toEqual([["revoke", "rejected"]]);
  });

  it("is not requested where the status does not allow it", async () => {
    const ledger = await withLicence();
    const attempt = () => play(ledger, LICENCE_REQUEST_REINSTATEMENT, requestReinstatement, WHY, WHO.licensing);
    const refusal = await refusalOf(ledger, attempt);
    expect([refusal.code, refusal.details["status"]]).toEqual(["TRANSITION_NOT_ALLOWED", "issued"]);
  });
});

describe("an amendment", () => {
  it("carries the balance over, opens new lines and keeps the chain of entries", async () => {
    const ledger = await withLicence();
    await reserved(ledger, "4");
    const lines = [
      { line: 1, control: "quantity", unit: "NAR", authorised: "6" },
      { line: 5, control: "quantity", unit: "NAR", authorised: "3" },
    ] as const;
    const { action } = await requestAmend(ledger, { validTo: "2028-06-30", lines: [...lines] }, GREATER);
    const { result } = await confirm(ledger, action, GREATER);
    expect(result.licence).toMatchObject({ version: 2, validTo: "2028-06-30", status: "issued" });
    expect(result.licence.commitments).toEqual({ content: commitmentOf(GREATER) });
    const read = await play(ledger, LICENCE_READ, readLicence, { licence: LICENCE }, WHO.deCustoms);
    const figures = read.result.lines.map((line) => [line.line, line.authorised, line.reserved, line.available]);
    expect(figures[0]).toEqual([1, "6", "4", "2"]);
    expect(figures[4]).toEqual([5, "3", "0", "3"]);
    const query = { licence: LICENCE, line: 1 };
    const entries = await play(ledger, LICENCE_LIST_ENTRIES, listEntries, query, WHO.deCustoms);
    expect(entries.result.items.map(({ type, change }) => [type, change.authorised])).toEqual([
      ["amend", "-4"],
      ["reserve", "0"],
      ["issue", "10"],
    ]);
    const value = await play(ledger, LICENCE_READ_VALUE, readValue, { licence: LICENCE, line: 2 }, WHO.licensing);
    expect(value.result).toMatchObject({ authorised: "200000", available: "200000" });
  });

  it("is refused below what is reserved and consumed, when it is requested and when it is confirmed", async () => {
    const ledger = await withLicence();
    await reserved(ledger, "4");
    const to = (authorised: string) => ({
      lines: [{ line: 1, control: "quantity" as const, unit: "NAR", authorised }],
    });
    const refusal = await refusalOf(ledger, () => requestAmend(ledger, to("3")));
    expect([refusal.code, refusal.details["shortBy"]]).toEqual(["AMENDMENT_BELOW_USED", "1"]);
    const { action } = await requestAmend(ledger, to("5"));
    await reserved(ledger, "2");
    expect((await refusalOf(ledger, () => confirm(ledger, action))).code).toBe("AMENDMENT_BELOW_USED");
  });

  it.each([
    ["another unit", { line: 1, control: "quantity", unit: "KGM", authorised: "10" }],
    ["another control", { line: 1, control: "open", unit: "NAR" }],
    ["a new line without content", { line: 9, control: "open", unit: "NAR" }],
  ] as const)("refuses %s", async (_, line) => {
    const ledger = await withLicence();
    expect((await refusalOf(ledger, () => requestAmend(ledger, { lines: [line] }))).code).toBe("TERMS_MISMATCH");
  });

  it("refuses an end before the beginning, and a value limit below what is used", async () => {
    const ledger = await withLicence();
    const reversed = () => requestAmend(ledger, { validTo: "2025-01-01" });
    expect((await refusalOf(ledger, reversed)).code).toBe("VALIDITY_REVERSED");
    const values = { salt: "1c".repeat(32), content: { values: [{ amount: "90000", currency: "GBP" }] } };
    const lines = [{ licence: LICENCE, line: 2, item: 1, quantity: { amount: "1", unit: "MGM" } }];
    const input = { document: { type: "LRN", reference: "V" }, lines } as const;
    await play(ledger, LICENCE_RESERVE, reserve, input, { ...WHO.customs, parts: { values } });
    const less = contentOf([{ line: 1 }, { line: 2, value: "80000" }, { line: 3, value: "50000" }, { line: 4 }]);
    const { action } = await requestAmend(ledger, {}, less);
    expect((await refusalOf(ledger, () => confirm(ledger, action, less))).code).toBe("AMENDMENT_BELOW_USED");
  });
});
