// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { ConfigError } from "../errors/config-error.js";
import { isLoopback } from "./loopback.js";
import { secretIn } from "./sign-in.js";

const PORT_MAX = 65_535;
const SUBMISSION_PORT = 587;

/** Settings of the mail server that notices leave by. */
export const SMTP_SETTINGS = {
  LICET_SMTP_HOST: z.string().min(1).optional(),
  LICET_SMTP_PORT: z.coerce.number().int().min(1).max(PORT_MAX).default(SUBMISSION_PORT),
  LICET_SMTP_SECURITY: z.enum(["starttls", "tls", "none"]).default("starttls"),
  LICET_SMTP_USER: z.string().min(1).optional(),
  LICET_SMTP_PASSWORD_FILE: z.string().min(1).optional(),
  LICET_SMTP_FROM: z.email().optional(),
};

/** The mail server that notices leave by. */
export interface SmtpConfig {
  readonly host: string;
  readonly port: number;
  /** `starttls` is required, not offered: a server without it is sent nothing. */
  readonly security: "starttls" | "tls" | "none";
  /** Absent where the server asks for no password. */
  readonly login: { readonly user: string; readonly password: string } | undefined;
  /** Address that notices come from. */
  readonly from: string;
}

type Settings = z.output<z.ZodObject<typeof SMTP_SETTINGS>>;

/**
 * Settings of the mail server out of the environment's; undefined where notices are not sent.
 * @throws {ConfigError} naming what is missing.
 */
export function smtpConfig(settings: Settings): SmtpConfig | undefined {
  const { LICET_SMTP_HOST: host, LICET_SMTP_FROM: from, LICET_SMTP_SECURITY: security } = settings;
  if (host === undefined || from === undefined) {
    if (host === undefined && from === undefined) return undefined;
    throw new ConfigError("Notices by mail need LICET_SMTP_HOST and LICET_SMTP_FROM together.");
  }
  const login = loginOf(settings);
  if (security === "none" && login !== undefined && !isLoopback(host)) {
    throw new ConfigError("LICET_SMTP_SECURITY=none would send the password in the clear: use starttls or tls.");
  }
  return { host, port: settings.LICET_SMTP_PORT, security, login, from };
}

function loginOf(settings: Settings): SmtpConfig["login"] {
  const { LICET_SMTP_USER: user, LICET_SMTP_PASSWORD_FILE: file } = settings;
  const password = secretIn("LICET_SMTP_PASSWORD_FILE", file);
  if (user !== undefined && password !== undefined) return { user, password };
  if (user === undefined && password === undefined) return undefined;
  throw new ConfigError("A mail server with a password needs LICET_SMTP_USER and LICET_SMTP_PASSWORD_FILE together.");
}
