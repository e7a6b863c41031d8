// SPDX-License-Identifier: Apache-2.0
import { errors } from "jose";
import * as oidc from "openid-client";
import { GatewayError } from "../../errors/gateway-error.js";

/** OAuth's error codes (RFC 6749, sections 4.1.2.1 and 5.2) that say that the provider cannot answer now. */
const PROVIDER_DOWN: readonly string[] = ["server_error", "temporarily_unavailable"];
/** What fetch and its time limit throw, by name. */
const UNREACHABLE: readonly string[] = ["TypeError", "TimeoutError", "AbortError"];
/** Codes of the client library for an answer that does not come from a provider at all, such as a proxy's page of an outage. */
const NO_ANSWER: readonly string[] = [
  "OAUTH_RESPONSE_IS_NOT_CONFORM",
  "OAUTH_RESPONSE_IS_NOT_JSON",
  "OAUTH_PARSE_ERROR",
];

/** Why a sign-in was refused, and the sentence that tells of it, by the library's code. */
const REASONS: Readonly<Record<string, readonly [reason: string, sentence: string]>> = {
  OAUTH_JWT_TIMESTAMP_CHECK_FAILED: [
    "clock",
    "The provider's token is not of this time: one of the two clocks is wrong.",
  ],
  OAUTH_JWT_CLAIM_COMPARISON_FAILED: ["token", "The provider's token is not for this gateway or not for this attempt."],
  OAUTH_KEY_SELECTION_FAILED: ["token", "The provider's token is signed with a key that the provider does not name."],
  OAUTH_INVALID_SERVER_METADATA: ["provider", "What the provider says of itself does not agree."],
  OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED: [
    "provider",
    "The provider that answers is another than the one that was set.",
  ],
};
const ANY_REASON = ["token", "The provider's answer does not hold."] as const;

/** The refusal that a failure at the provider amounts to. It says nothing of what the answer holds. */
export function refusalOf(error: unknown): GatewayError {
  if (error instanceof GatewayError) return error;
  if (isUnreachable(error)) {
    return new GatewayError("IDENTITY_PROVIDER_UNAVAILABLE", "The provider does not answer as a provider does.");
  }
  if (error instanceof oidc.AuthorizationResponseError || error instanceof oidc.ResponseBodyError) {
    return new GatewayError("SIGN_IN_REFUSED", "The provider did not sign you in.", {
      reason: "provider",
      provider: known(error.error),
    });
  }
  const [reason, sentence] = REASONS[codeOf(error)] ?? ANY_REASON;
  return new GatewayError("SIGN_IN_REFUSED", sentence, { reason });
}

function isUnreachable(error: unknown): boolean {
  if (error instanceof oidc.AuthorizationResponseError) return PROVIDER_DOWN.includes(error.error);
  if (error instanceof oidc.ResponseBodyError) return error.status >= 500 || PROVIDER_DOWN.includes(error.error);
  if (error instanceof errors.JWKSTimeout) return true;
  const code = codeOf(error);
  if (NO_ANSWER.includes(code)) return true;
  return code === "" && error instanceof Error && UNREACHABLE.includes(error.name);
}

/** The library's code, on the error or on what caused it. */
function codeOf(error: unknown): string {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown };
  if (typeof code === "string" && code.startsWith("OAUTH_") && code !== "OAUTH_INVALID_RESPONSE") return code;
  const inner = (cause as { code?: unknown } | undefined)?.code;
  if (typeof inner === "string" && inner.startsWith("OAUTH_")) return inner;
  return typeof code === "string" ? code : "";
}

/** An error code as the standards write them; anything else is not repeated. */
function known(code: string): string {
  return /^[a-z_]{1,40}$/.test(code) ? code : "other";
}
