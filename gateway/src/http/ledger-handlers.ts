// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from "node:crypto";
import { commitmentOf, Hash, LicetError, Salt } from "@licet/domain";
import type { RequestHandler } from "express";
import { z } from "zod";
import type { Submitter } from "../ledger/submitter.js";
import { callerOf } from "./context.js";
import { issuesOf } from "./input.js";
import { sendJson } from "./respond.js";

const SALT_BYTES = 32;

const CommitmentBody = z.strictObject({ content: z.json(), salt: Salt.optional() });

/** Salts and hashes content as the ledger will, so that it can be signed over before it is sent. Keeps nothing. */
export const commitmentHandler: RequestHandler = (request, response) => {
  const parsed = CommitmentBody.safeParse(request.body);
  if (!parsed.success) {
    throw new LicetError("INVALID_INPUT", "The body holds content, and a salt if need be.", {
      issues: issuesOf(parsed.error),
    });
  }
  const { content, salt = randomBytes(SALT_BYTES).toString("hex") } = parsed.data;
  sendJson(response, 200, { salt, commitment: commitmentOf({ content: content, salt }) });
};

/** Tells what the ledger holds under a transaction id. */
export function transactionOutcomeHandler(services: { readonly submitter: Submitter }): RequestHandler {
  return async (request, response) => {
    const id = Hash.safeParse(request.params["id"]);
    if (!id.success) throw new LicetError("INVALID_INPUT", "A transaction id is 64 lower-case hexadecimal characters.");
    const outcome = await services.submitter.outcome(callerOf(response), id.data);
    if (!outcome) throw new LicetError("NOT_FOUND", "No block holds this transaction.", { transaction: id.data });
    const { transactionId, blockNumber, endorsers, validationCode } = outcome;
    sendJson(response, 200, { id: transactionId, block: Number(blockNumber), endorsers, validationCode });
  };
}
