// SPDX-License-Identifier: Apache-2.0
import { CommitError, EndorseError } from "@hyperledger/fabric-gateway";
import { parseLicetError, type LicetError, type LineView, type WriteOffEntry } from "@licet/domain";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Session } from "../bench/session.js";
import { SILENT } from "@licet/scripts/demonstration/narrate";
import { asExpected, play } from "@licet/scripts/demonstration/play";
import type { Stage } from "@licet/scripts/demonstration/step";
import { LICENCE_STEPS } from "@licet/scripts/demonstration/story/licence";
import { REGISTER_STEPS } from "@licet/scripts/demonstration/story/parties";
import { freshSetup, stageOn, type Setup } from "@licet/scripts/demonstration/setup";

const OWNER = "GBAuthorityMSP";
/** The first is the licence's own state; the licence names the others. */
const CHECKPOINTS = ["customs1@GBAuthorityMSP", "customs1@AEAuthorityMSP", "customs1@PKAuthorityMSP"] as const;
const KILOGRAM = "1000000";
/** The licence has 20 kg; every attempt asks for one. */
const ATTEMPTS = 36;
const FITTING = 20;
/** A conflict needs at most as many tries as there are others that want the same key. */
const TRIES_MAX = 200;

const RETRIED: readonly string[] = ["MVCC_READ_CONFLICT", "PHANTOM_READ_CONFLICT"];

/** Licences' quantities under concurrency, past the gateway and its queue: only the ledger keeps the limit. */
describe("write-off on one licence line from three states at once", () => {
  let setup: Setup;
  let stage: Stage;
  let session: Session;

  beforeAll(async () => {
    setup = await freshSetup({ gatewayEnvironment: { LOG_LEVEL: "warn" } });
    stage = await stageOn(setup);
    const licence = LICENCE_STEPS.filter(({ step }) => step === "issue-second-licence");
    const played = await play([...REGISTER_STEPS, ...licence], stage, SILENT);
    expect(played.filter((step) => !asExpected(step))).toEqual([]);
    session = new Session(setup.profilesFolder);
  });

  afterAll(async () => {
    session.close();
    await setup.close();
  });

  it("gives out exactly what is authorised, and tells every other what it falls short by", async () => {
    const outcomes = await Promise.all(Array.from({ length: ATTEMPTS }, (_, attempt) => reserve(attempt)));
    const refusals = outcomes.filter((outcome): outcome is LicetError => outcome !== "reserved");
    expect(outcomes.length - refusals.length).toBe(FITTING);
    for (const refusal of refusals) {
      expect(refusal.code).toBe("LICENCE_QUANTITY_EXCEEDED");
      expect(refusal.details).toMatchObject({ available: "0", asked: KILOGRAM, shortBy: KILOGRAM });
    }
    expect(await line()).toMatchObject({ available: "0", reserved: "20000000", consumed: "0" });
  });

  it("leaves a chain of entries in which the arithmetic holds after every one", async () => {
    const { items } = await query<{ items: WriteOffEntry[] }>("licence:ListEntries", { ...ofLine(), pageSize: 100 });
    expect(items.filter(({ type }) => type === "reserve")).toHaveLength(FITTING);
    for (const { after, availableBefore, quantity, type } of items) {
      const available = BigInt(after.authorised ?? "0") - BigInt(after.reserved) - BigInt(after.consumed);
      expect(available).toBeGreaterThanOrEqual(0n);
      if (type === "reserve") expect(available).toBe(BigInt(availableBefore ?? "0") - BigInt(quantity));
    }
  });

  async function reserve(attempt: number): Promise<LicetError | "reserved"> {
    const user = CHECKPOINTS[attempt % CHECKPOINTS.length] ?? CHECKPOINTS[0];
    const input = {
      document: { type: "LRN", reference: `concurrent-${attempt}` },
      lines: [{ ...ofLine(), item: 1, quantity: { amount: KILOGRAM, unit: "KGM" } }],
    };
    for (let tries = 0; tries < TRIES_MAX; tries += 1) {
      try {
        await submit(user, input);
        return "reserved";
      } catch (error) {
        const refusal = refusalOf(error);
        if (refusal) return refusal;
      }
    }
    throw new Error(`Attempt ${attempt} met nothing but conflicts.`);
  }

  function submit(user: string, input: unknown): Promise<Uint8Array> {
    return session
      .contract(user, "licet")
      .submit("licence:Reserve", { arguments: [JSON.stringify(input)], endorsingOrganizations: [OWNER] });
  }

  function ofLine(): { licence: string; line: number } {
    return { licence: stage.references.militaryLicence, line: 1 };
  }

  function line(): Promise<LineView> {
    return query<LineView>("licence:ReadLine", ofLine());
  }

  async function query<R>(name: string, input: unknown): Promise<R> {
    const result = await session
      .contract(CHECKPOINTS[0], "licet")
      .evaluate(name, { arguments: [JSON.stringify(input)] });
    return JSON.parse(Buffer.from(result).toString("utf8")) as R;
  }
});

/**
 * The chaincode's refusal; undefined for a conflict that another try may settle.
 * @throws {unknown} everything else.
 */
function refusalOf(error: unknown): LicetError | undefined {
  if (error instanceof CommitError && RETRIED.includes(codeName(error.code))) return undefined;
  if (error instanceof EndorseError) {
    const refusal = error.details.map(({ message }) => parseLicetError(message)).find((found) => found !== undefined);
    if (refusal) return refusal;
  }
  throw error;
}

const CODE_NAMES: Readonly<Record<number, string>> = { 11: "MVCC_READ_CONFLICT", 12: "PHANTOM_READ_CONFLICT" };

function codeName(code: number): string {
  return CODE_NAMES[code] ?? String(code);
}
