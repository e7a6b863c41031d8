// SPDX-License-Identifier: Apache-2.0
import type { Request, Response } from "express";
import type { DemonstrationGroup } from "../application/sign-in/demonstration.js";
import type { Sessions } from "../application/sign-in/sessions.js";
import type { SignIn } from "../application/sign-in/sign-in.js";
import type { IdentityProvider, ProvenSubject } from "../ports/identity-provider.js";
import type { LedgerIdentity } from "../ports/ledger.js";
import { sendBytes } from "./respond.js";
import type { Cookies } from "./auth/cookies.js";
import type { Origin } from "./auth/origin.js";

/** What signing in works with. */
export interface SignInServices {
  readonly sessions: Sessions;
  readonly cookies: Cookies;
  readonly origin: Origin;
  /** Signing in at a provider; undefined where none is set. */
  readonly provider: { readonly signIn: SignIn; readonly itself: IdentityProvider } | undefined;
  /** Signing in as anybody of the demonstration; undefined on every network but the demonstration's. */
  readonly demonstration: Demonstration | undefined;
}

/** Whom one can be in the demonstration. */
export interface Demonstration {
  readonly groups: readonly DemonstrationGroup[];
  readonly people: ReadonlyMap<string, LedgerIdentity>;
}

/** Who signs in, by whose word, and where they go. */
interface Entry {
  readonly identity: LedgerIdentity;
  /** What the provider said; undefined in the demonstration. */
  readonly proven: ProvenSubject | undefined;
  readonly returnTo: string;
}

/** Puts a new session in the place of the one that the browser may have had, and sends the person on. */
export async function takeOver(
  { sessions, cookies }: SignInServices,
  request: Request,
  response: Response,
  { identity, proven, returnTo }: Entry,
): Promise<void> {
  await sessions.end(cookies.read(request, "licet-session"));
  cookies.set(response, "licet-session", await sessions.open(identity, proven));
  goTo(response, returnTo);
}

/** Sends a browser on, with a GET whatever it came with. */
export function goTo(response: Response, address: string): void {
  response.setHeader("Location", address);
  sendBytes(response, 303, "text/plain; charset=utf-8", "");
}
