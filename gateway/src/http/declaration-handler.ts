// SPDX-License-Identifier: Apache-2.0
import { LicetError } from "@licet/domain";
import type { Request, RequestHandler } from "express";
import { issuesOf } from "../application/checked-input.js";
import { type DeclarationExtras, Declarations } from "../application/declarations/declarations.js";
import { reservationIn } from "../application/declarations/reservation.js";
import type { StoredResponse } from "../ports/idempotency.js";
import type { Receipt } from "../ports/ledger.js";
import { callerOf } from "./context.js";
import { parametersOf } from "./input.js";
import { DeclarationParameters } from "./openapi-plain.js";
import { sendJson, storedReceipt } from "./respond.js";
import { type HandlerServices, submitOnce } from "./transaction-handler.js";

const CREATED = 201;
const OK = 200;

/** Takes a customs declaration as it is, and answers with the reservation, with what was attributed before, or with the refusal. */
export function declarationHandler(services: HandlerServices): RequestHandler {
  const { transactions } = services;
  const declarations = new Declarations(transactions);
  return async (request, response) => {
    const caller = callerOf(response);
    const extras = extrasOf(request);
    const body: unknown = request.body;
    const xml = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
    const declared = await declarations.commandFor(caller, xml, extras);
    if (declared.kind === "attributed-before") {
      // Nothing is recorded, so that no transaction holds it: it may be asked again and is answered again.
      sendJson(response, OK, { result: { ucr: declared.ucr, attributedBefore: declared.attributed } });
      return;
    }
    const { registers, attributed, ...command } = declared;
    const status = registers ? CREATED : OK;
    const answer = async (receipt: Receipt): Promise<StoredResponse> => {
      const reservation = await reservationIn(transactions, caller, receipt.result, attributed);
      return storedReceipt(status, { ...receipt, result: Buffer.from(JSON.stringify(reservation), "utf8") });
    };
    await submitOnce(request, response, services, { ...command, status, answer });
  };
}

function extrasOf(request: Request): DeclarationExtras {
  const given = [...parametersOf(request)].map(([name, values]) => [name, values.length > 1 ? values : values[0]]);
  const parsed = DeclarationParameters.strict().safeParse(Object.fromEntries(given));
  if (parsed.success) return parsed.data;
  throw new LicetError("INVALID_INPUT", "The parameters of the address are not valid.", {
    issues: issuesOf(parsed.error),
  });
}
