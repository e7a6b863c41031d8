// SPDX-License-Identifier: Apache-2.0
import { Context, Contract, Info, Returns, Transaction } from "fabric-contract-api";
import { hold, listHolds, release } from "../areas/checkpoint/holding";
import { inspect, listInspections } from "../areas/checkpoint/inspect";
import { readVerification, recordVerification } from "../areas/checkpoint/record-verification";
import { verify } from "../areas/checkpoint/verify";
import {
  CHECKPOINT_HOLD,
  CHECKPOINT_INSPECT,
  CHECKPOINT_LIST_HOLDS,
  CHECKPOINT_LIST_INSPECTIONS,
  CHECKPOINT_READ_VERIFICATION,
  CHECKPOINT_RECORD_VERIFICATION,
  CHECKPOINT_RELEASE,
  CHECKPOINT_VERIFY,
} from "@licet/domain";
import { execute } from "./execute";

/** What border officers ask and record. */
@Info({ title: "checkpoint", description: "Checkpoints: verification, holds, inspections" })
export class CheckpointContract extends Contract {
  constructor() {
    super("checkpoint");
  }

  @Transaction(false)
  @Returns("string")
  async Verify(ctx: Context, input: string): Promise<string> {
    return execute(ctx, CHECKPOINT_VERIFY, verify, input);
  }

  @Transaction()
  @Returns("string")
  async RecordVerification(ctx: Context, input: string): Promise<string> {
    return execute(ctx, CHECKPOINT_RECORD_VERIFICATION, recordVerification, input);
  }

  @Transaction()
  @Returns("string")
  async Hold(ctx: Context, input: string): Promise<string> {
    return execute(ctx, CHECKPOINT_HOLD, hold, input);
  }

  @Transaction()
  @Returns("string")
  async Release(ctx: Context, input: string): Promise<string> {
    return execute(ctx, CHECKPOINT_RELEASE, release, input);
  }

  @Transaction()
  @Returns("string")
  async Inspect(ctx: Context, input: string): Promise<string> {
    return execute(ctx, CHECKPOINT_INSPECT, inspect, input);
  }

  @Transaction(false)
  @Returns("string")
  async ReadVerification(ctx: Context, input: string): Promise<string> {
    return execute(ctx, CHECKPOINT_READ_VERIFICATION, readVerification, input);
  }

  @Transaction(false)
  @Returns("string")
  async ListHolds(ctx: Context, input: string): Promise<string> {
    return execute(ctx, CHECKPOINT_LIST_HOLDS, listHolds, input);
  }

  @Transaction(false)
  @Returns("string")
  async ListInspections(ctx: Context, input: string): Promise<string> {
    return execute(ctx, CHECKPOINT_LIST_INSPECTIONS, listInspections, input);
  }
}
