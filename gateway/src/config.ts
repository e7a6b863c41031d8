// SPDX-License-Identifier: Apache-2.0
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";

/** A setting that is missing, malformed or unknown; the message names it and says what it takes. */
export class ConfigError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "ConfigError";
  }
}

const PORT_MAX = 65_535;
const MEBIBYTE = 1_048_576;

const wholeNumber = (min: number, max: number): z.ZodCoercedNumber => z.coerce.number().int().min(min).max(max);

/**
 * Every setting of the gateway, with its default. Variables with the prefix `LICET_` that stand neither here nor in
 * {@link FOREIGN_SETTINGS} are refused, so that a misspelt one is noticed.
 */
const Environment = z.object({
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
  LICET_REQUESTS_PER_MINUTE: wholeNumber(1, 10_000_000).default(6_000),
  LICET_BODY_BYTES_MAX: wholeNumber(1_024, 16 * MEBIBYTE).default(MEBIBYTE),
  LICET_QUEUE_LENGTH_MAX: wholeNumber(1, 100_000).default(500),
  LICET_GATEWAY_POOL_MAX: wholeNumber(1, 1_000).default(32),
});

/** Settings with our prefix that other parts of the product read. */
const FOREIGN_SETTINGS: readonly string[] = [];

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
  readonly logLevel: string;
  readonly requestsPerMinute: number;
  readonly bodyBytesMax: number;
  /** Changes that may wait for one record before further ones are refused. */
  readonly queueLengthMax: number;
  /** Gateways of fabric-network kept open at the same time. */
  readonly gatewayPoolMax: number;
}

/**
 * Reads the settings from environment variables, once at start.
 * @throws ConfigError naming each variable that is wrong or unknown.
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
    logLevel: settings.LOG_LEVEL,
    requestsPerMinute: settings.LICET_REQUESTS_PER_MINUTE,
    bodyBytesMax: settings.LICET_BODY_BYTES_MAX,
    queueLengthMax: settings.LICET_QUEUE_LENGTH_MAX,
    gatewayPoolMax: settings.LICET_GATEWAY_POOL_MAX,
  };
}

/** The gateway package's own folder, from its sources and from its compiled output alike. */
export function packageFolder(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (!existsSync(path.join(folder, "package.json"))) folder = path.dirname(folder);
  return folder;
}

function refuseUnknown(environment: NodeJS.ProcessEnv): void {
  const known = new Set([...Object.keys(Environment.shape), ...FOREIGN_SETTINGS]);
  const unknown = Object.keys(environment).filter((name) => name.startsWith("LICET_") && !known.has(name));
  if (unknown.length === 0) return;
  const names = [...known].filter((name) => name.startsWith("LICET_"));
  throw new ConfigError(`Unknown settings: ${unknown.join(", ")}. Known ones are ${names.join(", ")}.`);
}
