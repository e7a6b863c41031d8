// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from "node:crypto";
import { generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { SignInDemands, SignInSecrets } from "../../ports/identity-provider.js";
import { Browser } from "../../testing/browser.js";
import { CLIENT_ID, CLIENT_SECRET, ProviderUnderTest } from "../../testing/provider-under-test.js";
import { OidcProvider } from "./provider.js";

const GATEWAY = "http://127.0.0.1:8080";
const CALLBACK = `${GATEWAY}/auth/callback`;
const ANY_AGE: SignInDemands = { maxAgeSeconds: undefined };

let server: ProviderUnderTest;
beforeAll(async () => {
  server = await ProviderUnderTest.start();
  await server.sendBackTo(GATEWAY);
});
afterAll(() => server.stop());
beforeEach(() => server.reset());

const secret = (): string => randomBytes(32).toString("base64url");
const secrets = (): SignInSecrets => ({ state: secret(), nonce: secret(), codeVerifier: secret() });
const now = (): number => Math.floor(Date.now() / 1_000);

function adapter(): OidcProvider {
  return new OidcProvider({ issuer: server.issuer, clientId: CLIENT_ID, clientSecret: CLIENT_SECRET });
}

/** Goes to the provider, signs in there, and stops at the address that leads back. */
async function callbackOf(provider: OidcProvider, made: SignInSecrets, demands = ANY_AGE): Promise<URL> {
  const address = await provider.authorizationUrl(CALLBACK, made, demands);
  const { url } = await new Browser().open(address, (next) => next.origin === GATEWAY);
  return url;
}

describe("a provider of OpenID Connect", () => {
  it("says who has signed in, when, and in which session of its own", async () => {
    const provider = adapter();
    const made = secrets();
    const proven = await provider.redeem(await callbackOf(provider, made), made, ANY_AGE);
    expect(proven).toMatchObject({ issuer: server.issuer, subject: "a-subject" });
    expect(Math.abs((proven.authenticatedAt?.getTime() ?? 0) - Date.now())).toBeLessThan(120_000);
    expect(proven.providerSession).toMatch(/./);
  });

  it("is sent the challenge and never the verifier, and asked anew where the proof must be young", async () => {
    const made = secrets();
    const plain = new URL(await adapter().authorizationUrl(CALLBACK, made, ANY_AGE));
    expect(plain.searchParams.get("code_challenge_method")).toBe("S256");
    expect(plain.href).not.toContain(made.codeVerifier);
    expect([plain.searchParams.get("max_age"), plain.searchParams.get("prompt")]).toEqual([null, null]);
    const young = new URL(await adapter().authorizationUrl(CALLBACK, made, { maxAgeSeconds: 300 }));
    expect([young.searchParams.get("max_age"), young.searchParams.get("prompt")]).toEqual(["300", "login"]);
  });

  it("has an address at which its own session ends", async () => {
    const address = new URL((await adapter().endSessionUrl(`${GATEWAY}/`)) ?? "");
    expect(address.origin).toBe(server.issuer);
    expect(address.searchParams.get("client_id")).toBe(CLIENT_ID);
  });
});

/** Ways in which a callback or a token does not hold, and the reason that is told. */
interface Situation {
  readonly name: string;
  readonly reason: string;
  readonly account?: undefined;
  readonly forge?: (claims: JWTPayload, from: ProviderUnderTest) => Promise<string> | string;
  readonly callback?: (url: URL) => URL;
  readonly attempt?: (made: SignInSecrets) => SignInSecrets;
  readonly demands?: SignInDemands;
}

const changed = (parameter: string, value: string | undefined) => (url: URL) => {
  if (value === undefined) url.searchParams.delete(parameter);
  else url.searchParams.set(parameter, value);
  return url;
};
const claiming = (claims: (given: JWTPayload) => object) => (given: JWTPayload, from: ProviderUnderTest) =>
  from.sign({ ...given, ...claims(given) });

const SITUATIONS: readonly Situation[] = [
  { name: "the person gave up", reason: "provider", account: undefined },
  { name: "another state than the attempt's", reason: "token", callback: changed("state", "another") },
  { name: "no state", reason: "token", callback: changed("state", undefined) },
  { name: "another provider's answer (mix-up)", reason: "token", callback: changed("iss", "https://evil.example") },
  { name: "no word of which provider answers", reason: "token", callback: changed("iss", undefined) },
  { name: "a code that was never given", reason: "provider", callback: changed("code", "made-up") },
  {
    name: "another verifier than the challenge's",
    reason: "provider",
    attempt: (made) => ({ ...made, codeVerifier: secret() }),
  },
  { name: "another attempt's nonce", reason: "token", attempt: (made) => ({ ...made, nonce: secret() }) },
  { name: "a token without nonce", reason: "token", forge: claiming(() => ({ nonce: undefined })) },
  { name: "a token for another client", reason: "token", forge: claiming(() => ({ aud: "another" })) },
  {
    name: "a token for several, asked for by another",
    reason: "token",
    forge: claiming(() => ({ aud: [CLIENT_ID, "b"], azp: "b" })),
  },
  { name: "a token of another issuer", reason: "token", forge: claiming(() => ({ iss: "https://evil.example" })) },
  { name: "a token that is over", reason: "clock", forge: claiming(() => ({ iat: now() - 900, exp: now() - 60 })) },
  { name: "a token from the future", reason: "clock", forge: claiming(() => ({ nbf: now() + 600 })) },
  { name: "a token without subject", reason: "token", forge: claiming(() => ({ sub: undefined })) },
  {
    name: "a proof that is too old",
    reason: "clock",
    demands: { maxAgeSeconds: 60 },
    forge: claiming(() => ({ auth_time: now() - 3_600 })),
  },
  {
    name: "no word of when the proof was",
    reason: "token",
    demands: { maxAgeSeconds: 60 },
    forge: claiming(() => ({ auth_time: undefined })),
  },
  { name: "a token that nobody signed", reason: "token", forge: (claims) => new UnsecuredJWT(claims).encode() },
  {
    name: "a token signed with the secret that both know",
    reason: "token",
    forge: (claims) =>
      new SignJWT(claims).setProtectedHeader({ alg: "HS256" }).sign(new TextEncoder().encode(CLIENT_SECRET.repeat(2))),
  },
  {
    name: "a token whose signature is another's",
    reason: "token",
    forge: async (claims, from) => `${(await from.sign(claims)).slice(0, -8)}AAAAAAAA`,
  },
  {
    name: "a token signed by another key under the provider's key id",
    reason: "token",
    forge: async (claims) => {
      const { privateKey } = await generateKeyPair("ES256");
      return new SignJWT(claims).setProtectedHeader({ alg: "ES256", kid: "provider-key" }).sign(privateKey);
    },
  },
  { name: "no token at all", reason: "token", forge: () => "" },
];

describe("what is refused", () => {
  it.each(SITUATIONS)("$name", async (situation) => {
    const provider = adapter();
    const made = secrets();
    const demands = situation.demands ?? ANY_AGE;
    if ("account" in situation) server.account = undefined;
    server.forgery = situation.forge;
    const callback = await callbackOf(provider, made, demands);
    const brought = situation.callback?.(callback) ?? callback;
    await expect(provider.redeem(brought, situation.attempt?.(made) ?? made, demands)).rejects.toMatchObject({
      code: "SIGN_IN_REFUSED",
      details: { reason: situation.reason },
    });
  });

  it("a code that was redeemed before", async () => {
    const provider = adapter();
    const made = secrets();
    const callback = await callbackOf(provider, made);
    await provider.redeem(callback, made, ANY_AGE);
    await expect(provider.redeem(callback, made, ANY_AGE)).rejects.toMatchObject({ code: "SIGN_IN_REFUSED" });
  });

  it("nothing of a clock that differs by less than half a minute", async () => {
    const provider = adapter();
    const made = secrets();
    server.forgery = claiming(() => ({ iat: now() - 300, exp: now() - 10, nbf: now() + 10 }));
    await expect(provider.redeem(await callbackOf(provider, made), made, ANY_AGE)).resolves.toMatchObject({
      subject: "a-subject",
    });
  });
});

describe("a provider that is down", () => {
  it.each([
    ["before anybody goes there", "discovery"],
    ["when somebody comes back", "token"],
  ] as const)("%s is told as such, and asked again by the next", async (_, phase) => {
    const provider = adapter();
    const made = secrets();
    const callback = phase === "token" ? await callbackOf(provider, made) : new URL(CALLBACK);
    server.outage = 503;
    const asked = phase === "token" ? provider.redeem(callback, made, ANY_AGE) : callbackOf(provider, made);
    await expect(asked).rejects.toMatchObject({ code: "IDENTITY_PROVIDER_UNAVAILABLE" });
    server.outage = undefined;
    const again = secrets();
    await expect(provider.redeem(await callbackOf(provider, again), again, ANY_AGE)).resolves.toBeDefined();
  });

  it("at an address where nothing listens is told as such", async () => {
    const gone = await ProviderUnderTest.start();
    await gone.stop();
    const provider = new OidcProvider({ issuer: gone.issuer, clientId: CLIENT_ID, clientSecret: undefined });
    await expect(provider.authorizationUrl(CALLBACK, secrets(), ANY_AGE)).rejects.toMatchObject({
      code: "IDENTITY_PROVIDER_UNAVAILABLE",
    });
  });

  it("or is another than the one that was set is refused", async () => {
    const provider = new OidcProvider({ issuer: `${server.issuer}/`, clientId: CLIENT_ID, clientSecret: undefined });
    server.forgery = undefined;
    const elsewhere = new OidcProvider({
      issuer: server.issuer.replace("localhost", "127.0.0.1"),
      clientId: CLIENT_ID,
      clientSecret: undefined,
    });
    await expect(elsewhere.authorizationUrl(CALLBACK, secrets(), ANY_AGE)).rejects.toMatchObject({
      code: expect.any(String) as string,
    });
    await expect(provider.authorizationUrl(CALLBACK, secrets(), ANY_AGE)).resolves.toBeDefined();
  });
});

describe("a logout token", () => {
  const event = { events: { "http://schemas.openid.net/event/backchannel-logout": {} } };
  const base = (): JWTPayload => ({
    iss: server.issuer,
    aud: CLIENT_ID,
    iat: now(),
    exp: now() + 60,
    jti: secret(),
    ...event,
  });

  it.each<[string, () => JWTPayload, object]>([
    ["of a session", () => ({ ...base(), sid: "s-1" }), { providerSession: "s-1" }],
    ["of a subject", () => ({ ...base(), sub: "a-subject" }), { subject: "a-subject", providerSession: undefined }],
  ])("%s says what ends", async (_, claims, expected) => {
    await expect(adapter().signOutOf(await server.sign(claims(), "logout+jwt"))).resolves.toMatchObject(expected);
  });

  it.each<[string, (claims: JWTPayload) => Promise<string> | string]>([
    ["without its event", (claims) => server.sign({ ...claims, events: {} })],
    ["that is an ID token", (claims) => server.sign({ ...claims, nonce: "n" })],
    ["of nobody", ({ sub: _, ...claims }) => server.sign(claims)],
    ["for another client", (claims) => server.sign({ ...claims, aud: "another" })],
    ["of another issuer", (claims) => server.sign({ ...claims, iss: "https://evil.example" })],
    ["that was held back", (claims) => server.sign({ ...claims, iat: now() - 3_600 })],
    ["that is over", (claims) => server.sign({ ...claims, exp: now() - 60 })],
    ["that nobody signed", (claims) => new UnsecuredJWT(claims).encode()],
    ["that is none", () => "none"],
  ])("%s is refused", async (_, make) => {
    const token = await make({ ...base(), sub: "a-subject" });
    await expect(adapter().signOutOf(token)).rejects.toMatchObject({ code: "SIGN_IN_REFUSED" });
  });
});
