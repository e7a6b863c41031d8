// SPDX-License-Identifier: Apache-2.0
import type { z } from "zod";
import { LicetError, type TransactionDefinition } from "@licet/domain";
import type { Handler } from "../../fabric/handler";
import type { MemoryLedger, RunOutcome, TransactionSetting } from "./memory-ledger";

/** Runs a transaction as `execute` does, without Fabric: role and schemas of input, parts and output are checked. */
export async function play<D extends TransactionDefinition>(
  ledger: MemoryLedger,
  definition: D,
  handler: Handler<D>,
  input: z.input<D["input"]>,
  setting: TransactionSetting = {},
): Promise<RunOutcome<z.output<D["output"]>>> {
  const parsed = definition.input.parse(input) as z.output<D["input"]>;
  for (const [name, schema] of Object.entries(definition.kind === "submit" ? (definition.parts ?? {}) : {})) {
    const part = setting.parts?.[name];
    if (part !== undefined) schema.parse(part.content);
  }
  const outcome = await ledger.run(setting, (tx) => {
    const { roles } = definition;
    if (roles !== "any" && (tx.caller.role === undefined || !roles.includes(tx.caller.role))) {
      throw new LicetError("ROLE_NOT_ALLOWED", "The definition does not list the role.", {});
    }
    return handler(tx, parsed);
  });
  return { ...outcome, result: definition.output.parse(outcome.result) as z.output<D["output"]> };
}

/** Everything that lies on a ledger in memory, to compare before with after. */
export function snapshotOf(ledger: MemoryLedger): unknown {
  return {
    state: Object.fromEntries(ledger.state),
    collections: Object.fromEntries(
      [...ledger.collections].map(([name, values]) => [name, Object.fromEntries(values)]),
    ),
  };
}

/**
 * Runs what must be refused.
 * @returns the refusal.
 * @throws {Error} where it was not refused, or where the ledger is not what it was before.
 */
export async function refusalOf(ledger: MemoryLedger, attempt: () => Promise<unknown>): Promise<LicetError> {
  const before = JSON.stringify(snapshotOf(ledger));
  try {
    await attempt();
  } catch (error) {
    if (!(error instanceof LicetError)) throw error;
    if (JSON.stringify(snapshotOf(ledger)) !== before) throw new Error("a refused transaction wrote", { cause: error });
    return error;
  }
  throw new Error("the transaction was not refused");
}
