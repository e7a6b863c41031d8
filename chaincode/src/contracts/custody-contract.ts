// SPDX-License-Identifier: Apache-2.0
import { Context, Contract, Info, Returns, Transaction } from "fabric-contract-api";
import { accept, cancel, refuse } from "../areas/custody/answer";
import { audit } from "../areas/custody/audit";
import { handOff } from "../areas/custody/handoff";
import { closeMatter, declareError, reportIncident, reseal } from "../areas/custody/matters";
import { propose } from "../areas/custody/propose";
import { listEvents, readHead } from "../areas/custody/read";
import {
  CUSTODY_ACCEPT,
  CUSTODY_AUDIT,
  CUSTODY_CANCEL,
  CUSTODY_CLOSE_MATTER,
  CUSTODY_DECLARE_ERROR,
  CUSTODY_HANDOFF,
  CUSTODY_HEAD,
  CUSTODY_LIST_EVENTS,
  CUSTODY_PROPOSE,
  CUSTODY_REFUSE,
  CUSTODY_REPORT_INCIDENT,
  CUSTODY_RESEAL,
} from "@licet/domain";
import { execute } from "./execute";

/** Custody of consignments: a chain of signed transfers, seals, incidents and corrections. */
@Info({
  title: "custody",
  description: "Custody of consignments: a chain of signed transfers, seals, incidents and corrections",
})
export class CustodyContract extends Contract {
  constructor() {
    super("custody");
  }

  @Transaction()
  @Returns("string")
  async Propose(ctx: Context, input: string): Promise<string> {
    return execute(ctx, CUSTODY_PROPOSE, propose, input);
  }

  @Transaction()
  @Returns("string")
  async Accept(ctx: Context, input: string): Promise<string> {
    return execute(ctx, CUSTODY_ACCEPT, accept, input);
  }

  @Transaction()
  @Returns("string")
  async Refuse(ctx: Context, input: string): Promise<string> {
    return execute(ctx, CUSTODY_REFUSE, refuse, input);
  }

  @Transaction()
  @Returns("string")
  async Cancel(ctx: Context, input: string): Promise<string> {
    return execute(ctx, CUSTODY_CANCEL, cancel, input);
  }

  @Transaction()
  @Returns("string")
  async Handoff(ctx: Context, input: string): Promise<string> {
    return execute(ctx, CUSTODY_HANDOFF, handOff, input);
  }

  @Transaction()
  @Returns("string")
  async Reseal(ctx: Context, input: string): Promise<string> {
    return execute(ctx, CUSTODY_RESEAL, reseal, input);
  }

  @Transaction()
  @Returns("string")
  async ReportIncident(ctx: Context, input: string): Promise<string> {
    return execute(ctx, CUSTODY_REPORT_INCIDENT, reportIncident, input);
  }

  @Transaction()
  @Returns("string")
  async CloseMatter(ctx: Context, input: string): Promise<string> {
    return execute(ctx, CUSTODY_CLOSE_MATTER, closeMatter, input);
  }

  @Transaction()
  @Returns("string")
  async DeclareError(ctx: Context, input: string): Promise<string> {
    return execute(ctx, CUSTODY_DECLARE_ERROR, declareError, input);
  }

  @Transaction(false)
  @Returns("string")
  async Head(ctx: Context, input: string): Promise<string> {
    return execute(ctx, CUSTODY_HEAD, readHead, input);
  }

  @Transaction(false)
  @Returns("string")
  async ListEvents(ctx: Context, input: string): Promise<string> {
    return execute(ctx, CUSTODY_LIST_EVENTS, listEvents, input);
  }

  @Transaction(false)
  @Returns("string")
  async Audit(ctx: Context, input: string): Promise<string> {
    return execute(ctx, CUSTODY_AUDIT, audit, input);
  }
}
