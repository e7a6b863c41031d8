// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { type JWTPayload, SignJWT, UnsecuredJWT } from "jose";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ConfigError } from "../errors/config-error.js";
import type { LedgerIdentity } from "../ports/ledger.js";
import { Callers } from "./auth/callers.js";
import type { ClientCertificates } from "./auth/client-certificates.js";
import { Cookies } from "./auth/cookies.js";
import { Origin } from "./auth/origin.js";
import { Sessions } from "../application/sign-in/sessions.js";
import { MemorySessions } from "../testing/memory-sessions.js";
import { openTokenKey } from "../adapters/files/token-key.js";
import type { TokenKey } from "../ports/token-key.js";
import { mintToken, TOKEN_LIFETIME_SECONDS_MAX, TokenVerifier } from "./auth/tokens.js";

const SUBJECT = "licensing1@GBAuthorityMSP";
const identity = { label: SUBJECT, mspId: "GBAuthorityMSP" } as LedgerIdentity;

let folder: string;
let key: TokenKey;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "licet-auth-"));
  key = openTokenKey(path.join(folder, "home", "token-key.pem"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  vi.useRealTimers();
});

const neverHeld = { shownBy: () => undefined } as unknown as ClientCertificates;

function callers(certificates: ClientCertificates = neverHeld): Callers {
  const origin = new Origin("http://127.0.0.1:8080");
  const sessions = new Sessions(new MemorySessions(), { idleMs: 60_000, wholeMs: 60_000 }, () => undefined);
  const identities = new Map([[SUBJECT, identity]]);
  const cookies = new Cookies(origin.own);
  return new Callers({ verifier: new TokenVerifier(key), identities, sessions, cookies, origin, certificates });
}

/** Who a header says that a request is from. */
async function callerBy(subject: Callers, authorization: string | undefined): Promise<LedgerIdentity> {
  const request = { headers: { authorization }, method: "GET" } as unknown as IncomingMessage;
  return (await subject.callerOf(request)).identity;
}

/** A token that is signed with the right key and wrong otherwise. */
function odd(change: (token: SignJWT) => SignJWT, claims: JWTPayload = {}): Promise<string> {
  const now = Math.floor(Date.now() / 1_000);
  const good = new SignJWT(claims)
    .setProtectedHeader({ alg: "EdDSA" })
    .setIssuer("licet-gateway")
    .setAudience("licet")
    .setSubject(SUBJECT)
    .setIssuedAt(now)
    .setExpirationTime(now + 60);
  return change(good).sign(key.privateKey);
}

describe("openTokenKey", () => {
  it("makes a key that only its owner may read, and finds it again", () => {
    const file = path.join(folder, "home", "token-key.pem");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const again = openTokenKey(file);
    expect(again.publicKey.export({ format: "jwk" })).toEqual(key.publicKey.export({ format: "jwk" }));
  });

  it("refuses a key that others may read, and a file that holds none", () => {
    const file = path.join(folder, "home", "token-key.pem");
    chmodSync(file, 0o644);
    expect(() => openTokenKey(file)).toThrow(ConfigError);
    const other = path.join(folder, "other.pem");
    writeFileSync(other, "nothing", { mode: 0o600 });
    expect(() => openTokenKey(other)).toThrow(/Ed25519/);
  });
});

describe("Callers", () => {
  it("knows the bearer of a token that was minted here", async () => {
    const token = await mintToken(key, SUBJECT);
    expect(await callerBy(callers(), `Bearer ${token}`)).toBe(identity);
  });

  it.each([undefined, "", "Basic abc", "Bearer", "Bearer a b"])("refuses the header %s", async (header) => {
    await expect(callerBy(callers(), header)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
  });

  it("refuses a token of another key, without signature, for somebody unknown, or too long-lived", async () => {
    const other = generateKeyPairSync("ed25519");
    const stranger = { privateKey: other.privateKey, publicKey: other.publicKey };
    const unsecured = new UnsecuredJWT({}).setSubject(SUBJECT).setIssuer("licet-gateway").setAudience("licet").encode();
    const tokens = [
      await mintToken(stranger, SUBJECT),
      await mintToken(key, "nobody@GBAuthorityMSP"),
      await odd((token) => token.setAudience("elsewhere")),
      await odd((token) => token.setExpirationTime(Math.floor(Date.now() / 1_000) + TOKEN_LIFETIME_SECONDS_MAX + 60)),
      unsecured,
      `${await mintToken(key, SUBJECT)}x`,
    ];
    for (const token of tokens) {
      await expect(callerBy(callers(), `Bearer ${token}`)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    }
  });

  it("takes a token that is bound to a certificate from who shows it, and from nobody else", async () => {
    const header = `Bearer ${await mintToken(key, SUBJECT, 60, "the-thumbprint")}`;
    const showing = (thumbprint: string): ClientCertificates =>
      ({ shownBy: () => ({ thumbprint }) }) as unknown as ClientCertificates;
    expect(await callerBy(callers(showing("the-thumbprint")), header)).toBe(identity);
    for (const others of [callers(showing("another")), callers()]) {
      await expect(callerBy(others, header)).rejects.toMatchObject({ code: "CLIENT_CERTIFICATE_REFUSED" });
    }
  });

  it.each([{ jkt: "of a key" }, "a text", null, {}])("refuses a token that is bound to %j", async (cnf) => {
    const token = await odd((good) => good, { cnf });
    await expect(callerBy(callers(), `Bearer ${token}`)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
  });

  it("refuses a token after its time, also one that it has seen before", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const subject = callers();
    const header = `Bearer ${await mintToken(key, SUBJECT, 60)}`;
    expect(await callerBy(subject, header)).toBe(identity);
    vi.setSystemTime(Date.now() + 61_000);
    await expect(callerBy(subject, header)).rejects.toThrow(/expired/);
  });
});
