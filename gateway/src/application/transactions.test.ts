// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
import { TRANSACTIONS, type SubmitDefinition } from "@licet/domain";
import { describe, expect, it } from "vitest";
import { KeyQueue } from "./key-queue.js";
import { LedgerError } from "../ports/ledger-error.js";
import type { EvaluateRequest, Ledger, LedgerIdentity, Receipt, SubmitRequest } from "../ports/ledger.js";
import { Submitter } from "./submitter.js";
import { Transactions } from "./transactions.js";

const CONSIGNMENT = "GB-CN-1";
const carrier = { label: "carrier1@CarriersMSP", mspId: "CarriersMSP" } as LedgerIdentity;
const handoff = TRANSACTIONS["custody:Handoff"] as unknown as SubmitDefinition;
const terms = { consignment: CONSIGNMENT, receivedBy: "CARRIERS-CR-0002" };

type CommandLedger = Pick<Ledger, "evaluate" | "submit" | "outcome">;

/** A ledger with one consignment, the keepers of whose custody head have to endorse, and a store of parts. */
class CustodyLedger implements CommandLedger {
  readonly submitted: SubmitRequest[] = [];
  readonly evaluated: string[] = [];
  keepers = ["CarriersMSP", "GBAuthorityMSP"];
  readonly parts: Record<string, unknown> = {};
  further = (): Promise<Uint8Array> => answer({ parts: [] });

  evaluate({ transaction, arguments: [input = "{}"] }: EvaluateRequest): Promise<Uint8Array> {
    this.evaluated.push(transaction);
    if (transaction === "custody:Head") return answer({ keepers: this.keepers });
    if (transaction === "consignment:ReleaseEvidence") return this.further();
    const { id } = JSON.parse(input) as { id: string };
    if (Object.hasOwn(this.parts, id)) return answer({ salt: "00", content: this.parts[id] });
    return Promise.reject(refused("NOT_HELD: It is not held here. {}"));
  }

  submit(request: SubmitRequest): Promise<Receipt> {
    this.submitted.push(request);
    if (!this.keepers.every((keeper) => request.endorsers.includes(keeper))) {
      return Promise.reject(
        new LedgerError({
          phase: "commit",
          code: "ENDORSEMENT_POLICY_FAILURE",
          message: "not endorsed",
          outcome: "not-recorded",
        }),
      );
    }
    return Promise.resolve({
      result: new Uint8Array(),
      transactionId: "t",
      blockNumber: 1n,
      endorsers: request.endorsers,
    });
  }

  outcome(): never {
    throw new Error("not asked for");
  }
}

function answer(value: unknown): Promise<Uint8Array> {
  return Promise.resolve(Buffer.from(JSON.stringify(value), "utf8"));
}

function refused(message: string): LedgerError {
  return new LedgerError({ phase: "evaluate", code: "UNKNOWN", message, outcome: "not-recorded" });
}

/** Who endorsed each transaction, by name. */
function endorsersOn(ledger: CustodyLedger): readonly string[][] {
  return ledger.submitted.map(({ endorsers }) => [...endorsers].sort());
}

function transactionsOn(ledger: CommandLedger): Transactions {
  return new Transactions(ledger, new Submitter(ledger), new KeyQueue(10));
}

describe("commands on custody", () => {
  const command = { identity: carrier, definition: handoff, input: terms, parts: {} };

  it("are endorsed by the keepers, who are read once while they stay", async () => {
    const ledger = new CustodyLedger();
    const transactions = transactionsOn(ledger);
    await transactions.command(command);
    await transactions.command(command);
    const both = ["CarriersMSP", "GBAuthorityMSP"];
    expect(endorsersOn(ledger)).toEqual([both, both]);
    expect(ledger.evaluated).toEqual(["custody:Head"]);
  });

  it("are made anew where another gateway has moved the custody meanwhile", async () => {
    const ledger = new CustodyLedger();
    const transactions = transactionsOn(ledger);
    await transactions.command(command);
    ledger.keepers = ["AEAuthorityMSP", "GBAuthorityMSP"];
    await transactions.command(command);
    expect(endorsersOn(ledger)).toEqual([
      ["CarriersMSP", "GBAuthorityMSP"],
      ["CarriersMSP", "GBAuthorityMSP"],
      ["AEAuthorityMSP", "CarriersMSP", "GBAuthorityMSP"],
    ]);
  });

  it("read the keepers anew after a transfer that has made another organisation one", async () => {
    const ledger = new CustodyLedger();
    const transactions = transactionsOn(ledger);
    await transactions.command({ ...command, input: { ...terms, receivedBy: "AE-CR-0001" } });
    await transactions.command(command);
    expect(ledger.evaluated).toEqual(["custody:Head", "custody:Head"]);
  });

  it("pass a refusal on that the keepers have nothing to do with", async () => {
    const ledger = new CustodyLedger();
    const transactions = transactionsOn(ledger);
    await transactions.command(command);
    ledger.submit = () => Promise.reject(refused("NOT_CUSTODIAN: It is not yours. {}"));
    await expect(transactions.command(command)).rejects.toMatchObject({ refusal: { code: "NOT_CUSTODIAN" } });
  });
});

describe("confidential input", () => {
  const definition = TRANSACTIONS["sharing:Share"] as unknown as SubmitDefinition;
  const ref = { kind: "licence", id: "GBSIEL1", part: "content" };
  const input = { ref, to: "AEAuthorityMSP" };

  function transientOf(request: SubmitRequest | undefined): unknown {
    const bytes = request?.transient?.["confidential"];
    return bytes && (JSON.parse(Buffer.from(bytes).toString("utf8")) as unknown);
  }

  it("takes evidence from the caller's own peer, and goes on without what is not held there", async () => {
    const ledger = new CustodyLedger();
    ledger.keepers = ["AEAuthorityMSP"];
    ledger.parts["GBSIEL1"] = { endUse: "secret" };
    const transactions = transactionsOn(ledger);
    await transactions.command({ identity: carrier, definition, input, parts: {} });
    expect(transientOf(ledger.submitted[0])).toEqual({
      parts: {},
      evidence: { part: { salt: "00", content: { endUse: "secret" } } },
    });
    await transactions.command({
      identity: carrier,
      definition,
      input: { ...input, ref: { ...ref, id: "GBX" } },
      parts: {},
    });
    expect(ledger.submitted[1]?.transient).toBeUndefined();
    expect(JSON.stringify(ledger.submitted.map((request) => request.arguments))).not.toContain("secret");
  });

  it("takes evidence that follows from records, by the names that the ledger gives it", async () => {
    const ledger = new CustodyLedger();
    ledger.keepers = ["GBAuthorityMSP"];
    ledger.parts["GB-EX-1"] = { name: "secret" };
    const party = { kind: "party", id: "GB-EX-1", part: "content" };
    ledger.further = () => answer({ parts: [party, { ...party, id: "GB-EX-2" }] });
    const release = TRANSACTIONS["consignment:ReleaseForExport"] as unknown as SubmitDefinition;
    const command = { identity: carrier, definition: release, input: { consignment: CONSIGNMENT, licences: [] } };
    const transactions = transactionsOn(ledger);
    await transactions.command({ ...command, parts: {} });
    const evidence = { "party/GB-EX-1/content": { salt: "00", content: { name: "secret" } } };
    expect(transientOf(ledger.submitted[0])).toEqual({ parts: {}, evidence });
    // Whoever may not ask is told by the command itself.
    ledger.further = () => Promise.reject(refused("ROLE_NOT_ALLOWED: Not yours. {}"));
    await transactions.command({ ...command, parts: {} });
    expect(ledger.submitted[1]?.transient).toBeUndefined();
    ledger.further = () => Promise.reject(new Error("no peer"));
    await expect(transactions.command({ ...command, parts: {} })).rejects.toThrow("no peer");
  });

  it("salts parts with 32 bytes of its own, or with the caller's salt", async () => {
    const ledger = new CustodyLedger();
    const transactions = transactionsOn(ledger);
    const salt = createHash("sha256").digest("hex");
    const parts = { content: { content: { a: 1 } }, findings: { content: { b: 2 }, salt } };
    await transactions.command({ identity: carrier, definition: handoff, input: terms, parts });
    const sent = transientOf(ledger.submitted[0]) as { parts: Record<string, { salt: string }> };
    expect(sent.parts["content"]?.salt).toMatch(/^[0-9a-f]{64}$/);
    expect(sent.parts["findings"]?.salt).toBe(salt);
  });
});
