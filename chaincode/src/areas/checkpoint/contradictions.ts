// SPDX-License-Identifier: Apache-2.0
import type { z } from "zod";
import {
  type CHECKPOINT_INSPECT,
  type Consignment,
  ConsignmentGoods,
  ConsignmentTransport,
  type InspectionFindings,
  itemsCountedOtherwise,
  LicetError,
  SATISFACTORY_RESULTS,
  sealMismatch,
  sealNumbersOf,
  sealStateAfter,
  type SealStateName,
} from "@licet/domain";
import type { Transaction } from "../../fabric/transaction";
import type { SealedHead } from "../../rules/checkpoint/inspections";
import { Contents } from "../../rules/verdict/contents";
import { presentSeals } from "../../rules/verdict/seals";

type Stated = Pick<
  z.output<(typeof CHECKPOINT_INSPECT)["input"]>,
  "result" | "sealState" | "sealsConform" | "countsAgree"
>;

/** What was read and counted, against what is on record, as far as the inspecting state holds it. */
interface Compared {
  readonly recorded: SealStateName;
  /** How many seals were read that are not on record, and how many on record were not read; undefined where none was read. */
  readonly seals: { readonly strange: number; readonly missing: number } | undefined;
  /** Items that were counted otherwise than declared. */
  readonly items: readonly number[];
}

/**
 * An inspection says the same of seals and counts as the numbers do that it read, whatever its result, and no result is satisfactory that
 * they speak against (NCTS rule G0017). It is refused and not put right: what an officer certifies, nobody certifies in his place. The
 * refusal says how many numbers and which items, and neither a number nor a quantity, so that nobody reads off what he should have seen.
 * @throws {LicetError} SEAL_NOT_CONFORM, CONSIGNMENT_MISMATCH.
 */
export function requireNoContradiction(stated: Stated, compared: Compared): void {
  const problem = sealProblem(stated, compared);
  if (problem !== undefined) {
    const { recorded, seals } = compared;
    throw new LicetError("SEAL_NOT_CONFORM", problem, {
      recorded,
      observed: stated.sealState,
      sealsConform: stated.sealsConform,
      strangeSeals: seals?.strange ?? 0,
      missingSeals: seals?.missing ?? 0,
      result: stated.result,
    });
  }
  const differs = countProblem(stated, compared);
  if (differs === undefined) return;
  throw new LicetError("CONSIGNMENT_MISMATCH", differs, {
    mismatches: [{ field: "counts", consignment: "as declared", covered: "differ", items: [...compared.items] }],
    result: stated.result,
  });
}

function sealProblem(stated: Stated, { recorded, seals }: Compared): string | undefined {
  if (stated.sealsConform) {
    const problem = notConforming(stated.sealState, seals);
    if (problem !== undefined) return problem;
  }
  if (!SATISFACTORY_RESULTS.includes(stated.result)) return undefined;
  const after = sealStateAfter(recorded, stated.sealState);
  const conform = stated.sealsConform && after !== "broken" && after !== undefined;
  return conform ? undefined : `Seals that do not conform cannot be given control result ${stated.result}.`;
}

/** Why seals that are said to conform do not. */
function notConforming(state: Stated["sealState"], seals: Compared["seals"]): string | undefined {
  const { strange, missing } = seals ?? { strange: 0, missing: 0 };
  if (strange + missing > 0) {
    return `Of the seals, ${strange.toString()} were read that are not on record and ${missing.toString()} were not read: they do not conform.`;
  }
  return state === "broken" ? "Seals that are broken do not conform." : undefined;
}

function countProblem({ result, countsAgree }: Stated, { items }: Compared): string | undefined {
  if (countsAgree && items.length > 0)
    return `Item ${items.map(String).join(", ")} was counted otherwise than declared.`;
  if (countsAgree || !SATISFACTORY_RESULTS.includes(result)) return undefined;
  return `Counts that differ cannot be given control result ${result}.`;
}

/** What the findings come to beside what the inspecting state holds of the consignment. */
export async function comparedWith(
  tx: Transaction,
  head: SealedHead,
  {
    consignment,
    recorded,
    findings,
  }: {
    readonly consignment: Consignment;
    readonly recorded: SealStateName;
    readonly findings: InspectionFindings;
  },
): Promise<Compared> {
  const { goods } = tx.evidence;
  return {
    recorded,
    seals: findings.seals.length === 0 ? undefined : await comparedSeals(tx, head, findings),
    // Goods that are none, whoever committed to them, exempt nothing.
    items: itemsCountedOtherwise(consignment, findings.counts, goods && ConsignmentGoods.safeParse(goods.content).data),
  };
}

/** Seals that were read against those on the goods by the record, re-sealings included, where the inspecting state holds the numbers. */
async function comparedSeals(
  tx: Transaction,
  head: SealedHead,
  findings: InspectionFindings,
): Promise<Compared["seals"]> {
  const { transport: given } = tx.evidence;
  // Of transport data that are none, whoever committed to them, no seal is known.
  const transport = given && (ConsignmentTransport.safeParse(given.content).data ?? { seals: [] });
  const { numbers, mayRemain } = await presentSeals(tx, head, { transport, contents: new Contents(tx) });
  if (numbers === undefined) return undefined;
  const { strange, missing } = sealMismatch(sealNumbersOf(findings.seals), numbers, mayRemain);
  return { strange: strange.length, missing: missing.length };
}
