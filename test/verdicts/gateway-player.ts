// SPDX-License-Identifier: Apache-2.0
import path from "node:path";
import { ROUTES } from "@licet/domain";
import { openTokenKey } from "@licet/gateway/adapters/files/token-key";
import { mintToken } from "@licet/gateway/http/auth/tokens";
import type { ActorName } from "@licet/scripts/demonstration/actors";
import { GatewayClient } from "@licet/scripts/demonstration/client";
import type { Setup } from "@licet/scripts/demonstration/setup";
import type { Confidential, Outcome, Player } from "./player.js";

const TOKEN_SECONDS = 7_200;

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

  async call(
    actor: ActorName,
    transaction: string,
    input: Readonly<Record<string, unknown>>,
    confidential: Confidential = {},
  ): Promise<Outcome> {
    const { status, body } = await this.#client.call(actor, transaction, input, confidential);
    if (status >= 400) return { code: ledgerCodeOf(body), sentence: String(body["detail"]) };
    return { result: (body["transaction"] === undefined ? body : body["result"]) as Record<string, unknown> };
  }
}

/** Code by which the ledger refused; a gateway that knows the act as recorded says so, and keeps the ledger's code beside it. */
function ledgerCodeOf({ code, details }: Readonly<Record<string, unknown>>): string {
  const { refusal } = (details ?? {}) as { readonly refusal?: string };
  return code === "ALREADY_RECORDED" && refusal !== undefined ? refusal : String(code);
}
