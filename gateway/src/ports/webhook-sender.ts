// SPDX-License-Identifier: Apache-2.0

/** A message on its way to a webhook. */
export interface WebhookMessage {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What an attempt came to: an HTTP status, or why there was none. */
export type WebhookOutcome =
  | { readonly status: number }
  | { readonly failure: "refused-address" | "timed-out" | "tls" | "unreachable" | "no-key" };

/** Sends to webhooks, and to no address that it must not reach. */
export interface WebhookSender {
  /**
   * Whether an address may be sent to, by what it resolves to now.
   * @throws {GatewayError} WEBHOOK_ADDRESS_REFUSED.
   */
  check(url: string): Promise<void>;
  /** Sends a message once; the address is checked anew, and the connection goes to the address that was checked. */
  send(message: WebhookMessage): Promise<WebhookOutcome>;
}
