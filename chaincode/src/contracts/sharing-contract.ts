// SPDX-License-Identifier: Apache-2.0
import { Context, Contract, Info, Returns, Transaction } from "fabric-contract-api";
import { SHARING_HOLDERS, SHARING_READ_PART, SHARING_SHARE } from "@licet/domain";
import { holders } from "../areas/sharing/holders";
import { readPartForCaller } from "../areas/sharing/read-part";
import { share } from "../areas/sharing/share";
import { commitmentAt } from "./commitments";
import { execute } from "./execute";

/** Confidential content between organisations. */
@Info({
  title: "sharing",
  description: "Confidential content: reading one's own copy and sharing it with states concerned",
})
export class SharingContract extends Contract {
  constructor() {
    super("sharing");
  }

  @Transaction()
  @Returns("string")
  Share(ctx: Context, input: string): Promise<string> {
    return execute(ctx, SHARING_SHARE, share, input);
  }

  @Transaction(false)
  @Returns("string")
  ReadPart(ctx: Context, input: string): Promise<string> {
    return execute(ctx, SHARING_READ_PART, readPartForCaller, input);
  }

  @Transaction(false)
  @Returns("string")
  Holders(ctx: Context, input: string): Promise<string> {
    return execute(ctx, SHARING_HOLDERS, holders(commitmentAt), input);
  }
}
