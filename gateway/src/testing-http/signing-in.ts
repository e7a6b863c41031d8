// SPDX-License-Identifier: Apache-2.0
import type { JWTPayload } from "jose";
import type { z } from "zod";
import { OidcProvider } from "../adapters/oidc/provider.js";
import { SignIn } from "../application/sign-in/sign-in.js";
import { Subjects } from "../application/sign-in/subjects.js";
import type { SessionView } from "../http/session-handler.js";
import { AppUnderTest, identities } from "./app-under-test.js";
import { Browser, type Page } from "../testing/browser.js";
import { MemoryAttempts } from "../testing/memory-sessions.js";
import { CLIENT_ID, CLIENT_SECRET, ProviderUnderTest } from "../testing/provider-under-test.js";

const MINUTE_MS = 60_000;

/** How long sessions last in these tests. */
export const LIMITS = { idleMs: 30 * MINUTE_MS, wholeMs: 600 * MINUTE_MS };

/** Whom the provider's two subjects are. */
export const SUBJECTS = {
  "a-subject": "customs1@GBAuthorityMSP",
  another: "registrar1@GBAuthorityMSP",
} as const;

type View = z.output<typeof SessionView>;

/** The HTTP interface and the provider that people sign in at, with what a browser does on the way. */
export class SigningIn {
  readonly app: AppUnderTest;
  readonly provider: ProviderUnderTest;
  readonly attempts: MemoryAttempts;

  private constructor(app: AppUnderTest, provider: ProviderUnderTest, attempts: MemoryAttempts) {
    this.app = app;
    this.provider = provider;
    this.attempts = attempts;
  }

  static async start(): Promise<SigningIn> {
    const provider = await ProviderUnderTest.start();
    const { issuer } = provider;
    const itself = new OidcProvider({ issuer, clientId: CLIENT_ID, clientSecret: CLIENT_SECRET });
    const rows = Object.entries(SUBJECTS).map(([subject, enrolment]) => ({ issuer, subject, enrolment }));
    const subjects = new Subjects(rows, issuer, identities());
    const attempts = new MemoryAttempts();
    const app = await AppUnderTest.start({
      sessionLimits: LIMITS,
      provider: (callback) => ({ itself, signIn: new SignIn(itself, subjects, attempts, callback) }),
    });
    await provider.sendBackTo(app.url);
    return new SigningIn(app, provider, attempts);
  }

  async stop(): Promise<void> {
    await this.app.stop();
    await this.provider.stop();
  }

  /** Forgets who is signed in, and makes the provider honest again. */
  reset(): void {
    this.provider.reset();
    this.attempts.kept.clear();
    this.app.sessions.kept.clear();
    this.app.ledger.evaluated.length = 0;
  }

  at(address: string): string {
    return `${this.app.url}${address}`;
  }

  signIn(by: Browser, query = ""): Promise<Page> {
    return by.open(this.at(`/auth/sign-in${query}`));
  }

  /** Signs in at the provider and stops at the address that leads back from it. */
  callback(by: Browser, query = ""): Promise<Page> {
    return by.open(this.at(`/auth/sign-in${query}`), (url) => url.pathname === "/auth/callback");
  }

  /** Whom the gateway takes a browser for. */
  async session(by: Browser): Promise<View> {
    const page = await by.send(this.at("/v1/session"), { headers: { Accept: "application/json" } });
    return JSON.parse(page.text) as View;
  }

  /** Sends what a page of the gateway's sends, apart from the headers that are given. */
  async change(by: Browser, address: string, headers: Readonly<Record<string, string>> = {}): Promise<Page> {
    const { session } = await this.session(by);
    return by.send(this.at(address), {
      method: "POST",
      body: "{}",
      headers: {
        Accept: "application/json",
        "Content-Type": "application/json",
        "Idempotency-Key": "a-key-of-its-own",
        Origin: this.app.url,
        "Sec-Fetch-Site": "same-origin",
        ...(session === null ? {} : { "X-CSRF-Token": session.csrfToken }),
        ...headers,
      },
    });
  }

  /** Has the provider tell of a sign-out, as it does without a browser. */
  async tellOfSignOut(claims: JWTPayload): Promise<Page> {
    const now = Math.floor(Date.now() / 1_000);
    const token = await this.provider.sign({
      iss: this.provider.issuer,
      aud: CLIENT_ID,
      iat: now,
      exp: now + 60,
      jti: "one",
      events: { "http://schemas.openid.net/event/backchannel-logout": {} },
      ...claims,
    });
    return new Browser().send(this.at("/auth/back-channel-logout"), {
      method: "POST",
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      body: `logout_token=${token}`,
    });
  }
}

/** The code of a problem. */
export function codeOf({ text }: Page): unknown {
  return (JSON.parse(text) as { code?: unknown }).code;
}
