// SPDX-License-Identifier: Apache-2.0
import { OidcProvider } from "./adapters/oidc/provider.js";
import { readClientTable, readSubjects } from "./adapters/files/tables.js";
import { demonstrationGroups, requireDemonstrationNetwork } from "./application/sign-in/demonstration.js";
import { Sessions } from "./application/sign-in/sessions.js";
import { SignIn } from "./application/sign-in/sign-in.js";
import { Subjects } from "./application/sign-in/subjects.js";
import type { GatewayConfig } from "./config/config.js";
import { ConfigError } from "./errors/config-error.js";
import { Callers } from "./http/auth/callers.js";
import { ClientCertificates, thumbprintOf } from "./http/auth/client-certificates.js";
import { Cookies } from "./http/auth/cookies.js";
import { Origin } from "./http/auth/origin.js";
import type { Demonstration, SignInServices } from "./http/sign-in-services.js";
import { TokenVerifier } from "./http/auth/tokens.js";
import type { LedgerIdentity } from "./ports/ledger.js";
import type { NetworkProfiles } from "./ports/network-profiles.js";
import type { SessionRecord, SessionStore, SignInAttemptStore } from "./ports/sessions.js";
import type { TokenKey } from "./ports/token-key.js";

/** Where sessions and attempts to sign in are kept. */
export interface SignInStores {
  readonly sessions: SessionStore;
  readonly attempts: SignInAttemptStore;
}

/** Callers and sign-in of a gateway; `services.origin` is told the address once the gateway listens. */
export interface AssembledSignIn {
  readonly callers: Callers;
  readonly services: SignInServices;
}

/**
 * Puts together how callers are known and how people sign in.
 * @throws {ConfigError} where a table is not valid, or the demonstration is switched on for a network that is none.
 */
export function assembleSignIn(
  { signIn, tls, port, host }: Pick<GatewayConfig, "signIn" | "tls" | "port" | "host">,
  profiles: NetworkProfiles,
  tokenKey: TokenKey,
  stores: SignInStores,
): AssembledSignIn {
  const { identities } = profiles;
  const origin = new Origin(signIn.publicUrl);
  const isSecure = tls !== undefined || signIn.publicUrl?.startsWith("https:") === true;
  const cookies = new Cookies(isSecure ? "https://" : `http://${host}:${port}`);
  const { oidc } = signIn;
  const subjects = oidc && new Subjects(readSubjects(oidc.subjectsFile), oidc.issuer, identities);
  if (signIn.demonstration) requireDemonstrationNetwork(profiles);
  const demonstration = signIn.demonstration ? demonstrationOf(identities) : undefined;
  const holderOf = (session: SessionRecord): LedgerIdentity | undefined => {
    const { means, issuer = "", subject = "", person } = session;
    const holder = means === "demonstration" ? demonstration?.people.get(person) : subjects?.find(issuer, subject);
    return holder?.label === person ? holder : undefined;
  };
  const sessions = new Sessions(stores.sessions, signIn.sessions, holderOf);
  const services = { sessions, cookies, origin, provider: providerOf(), demonstration };
  const certificates = new ClientCertificates(holdersOf(identities, tls?.clients?.clientsFile));
  const verifier = new TokenVerifier(tokenKey);
  return { callers: new Callers({ verifier, identities, sessions, cookies, origin, certificates }), services };

  function providerOf(): SignInServices["provider"] {
    if (oidc === undefined || subjects === undefined) return undefined;
    const itself = new OidcProvider(oidc);
    const redirectUri = (): string => `${origin.own}/auth/callback`;
    return { itself, signIn: new SignIn(itself, subjects, stores.attempts, redirectUri) };
  }
}

function demonstrationOf(identities: ReadonlyMap<string, LedgerIdentity>): Demonstration {
  const groups = demonstrationGroups(identities.values());
  const listed = groups.flatMap(({ people }) => people.map(({ label }) => label));
  const people = new Map(
    listed.flatMap((label) => {
      const identity = identities.get(label);
      return identity === undefined ? [] : [[label, identity] as const];
    }),
  );
  return { groups, people };
}

/** Whose certificates stand for whom: the consortium's own, and those of the operator's table. */
function holdersOf(
  identities: ReadonlyMap<string, LedgerIdentity>,
  clientsFile: string | undefined,
): ReadonlyMap<string, LedgerIdentity> {
  const holders = new Map<string, LedgerIdentity>();
  for (const identity of identities.values()) holders.set(thumbprintOf(identity.certificate), identity);
  for (const { thumbprint, enrolment } of clientsFile === undefined ? [] : readClientTable(clientsFile)) {
    const identity = identities.get(enrolment);
    const earlier = holders.get(thumbprint);
    if (identity === undefined)
      throw new ConfigError(`${clientsFile} names ${enrolment}, whom identities.json does not list.`);
    if (earlier !== undefined && earlier !== identity) {
      throw new ConfigError(`${clientsFile} gives one certificate to ${enrolment} and to ${earlier.label}.`);
    }
    holders.set(thumbprint, identity);
  }
  return holders;
}
