// SPDX-License-Identifier: Apache-2.0
import { Context, Contract, Info, Returns, Transaction } from "fabric-contract-api";
import {
  PARTY_ADD_KEY,
  PARTY_APPOINT_SIGNATORY,
  PARTY_END_SIGNATORY,
  PARTY_LIST,
  PARTY_LIST_KEYS,
  PARTY_READ,
  PARTY_READ_SIGNATORY,
  PARTY_REGISTER,
  PARTY_REINSTATE,
  PARTY_REVOKE_KEY,
  PARTY_SUSPEND,
  PARTY_WHO_AM_I,
} from "@licet/domain";
import { addKey, revokeKey } from "../areas/party/keys";
import { listKeys, listParties, readParty, whoAmI } from "../areas/party/read";
import { registerParty } from "../areas/party/register";
import { appointSignatory, endSignatory, readSignatory } from "../areas/party/signatories";
import { reinstateParty, suspendParty } from "../areas/party/standing";
import { execute } from "./execute";

/** Registers of parties, their keys and the authorised signatories. */
@Info({ title: "party", description: "Registers of parties, their signing keys and authorised signatories" })
export class PartyContract extends Contract {
  constructor() {
    super("party");
  }

  @Transaction()
  @Returns("string")
  async Register(ctx: Context, input: string): Promise<string> {
    return execute(ctx, PARTY_REGISTER, registerParty, input);
  }

  @Transaction()
  @Returns("string")
  async AddKey(ctx: Context, input: string): Promise<string> {
    return execute(ctx, PARTY_ADD_KEY, addKey, input);
  }

  @Transaction()
  @Returns("string")
  async RevokeKey(ctx: Context, input: string): Promise<string> {
    return execute(ctx, PARTY_REVOKE_KEY, revokeKey, input);
  }

  @Transaction()
  @Returns("string")
  async Suspend(ctx: Context, input: string): Promise<string> {
    return execute(ctx, PARTY_SUSPEND, suspendParty, input);
  }

  @Transaction()
  @Returns("string")
  async Reinstate(ctx: Context, input: string): Promise<string> {
    return execute(ctx, PARTY_REINSTATE, reinstateParty, input);
  }

  @Transaction(false)
  @Returns("string")
  async Read(ctx: Context, input: string): Promise<string> {
    return execute(ctx, PARTY_READ, readParty, input);
  }

  @Transaction(false)
  @Returns("string")
  async List(ctx: Context, input: string): Promise<string> {
    return execute(ctx, PARTY_LIST, listParties, input);
  }

  @Transaction(false)
  @Returns("string")
  async ListKeys(ctx: Context, input: string): Promise<string> {
    return execute(ctx, PARTY_LIST_KEYS, listKeys, input);
  }

  @Transaction(false)
  @Returns("string")
  async WhoAmI(ctx: Context, input: string): Promise<string> {
    return execute(ctx, PARTY_WHO_AM_I, whoAmI, input);
  }

  @Transaction()
  @Returns("string")
  async AppointSignatory(ctx: Context, input: string): Promise<string> {
    return execute(ctx, PARTY_APPOINT_SIGNATORY, appointSignatory, input);
  }

  @Transaction()
  @Returns("string")
  async EndSignatory(ctx: Context, input: string): Promise<string> {
    return execute(ctx, PARTY_END_SIGNATORY, endSignatory, input);
  }

  @Transaction(false)
  @Returns("string")
  async ReadSignatory(ctx: Context, input: string): Promise<string> {
    return execute(ctx, PARTY_READ_SIGNATORY, readSignatory, input);
  }
}
