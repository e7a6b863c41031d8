// SPDX-License-Identifier: Apache-2.0
import { Context, Contract, Info, Returns, Transaction } from "fabric-contract-api";
import { amendDeclaration } from "../areas/consignment/amend";
import { invalidate, releaseForExport } from "../areas/consignment/leave";
import { findConsignments, listByLicence, showConsignment } from "../areas/consignment/read";
import { receive, resolveDifference } from "../areas/consignment/receive";
import { register } from "../areas/consignment/register";
import {
  CONSIGNMENT_AMEND_DECLARATION,
  CONSIGNMENT_FIND_BY_UCR,
  CONSIGNMENT_INVALIDATE,
  CONSIGNMENT_LIST_BY_LICENCE,
  CONSIGNMENT_READ,
  CONSIGNMENT_RECEIVE,
  CONSIGNMENT_REGISTER,
  CONSIGNMENT_RELEASE_FOR_EXPORT,
  CONSIGNMENT_RESOLVE_DIFFERENCE,
} from "@licet/domain";
import { execute } from "./execute";

/** Consignments: declared goods, reserved on licences, released and received. */
@Info({
  title: "consignment",
  description: "Consignments: declared goods, reserved on licences, released and received",
})
export class ConsignmentContract extends Contract {
  constructor() {
    super("consignment");
  }

  @Transaction()
  @Returns("string")
  async Register(ctx: Context, input: string): Promise<string> {
    return execute(ctx, CONSIGNMENT_REGISTER, register, input);
  }

  @Transaction()
  @Returns("string")
  async AmendDeclaration(ctx: Context, input: string): Promise<string> {
    return execute(ctx, CONSIGNMENT_AMEND_DECLARATION, amendDeclaration, input);
  }

  @Transaction()
  @Returns("string")
  async ReleaseForExport(ctx: Context, input: string): Promise<string> {
    return execute(ctx, CONSIGNMENT_RELEASE_FOR_EXPORT, releaseForExport, input);
  }

  @Transaction()
  @Returns("string")
  async Invalidate(ctx: Context, input: string): Promise<string> {
    return execute(ctx, CONSIGNMENT_INVALIDATE, invalidate, input);
  }

  @Transaction()
  @Returns("string")
  async Receive(ctx: Context, input: string): Promise<string> {
    return execute(ctx, CONSIGNMENT_RECEIVE, receive, input);
  }

  @Transaction()
  @Returns("string")
  async ResolveDifference(ctx: Context, input: string): Promise<string> {
    return execute(ctx, CONSIGNMENT_RESOLVE_DIFFERENCE, resolveDifference, input);
  }

  @Transaction(false)
  @Returns("string")
  async Read(ctx: Context, input: string): Promise<string> {
    return execute(ctx, CONSIGNMENT_READ, showConsignment, input);
  }

  @Transaction(false)
  @Returns("string")
  async FindByUcr(ctx: Context, input: string): Promise<string> {
    return execute(ctx, CONSIGNMENT_FIND_BY_UCR, findConsignments, input);
  }

  @Transaction(false)
  @Returns("string")
  async ListByLicence(ctx: Context, input: string): Promise<string> {
    return execute(ctx, CONSIGNMENT_LIST_BY_LICENCE, listByLicence, input);
  }
}
