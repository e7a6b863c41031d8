// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import { ConfigError } from "../errors/config-error.js";

const MEBIBYTE = 1_048_576;
const PORT_MAX = 65_535;

/** Settings of documents, with their defaults. */
export const DOCUMENT_SETTINGS = {
  LICET_DOCUMENT_BYTES_MAX: z.coerce
    .number()
    .int()
    .min(1_024)
    .max(1_024 * MEBIBYTE)
    .default(25 * MEBIBYTE),
  LICET_CLAMD: z.string().min(1).optional(),
  LICET_S3_ENDPOINT: z.url({ protocol: /^https?$/, error: "is an address such as https://s3.example:9000" }).optional(),
  LICET_S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "is a bucket's name")
    .optional(),
  LICET_S3_REGION: z
    .string()
    .regex(/^[a-z0-9-]{1,64}$/)
    .default("us-east-1"),
  LICET_S3_PREFIX: z
    .string()
    .regex(/^(?:[A-Za-z0-9._-]{1,64}\/){0,4}$/, "is folders that end with a slash, such as licet/gb/")
    .default(""),
  LICET_S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  LICET_S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  LICET_S3_SECRET_ACCESS_KEY_FILE: z.string().min(1).optional(),
};
type Settings = z.output<z.ZodObject<typeof DOCUMENT_SETTINGS>>;

/** An S3-compatible service that files are kept in. */
export interface S3Config {
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly prefix: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** How documents are kept. */
export interface DocumentsConfig {
  /** Largest file, in bytes. */
  readonly bytesMax: number;
  /** Where clamd listens; without it no file is scanned. */
  readonly clamd: { readonly path: string } | { readonly host: string; readonly port: number } | undefined;
  /** Without it, files lie in the gateway's folder. */
  readonly s3: S3Config | undefined;
}

/**
 * Reads the settings of documents.
 * @throws {ConfigError} naming what is wrong or missing.
 */
export function documentsConfig(settings: Settings): DocumentsConfig {
  return {
    bytesMax: settings.LICET_DOCUMENT_BYTES_MAX,
    clamd: clamdOf(settings.LICET_CLAMD),
    s3: s3Of(settings),
  };
}

function clamdOf(text: string | undefined): DocumentsConfig["clamd"] {
  if (text === undefined) return undefined;
  const path = /^unix:(\/.+)$/.exec(text)?.[1];
  if (path !== undefined) return { path };
  const [, host, port] = /^tcp:\/\/(\[[0-9a-fA-F:]+\]|[A-Za-z0-9.-]+):(\d{1,5})$/.exec(text) ?? [];
  if (host !== undefined && Number(port) >= 1 && Number(port) <= PORT_MAX) {
    return { host: host.replace(/^\[(.*)\]$/, "$1"), port: Number(port) };
  }
  throw new ConfigError("LICET_CLAMD is tcp://HOST:PORT or unix:/PATH, such as tcp://127.0.0.1:3310.");
}

function s3Of(settings: Settings): S3Config | undefined {
  const { LICET_S3_ENDPOINT: endpoint, LICET_S3_BUCKET: bucket, LICET_S3_ACCESS_KEY_ID: accessKeyId } = settings;
  const secretAccessKey = secretOf(settings);
  const given = [endpoint, bucket, accessKeyId, secretAccessKey];
  if (given.every((value) => value === undefined)) return undefined;
  if (endpoint === undefined || bucket === undefined || accessKeyId === undefined || secretAccessKey === undefined) {
    throw new ConfigError(
      "Files in an S3 service need LICET_S3_ENDPOINT, LICET_S3_BUCKET, LICET_S3_ACCESS_KEY_ID and LICET_S3_SECRET_ACCESS_KEY (or …_FILE) together.",
    );
  }
  const { LICET_S3_REGION: region, LICET_S3_PREFIX: prefix } = settings;
  return { endpoint, region, bucket, prefix, accessKeyId, secretAccessKey };
}

function secretOf(settings: Settings): string | undefined {
  const { LICET_S3_SECRET_ACCESS_KEY: secret, LICET_S3_SECRET_ACCESS_KEY_FILE: file } = settings;
  if (file === undefined) return secret;
  if (secret !== undefined)
    throw new ConfigError("Set one of LICET_S3_SECRET_ACCESS_KEY and LICET_S3_SECRET_ACCESS_KEY_FILE, not both.");
  if (!existsSync(file)) throw new ConfigError(`LICET_S3_SECRET_ACCESS_KEY_FILE names ${file}, which does not exist.`);
  return readFileSync(file, "utf8").trim();
}
