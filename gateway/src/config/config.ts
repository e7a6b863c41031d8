// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from "node:fs";
import { isIP } from "node:net";
import path from "node:path";
import { z } from "zod";
import { ConfigError } from "../errors/config-error.js";
import { DATABASE_SETTINGS, databaseUrlOf } from "./database.js";
import { DOCUMENT_SETTINGS, documentsConfig, type DocumentsConfig } from "./documents.js";
import { packageFolder } from "./package-folder.js";
import { SIGN_IN_SETTINGS, signInConfig, type SignInConfig } from "./sign-in.js";
import { SMTP_SETTINGS, smtpConfig, type SmtpConfig } from "./smtp.js";
import { TLS_SETTINGS, tlsConfig, type TlsConfig } from "./tls.js";

const PORT_MAX = 65_535;
const MEBIBYTE = 1_048_576;
/** A shorter token could be guessed. */
const METRICS_TOKEN_LENGTH_MIN = 16;

const wholeNumber = (min: number, max: number): z.ZodCoercedNumber => z.coerce.number().int().min(min).max(max);

/**
 * Every setting of the gateway, with its default. Variables with the prefix `LICET_` that stand neither here nor in
 * {@link FOREIGN_SETTINGS} are refused, so that a misspelt one is noticed.
 */
const Environment = z.object({
  ...DATABASE_SETTINGS,
  ...SIGN_IN_SETTINGS,
  ...SMTP_SETTINGS,
  ...TLS_SETTINGS,
  PORT: wholeNumber(0, PORT_MAX).default(8080),
  HOST: z.string().min(1).default("127.0.0.1"),
  LEDGER_CLIENT: z.enum(["fabric-gateway", "fabric-network"]).default("fabric-gateway"),
  CHANNEL_NAME: z.string().min(1).default("licet"),
  CHAINCODE_NAME: z.string().min(1).default("licet"),
  TOKEN_KEY: z.string().min(1).optional(),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
  LICET_HOME: z.string().min(1).optional(),
  LICET_PROFILES: z.string().min(1).optional(),
  LICET_GATEWAY_HOME: z.string().min(1).optional(),
  LICET_CONNECTIONS_PER_ADDRESS: wholeNumber(1, 1_000_000).default(1_000),
  LICET_REQUESTS_PER_MINUTE: wholeNumber(1, 10_000_000).default(6_000),
  LICET_BODY_BYTES_MAX: wholeNumber(1_024, 16 * MEBIBYTE).default(MEBIBYTE),
  LICET_DECLARATION_BYTES_MAX: wholeNumber(1_024, 64 * MEBIBYTE).default(8 * MEBIBYTE),
  LICET_QUEUE_LENGTH_MAX: wholeNumber(1, 100_000).default(500),
  LICET_GATEWAY_POOL_MAX: wholeNumber(1, 1_000).default(32),
  LICET_METRICS_TOKEN: z.string().min(METRICS_TOKEN_LENGTH_MIN).optional(),
  LICET_METRICS_TOKEN_FILE: z.string().min(1).optional(),
  LICET_WEBHOOK_ALLOW: z.string().default(""),
  LICET_PKCS11_LIBRARY: z.string().min(1).optional(),
  LICET_PKCS11_LABEL: z.string().min(1).optional(),
  LICET_PKCS11_PIN_FILE: z.string().min(1).optional(),
  LICET_PKCS11_KEY_ID: z
    .string()
    .regex(/^(?:[0-9a-f]{2}){1,64}$/i, "is the key's CKA_ID in hex")
    .optional(),
  ...DOCUMENT_SETTINGS,
});

/** Settings with our prefix that other parts of the product read. */
const FOREIGN_SETTINGS: readonly string[] = ["LICET_CA_SECRET", "LICET_CA_REGISTRAR_SECRET"];

/** Where keys are that lie in a hardware security module. */
export interface Pkcs11Config {
  /** File of the module's PKCS#11 library. */
  readonly library: string;
  /** Label of the token. */
  readonly label: string;
  /** File that holds the user PIN. */
  readonly pinFile: string;
  /** CKA_ID in hex of the key that every identity without a key of its own signs with; otherwise found by its certificate. */
  readonly keyId: string | undefined;
}

/** What an operator lets webhooks reach. */
export interface WebhookAllow {
  /** Names of hosts, whatever they resolve to. */
  readonly names: readonly string[];
  /** Networks in CIDR; a single address is a network of its own. */
  readonly networks: readonly string[];
}

/** The gateway's settings, checked. */
export interface GatewayConfig {
  readonly port: number;
  readonly host: string;
  readonly ledgerClient: "fabric-gateway" | "fabric-network";
  readonly channelName: string;
  readonly chaincodeName: string;
  /** Folder with `connection-*.json` and `identities.json`. */
  readonly profilesFolder: string;
  /** Folder that the gateway keeps its own files in: token key, idempotency store. */
  readonly homeFolder: string;
  readonly tokenKeyFile: string;
  /** PostgreSQL database to keep the read model in; the embedded one in the home folder where absent. */
  readonly databaseUrl?: string | undefined;
  readonly logLevel: string;
  readonly requestsPerMinute: number;
  /** Connections of one address at the same time. */
  readonly connectionsPerAddress: number;
  readonly bodyBytesMax: number;
  /** Largest customs declaration: with as many items and documents as are taken, it is larger than any other body. */
  readonly declarationBytesMax: number;
  /** Changes that may wait for one record before further ones are refused. */
  readonly queueLengthMax: number;
  /** Gateways of fabric-network kept open at the same time. */
  readonly gatewayPoolMax: number;
  /** What Prometheus sends as a bearer token; without it, metrics are shown on this machine only. */
  readonly metricsToken?: string | undefined;
  readonly signIn: SignInConfig;
  /** Absent where TLS is ended by whatever stands in front. */
  readonly tls: TlsConfig | undefined;
  /** Absent where notices are not sent. */
  readonly smtp: SmtpConfig | undefined;
  readonly documents: DocumentsConfig;
  /** Hosts and networks that webhooks may reach although they are on the inside, and without TLS. */
  readonly webhookAllow?: WebhookAllow | undefined;
  /** Absent where all keys are files. */
  readonly pkcs11?: Pkcs11Config | undefined;
}

/**
 * Reads the settings from environment variables, once at start.
 * @throws {ConfigError} naming each variable that is wrong or unknown.
 */
export function readConfig(environment: NodeJS.ProcessEnv): GatewayConfig {
  refuseUnknown(environment);
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new ConfigError(`The gateway's settings are not valid:\n  ${problems.join("\n  ")}`);
  }
  const settings = parsed.data;
  const home = settings.LICET_HOME ? path.resolve(settings.LICET_HOME) : path.join(packageFolder(), "..", ".licet");
  const gatewayHome = path.resolve(settings.LICET_GATEWAY_HOME ?? path.join(home, "gateway"));
  return {
    port: settings.PORT,
    host: settings.HOST,
    ledgerClient: settings.LEDGER_CLIENT,
    channelName: settings.CHANNEL_NAME,
    chaincodeName: settings.CHAINCODE_NAME,
    profilesFolder: path.resolve(settings.LICET_PROFILES ?? path.join(home, "embedded", "profiles")),
    homeFolder: gatewayHome,
    tokenKeyFile: path.resolve(settings.TOKEN_KEY ?? path.join(gatewayHome, "token-key.pem")),
    databaseUrl: databaseUrlOf(settings),
    logLevel: settings.LOG_LEVEL,
    connectionsPerAddress: settings.LICET_CONNECTIONS_PER_ADDRESS,
    requestsPerMinute: settings.LICET_REQUESTS_PER_MINUTE,
    bodyBytesMax: settings.LICET_BODY_BYTES_MAX,
    declarationBytesMax: settings.LICET_DECLARATION_BYTES_MAX,
    queueLengthMax: settings.LICET_QUEUE_LENGTH_MAX,
    gatewayPoolMax: settings.LICET_GATEWAY_POOL_MAX,
    metricsToken: metricsTokenOf(settings),
    signIn: signInConfig(settings, settings.HOST, gatewayHome),
    tls: tlsConfig(settings),
    smtp: smtpConfig(settings),
    documents: documentsConfig(settings),
    webhookAllow: webhookAllowOf(settings.LICET_WEBHOOK_ALLOW),
    pkcs11: pkcs11Of(settings),
  };
}

/** Host names and networks, joined by commas. */
function webhookAllowOf(text: string): WebhookAllow {
  const names: string[] = [];
  const networks: string[] = [];
  const entries = text.split(",").map((entry) => entry.trim().toLowerCase());
  for (const entry of entries.filter((each) => each !== "")) {
    const [base = "", bits, ...more] = entry.split("/");
    const family = isIP(base);
    if (family === 0 && bits === undefined && HOST_NAME.test(entry)) names.push(entry);
    else if (family !== 0 && more.length === 0 && isPrefix(bits, family)) networks.push(networkOf(base, bits, family));
    else
      throw new ConfigError(`LICET_WEBHOOK_ALLOW: ${entry} is neither a host name nor a network such as 10.1.0.0/16.`);
  }
  return { names, networks };
}

const HOST_NAME = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

/** Bits of an address by its family. */
const ADDRESS_BITS: Readonly<Record<number, number>> = { 4: 32, 6: 128 };

function isPrefix(bits: string | undefined, family: number): boolean {
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (ADDRESS_BITS[family] ?? 0));
}

function networkOf(base: string, bits: string | undefined, family: number): string {
  return `${base}/${bits ?? (ADDRESS_BITS[family] ?? 0).toString()}`;
}

function metricsTokenOf(settings: z.output<typeof Environment>): string | undefined {
  const { LICET_METRICS_TOKEN: token, LICET_METRICS_TOKEN_FILE: file } = settings;
  if (file === undefined) return token;
  if (token !== undefined)
    throw new ConfigError("Set one of LICET_METRICS_TOKEN and LICET_METRICS_TOKEN_FILE, not both.");
  if (!existsSync(file)) throw new ConfigError(`LICET_METRICS_TOKEN_FILE names ${file}, which does not exist.`);
  const read = readFileSync(file, "utf8").trim();
  if (read.length >= METRICS_TOKEN_LENGTH_MIN) return read;
  throw new ConfigError(`${file} holds a token of less than ${METRICS_TOKEN_LENGTH_MIN} characters.`);
}

function pkcs11Of(settings: z.output<typeof Environment>): Pkcs11Config | undefined {
  const { LICET_PKCS11_LIBRARY: library, LICET_PKCS11_LABEL: label, LICET_PKCS11_PIN_FILE: pinFile } = settings;
  if (library !== undefined && label !== undefined && pinFile !== undefined)
    return {
      library: path.resolve(library),
      label,
      pinFile: path.resolve(pinFile),
      keyId: settings.LICET_PKCS11_KEY_ID,
    };
  const given = Object.entries(settings).filter(
    ([name, value]) => name.startsWith("LICET_PKCS11_") && value !== undefined,
  );
  if (given.length === 0) return undefined;
  throw new ConfigError(
    "Keys in a hardware security module need LICET_PKCS11_LIBRARY, LICET_PKCS11_LABEL and LICET_PKCS11_PIN_FILE together.",
  );
}

function refuseUnknown(environment: NodeJS.ProcessEnv): void {
  const known = new Set([...Object.keys(Environment.shape), ...FOREIGN_SETTINGS]);
  const unknown = Object.keys(environment).filter((name) => name.startsWith("LICET_") && !known.has(name));
  if (unknown.length === 0) return;
  const names = [...known].filter((name) => name.startsWith("LICET_"));
  throw new ConfigError(`Unknown settings: ${unknown.join(", ")}. Known ones are ${names.join(", ")}.`);
}
