// SPDX-License-Identifier: Apache-2.0
import { Context, Contract, Info, Returns, Transaction } from "fabric-contract-api";
import { MEMBERS_AGREE, MEMBERS_APPLY, MEMBERS_PROPOSE, MEMBERS_READ, MEMBERS_READ_CHANGE } from "@licet/domain";
import { agree } from "../areas/members/agree";
import { apply } from "../areas/members/apply";
import { propose } from "../areas/members/propose";
import { readChange, readMembers } from "../areas/members/read";
import { execute } from "./execute";

/** Who the members are: founded by all of them, changed by a majority. */
@Info({ title: "members", description: "Who the members are, and which roles their people may hold" })
export class MembersContract extends Contract {
  constructor() {
    super("members");
  }

  @Transaction()
  @Returns("string")
  async Propose(ctx: Context, input: string): Promise<string> {
    return execute(ctx, MEMBERS_PROPOSE, propose, input);
  }

  @Transaction()
  @Returns("string")
  async Agree(ctx: Context, input: string): Promise<string> {
    return execute(ctx, MEMBERS_AGREE, agree, input);
  }

  @Transaction()
  @Returns("string")
  async Apply(ctx: Context, input: string): Promise<string> {
    return execute(ctx, MEMBERS_APPLY, apply, input);
  }

  @Transaction(false)
  @Returns("string")
  async Read(ctx: Context, input: string): Promise<string> {
    return execute(ctx, MEMBERS_READ, readMembers, input);
  }

  @Transaction(false)
  @Returns("string")
  async ReadChange(ctx: Context, input: string): Promise<string> {
    return execute(ctx, MEMBERS_READ_CHANGE, readChange, input);
  }
}
