// SPDX-License-Identifier: Apache-2.0
import createClient, { type Middleware } from "openapi-fetch";
import { NoAnswerError, type Problem, ProblemError } from "./problem";
import type { paths } from "./schema";
import { noteUse } from "./session-clock";
import { askToSignIn, type SessionEvent } from "./session-events";

const PROBLEM_TYPE = "application/problem+json";
/** Refusals that signing in ends, and what is to be asked of the person. */
const SIGN_IN_CODES: Readonly<Record<string, SessionEvent>> = {
  UNAUTHENTICATED: "ended",
  SESSION_EXPIRED: "ended",
  STEP_UP_NEEDED: "step-up",
};

let csrfToken: string | undefined;

/** Takes the token that changes carry; the session tells it. */
export function takeCsrfToken(session: { readonly csrfToken: string } | null): void {
  csrfToken = session?.csrfToken;
}

/** A new key for a form that is opened: however often it is sent, the act is recorded once. */
export function newIdempotencyKey(): string {
  return crypto.randomUUID();
}

/** Changes carry the token of the session as it is when they are sent, which a new sign-in changes. */
async function send(request: Request): Promise<Response> {
  if (request.method !== "GET" && csrfToken !== undefined) request.headers.set("X-CSRF-Token", csrfToken);
  try {
    return await fetch(request);
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw new NoAnswerError("offline", undefined, { cause });
  }
}

/**
 * Sends a request; where nobody is signed in any more, the frame is asked for that first and the same request, with the same key, goes
 * out again.
 */
async function sendSignedIn(request: Request): Promise<Response> {
  const again = request.clone();
  const response = await send(request);
  if (response.status !== 401) {
    noteUse();
    return response;
  }
  const code = (await problemIn(response.clone()))?.code;
  const event = code === undefined ? undefined : SIGN_IN_CODES[code];
  if (event === undefined || new URL(request.url).pathname.startsWith("/auth/")) return response;
  return (await askToSignIn(event)) ? send(again) : response;
}

async function problemIn(response: Response): Promise<Problem | undefined> {
  if (!response.headers.get("Content-Type")?.startsWith(PROBLEM_TYPE)) return undefined;
  return (await response.json().catch(() => undefined)) as Problem | undefined;
}

const throwRefusals: Middleware = {
  onResponse: async ({ response }) => {
    if (response.ok || response.status === 304) return;
    const problem = await problemIn(response);
    if (problem !== undefined) throw new ProblemError(problem);
    throw new NoAnswerError("unreadable", response.headers.get("X-Request-Id") ?? undefined);
  },
};

/** Tests have no page. */
const origin = "location" in globalThis ? location.origin : "";

/** The interface by its own description: addresses, parameters and answers are typed from the OpenAPI document. */
export const api = createClient<paths>({ baseUrl: origin, fetch: sendSignedIn });
api.use(throwRefusals);

/**
 * The content of an answer.
 * @throws {ProblemError} where the gateway refused, which the client has thrown before.
 * @throws {NoAnswerError} where what came could not be read.
 */
export async function contentOf<T>(answer: Promise<{ data?: T; response: Response }>): Promise<T> {
  const { data, response } = await answer;
  if (data === undefined) throw new NoAnswerError("unreadable", response.headers.get("X-Request-Id") ?? undefined);
  return data;
}
