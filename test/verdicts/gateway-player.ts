// SPDX-License-Identifier: Apache-2.0
import path from "node:path";
import { ROUTES } from "@licet/domain";
import { openTokenKey } from "@licet/gateway/adapters/files/token-key";
import { mintToken } from "@licet/gateway/http/auth/tokens";
import type { ActorName } from "@licet/scripts/demonstration/actors";
import { type Answer, GatewayClient } from "@licet/scripts/demonstration/client";
import type { Setup } from "@licet/scripts/demonstration/setup";
import type { Confidential, Outcome, Player } from "./player.js";

const TOKEN_SECONDS = 7_200;

/** How often a call is made at most where a busy machine is too late. */
const ATTEMPTS_MAX = 10;

/** Plays through a gateway on a whole network, real or embedded. */
export class GatewayPlayer implements Player {
  readonly channel = "licet";
  readonly #client: GatewayClient;

  constructor({ gatewayUrl, gatewayFolder, peers }: Setup) {
    const key = openTokenKey(path.join(gatewayFolder, "token-key.pem"));
    this.#client = new GatewayClient(gatewayUrl, (user) => mintToken(key, user, TOKEN_SECONDS), peers, ROUTES);
  }

  now(): string {
    return new Date().toISOString();
  }

  wait(days: number): void {
    throw new Error(`Nobody waits ${days.toString()} days for a row.`);
  }

  join(state: string): Promise<void> {
    throw new Error(`${state} does not join for a row.`);
  }

  async call(
    actor: ActorName,
    transaction: string,
    input: Readonly<Record<string, unknown>>,
    confidential: Confidential = {},
  ): Promise<Outcome> {
    const { status, body } = await this.#answerTo(actor, transaction, input, confidential);
    if (status >= 400) return { code: ledgerCodeOf(body), sentence: String(body["detail"]) };
    return { result: (body["transaction"] === undefined ? body : body["result"]) as Record<string, unknown> };
  }

  async #answerTo(...call: Parameters<GatewayClient["call"]>): Promise<Answer> {
    let answer = await this.#client.call(...call);
    for (let attempt = 1; attempt < ATTEMPTS_MAX && isTooLate(answer.body); attempt += 1) {
      answer = await this.#client.call(...call);
    }
    return answer;
  }
}

/** Whether a busy machine answered too late, and nothing was recorded. */
function isTooLate({ code, retryable }: Answer["body"]): boolean {
  return code === "LEDGER_TIMEOUT" && retryable === true;
}

/** Code by which the ledger refused; a gateway that knows the act as recorded says so, and keeps the ledger's code beside it. */
function ledgerCodeOf({ code, details }: Readonly<Record<string, unknown>>): string {
  const { refusal } = (details ?? {}) as { readonly refusal?: string };
  return code === "ALREADY_RECORDED" && refusal !== undefined ? refusal : String(code);
}
