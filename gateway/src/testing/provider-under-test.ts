// SPDX-License-Identifier: Apache-2.0
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, type JWTPayload, type CryptoKey as SigningKey, SignJWT } from "jose";
import Provider, { type Configuration } from "oidc-provider";

/** As which client the gateway is known to the provider. */
export const CLIENT_ID = "licet";
export const CLIENT_SECRET = "a-secret-between-the-two";
const ALGORITHM = "RS256";

/** What becomes of an ID token on its way to the gateway: other claims, or another token altogether. */
type Forgery = (claims: JWTPayload, provider: ProviderUnderTest) => Promise<string> | string;

/** A provider of OpenID Connect with a login of its own, on a free port; and everything that a dishonest one could answer. */
export class ProviderUnderTest {
  /** Who signs in at the login from now on; nobody where undefined: the person gives up. */
  account: string | undefined = "a-subject";
  /** Puts another ID token in the place of the right one. */
  forgery: Forgery | undefined;
  /** Answers every request with this status and a page, as a proxy before a provider that is down does. */
  outage: number | undefined;
  /** Requests that the provider got, by path. */
  readonly asked: string[] = [];
  readonly issuer: string;
  readonly #server: Server;
  readonly #key: SigningKey;

  private constructor(server: Server, key: SigningKey) {
    this.#server = server;
    this.#key = key;
    this.issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  }

  static async start(): Promise<ProviderUnderTest> {
    const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
    return new ProviderUnderTest(server, privateKey);
  }

  /** Gets to know its one client, the gateway at an origin, and begins to answer. */
  async sendBackTo(gatewayUrl: string): Promise<void> {
    const jwk = { ...(await exportJWK(this.#key)), use: "sig", alg: ALGORITHM, kid: "provider-key" };
    const provider = new Provider(this.issuer, configuration(gatewayUrl, jwk));
    this.#forgeTokensOf(provider);
    const handle = provider.callback();
    this.#server.on("request", (request, response) => {
      void this.#answer(provider, handle, request, response);
    });
  }

  /** Becomes honest again, and forgets what it was asked. */
  reset(): void {
    this.account = "a-subject";
    this.forgery = undefined;
    this.outage = undefined;
    this.asked.length = 0;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Signs claims with the provider's own key. */
  sign(claims: JWTPayload, type = "JWT"): Promise<string> {
    return new SignJWT(claims).setProtectedHeader({ alg: ALGORITHM, kid: "provider-key", typ: type }).sign(this.#key);
  }

  async #answer(
    provider: Provider,
    handle: (request: IncomingMessage, response: ServerResponse) => Promise<void> | void,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { pathname } = new URL(request.url ?? "/", this.issuer);
    this.asked.push(pathname);
    if (this.outage !== undefined) {
      response.writeHead(this.outage, { "Content-Type": "text/html" }).end("<h1>We are back soon</h1>");
      return;
    }
    if (!pathname.startsWith("/login/")) {
      await handle(request, response);
      return;
    }
    const result =
      this.account === undefined
        ? { error: "access_denied", error_description: "The person gave up." }
        : { login: { accountId: this.account } };
    await provider.interactionFinished(request, response, result);
  }

  #forgeTokensOf(provider: Provider): void {
    provider.use(async (context, next) => {
      await next();
      const body = context.body as { id_token?: string } | undefined;
      if (context.path !== "/token" || this.forgery === undefined || body?.id_token === undefined) return;
      const [, payload = ""] = body.id_token.split(".");
      const claims = JSON.parse(Buffer.from(payload, "base64url").toString()) as JWTPayload;
      context.body = { ...body, id_token: await this.forgery(claims, this) };
    });
  }
}

function configuration(gatewayUrl: string, jwk: object): Configuration {
  return {
    clients: [
      {
        client_id: CLIENT_ID,
        client_secret: CLIENT_SECRET,
        redirect_uris: [`${gatewayUrl}/auth/callback`],
        post_logout_redirect_uris: [`${gatewayUrl}/`],
        backchannel_logout_uri: `${gatewayUrl}/auth/back-channel-logout`,
        backchannel_logout_session_required: true,
        require_auth_time: true,
      },
    ],
    jwks: { keys: [jwk] },
    ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600 },
    cookies: { keys: ["a-key-for-its-cookies"] },
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
    },
    interactions: { url: (_context, interaction) => `/login/${interaction.uid}` },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    // Nobody is asked whether the gateway may know who they are.
    loadExistingGrant: async ({ oidc }) => {
      const earlier = oidc.session?.grantIdFor(oidc.client?.clientId ?? "");
      if (earlier !== undefined) return oidc.provider.Grant.find(earlier);
      const grant = new oidc.provider.Grant({
        clientId: oidc.client?.clientId ?? "",
        accountId: oidc.session?.accountId ?? "",
      });
      grant.addOIDCScope("openid");
      await grant.save();
      return grant;
    },
  };
}
