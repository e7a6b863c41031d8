// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { ConfigError } from "../errors/config-error.js";
import { isLoopback } from "./loopback.js";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** Settings of sign-in, sessions and the address that people reach the gateway at. */
export const SIGN_IN_SETTINGS = {
  LICET_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  LICET_OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  LICET_OIDC_CLIENT_ID: z.string().min(1).optional(),
  LICET_OIDC_CLIENT_SECRET_FILE: z.string().min(1).optional(),
  LICET_OIDC_SUBJECTS: z.string().min(1).optional(),
  LICET_SESSION_IDLE_MINUTES: z.coerce.number().int().min(5).max(1_440).default(30),
  LICET_SESSION_HOURS_MAX: z.coerce.number().int().min(1).max(24).default(10),
  LICET_DEMONSTRATION: z.enum(["on", "off"]).default("off"),
};

/** The provider that people sign in at (OpenID Connect). */
export interface OidcConfig {
  readonly issuer: string;
  readonly clientId: string;
  /** Undefined for a public client, which has PKCE alone. */
  readonly clientSecret: string | undefined;
  /** File that says which subject is which enrolment. */
  readonly subjectsFile: string;
}

/** Settings of sign-in, checked. */
export interface SignInConfig {
  /** Origin that people reach the gateway at; the address that it listens at where undefined. */
  readonly publicUrl: string | undefined;
  /** Absent where people do not sign in at a provider. */
  readonly oidc: OidcConfig | undefined;
  /** How long sessions last without a request, and altogether; in milliseconds. */
  readonly sessions: { readonly idleMs: number; readonly wholeMs: number };
  /** Whether anybody at this machine may sign in as anyone of the demonstration consortium. */
  readonly demonstration: boolean;
}

type Settings = z.output<z.ZodObject<typeof SIGN_IN_SETTINGS>>;

/**
 * Settings of sign-in out of the environment's.
 * @throws {ConfigError} naming the setting that is wrong.
 */
export function signInConfig(settings: Settings, host: string, home: string): SignInConfig {
  const demonstration = settings.LICET_DEMONSTRATION === "on";
  if (demonstration && !isLoopback(host)) {
    throw new ConfigError("LICET_DEMONSTRATION=on lets anybody sign in as anyone, so HOST must be this machine's own.");
  }
  return {
    publicUrl: originOf(settings.LICET_PUBLIC_URL),
    oidc: oidcOf(settings, home),
    sessions: {
      idleMs: settings.LICET_SESSION_IDLE_MINUTES * MINUTE_MS,
      wholeMs: settings.LICET_SESSION_HOURS_MAX * HOUR_MS,
    },
    demonstration,
  };
}

function originOf(publicUrl: string | undefined): string | undefined {
  if (publicUrl === undefined) return undefined;
  const { origin, href } = new URL(publicUrl);
  if (href === `${origin}/`) return origin;
  throw new ConfigError("LICET_PUBLIC_URL is scheme, host and port, without a path: https://licet.example.");
}

function oidcOf(settings: Settings, home: string): OidcConfig | undefined {
  const { LICET_OIDC_ISSUER: issuer, LICET_OIDC_CLIENT_ID: clientId } = settings;
  if (issuer === undefined || clientId === undefined) {
    const given = Object.entries(settings).some(
      ([name, value]) => name.startsWith("LICET_OIDC_") && value !== undefined,
    );
    if (!given) return undefined;
    throw new ConfigError("Signing in at a provider needs LICET_OIDC_ISSUER and LICET_OIDC_CLIENT_ID together.");
  }
  const { protocol, hostname } = new URL(issuer);
  if (protocol !== "https:" && !isLoopback(hostname)) {
    throw new ConfigError("LICET_OIDC_ISSUER is an https address, unless the provider runs on this machine.");
  }
  return {
    issuer,
    clientId,
    clientSecret: secretIn("LICET_OIDC_CLIENT_SECRET_FILE", settings.LICET_OIDC_CLIENT_SECRET_FILE),
    subjectsFile: path.resolve(settings.LICET_OIDC_SUBJECTS ?? path.join(home, "subjects.json")),
  };
}

/**
 * The secret in a file that a setting names, without the line's end; undefined where the setting is not set.
 * @throws {ConfigError} where the file is not there or is empty.
 */
export function secretIn(setting: string, file: string | undefined): string | undefined {
  if (file === undefined) return undefined;
  if (!existsSync(file)) throw new ConfigError(`${setting} names ${file}, which does not exist.`);
  const secret = readFileSync(file, "utf8").trim();
  if (secret === "") throw new ConfigError(`${setting} names ${file}, which is empty.`);
  return secret;
}
