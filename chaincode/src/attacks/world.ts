// SPDX-License-Identifier: Apache-2.0
import type { z } from "zod";
import { CHECKPOINT_VERIFY } from "@licet/domain";
import type { TransactionSetting } from "../testing/fabric/memory-ledger";
import { play } from "../testing/fabric/play";
import { type ConsignmentWorld, WHO } from "../testing/worlds/consignment-world";
import { CONSIGNMENT } from "../testing/worlds/custody-world";
import { verify } from "../areas/checkpoint/verify";

export type Answer = z.output<typeof CHECKPOINT_VERIFY.output>;

/** Asks whether the world's consignment may pass. */
export async function verified(
  world: ConsignmentWorld,
  setting: TransactionSetting = WHO.customs,
  presented: z.input<typeof CHECKPOINT_VERIFY.input>["presented"] = {},
): Promise<Answer> {
  const question = { consignment: CONSIGNMENT, presented };
  return (await play(world.ledger, CHECKPOINT_VERIFY, verify, question, setting)).result;
}

/** Runs what may be refused. @returns the code of the refusal, or "accepted". */
export async function outcomeOf(attempt: () => Promise<unknown>): Promise<string> {
  try {
    await attempt();
    return "accepted";
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}
