// SPDX-License-Identifier: Apache-2.0
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { type MspId, MspId as MspIdSchema } from "@licet/domain";
import { z } from "zod";
import { ConfigError } from "../../errors/config-error.js";
import type { DocumentKeys, WrappedKey } from "../../ports/document-keys.js";
import { createDurably, replaceDurably } from "./durable-file.js";

const OWNER_ONLY_FOLDER = 0o700;
const OTHERS_MASK = 0o077;

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_ID_BYTES = 8;
const ALGORITHM = "aes-256-gcm";

/** Length of a document's id, in hexadecimal characters: 160 bits of the keyed hash. */
const ID_CHARACTERS = 40;

const Secret = z.base64().refine((text) => Buffer.from(text, "base64").length === KEY_BYTES, {
  error: `is no key of ${KEY_BYTES} bytes in base64`,
});

/** Keys of one organisation, as its file holds them. */
const KeyFile = z.strictObject({
  version: z.literal(1),
  organisation: MspIdSchema,
  /** Key of the hash that ids are made by; it never changes, so that ids do not. */
  naming: Secret,
  /** Keys that files' keys are wrapped under, the current one last. */
  wrapping: z
    .array(z.strictObject({ id: z.string().regex(/^[0-9a-f]{16}$/), key: Secret, since: z.iso.datetime() }))
    .min(1),
});
type KeyFile = z.infer<typeof KeyFile>;

/**
 * Reads the keys of each organisation from a folder, one file each, and makes those that are missing. Only their owner may read them.
 * @throws {ConfigError} where a file is none of keys, is another organisation's, or others may read it.
 */
export function openDocumentKeys(folder: string, organisations: readonly MspId[]): DocumentKeys {
  mkdirSync(folder, { recursive: true, mode: OWNER_ONLY_FOLDER });
  const files = organisations.map((organisation) => [organisation, openFile(folder, organisation)] as const);
  return new FileDocumentKeys(new Map(files));
}

/**
 * Gives an organisation a new key for files' keys; the old ones stay, for what lies under them.
 * @returns the new key's id
 * @throws {ConfigError} where the organisation has no keys here, or its file is not in order.
 */
export function rotateDocumentKey(folder: string, organisation: MspId): string {
  const file = fileOf(folder, organisation);
  const current = readExisting(file, organisation);
  if (current === undefined) throw new ConfigError(`${organisation} has no document keys in ${folder}.`);
  const added = newWrappingKey();
  replaceDurably(file, textOf({ ...current, wrapping: [...current.wrapping, added] }));
  return added.id;
}

function openFile(folder: string, organisation: MspId): KeyFile {
  const file = fileOf(folder, organisation);
  const existing = readExisting(file, organisation);
  if (existing !== undefined) return existing;
  const made: KeyFile = { version: 1, organisation, naming: newSecret(), wrapping: [newWrappingKey()] };
  // Two first starts side by side: whoever comes second takes the first one's keys.
  if (createDurably(file, textOf(made))) return made;
  const theirs = readExisting(file, organisation);
  if (theirs !== undefined) return theirs;
  throw new ConfigError(`The document keys ${file} cannot be written.`);
}

function fileOf(folder: string, organisation: MspId): string {
  return path.join(folder, `${MspIdSchema.parse(organisation)}.json`);
}

function readExisting(file: string, organisation: MspId): KeyFile | undefined {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new ConfigError(`The document keys ${file} cannot be read: ${(error as Error).message}`);
  }
  if (process.platform !== "win32" && (statSync(file).mode & OTHERS_MASK) !== 0) {
    throw new ConfigError(`Others may read the document keys ${file}: restrict the file to its owner (chmod 600).`);
  }
  const parsed = KeyFile.safeParse(jsonOf(text));
  if (parsed.success && parsed.data.organisation === organisation) return parsed.data;
  throw new ConfigError(
    `${file} holds no document keys of ${organisation}. Restore it: no file can be read without it.`,
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function textOf(keys: KeyFile): string {
  return `${JSON.stringify(keys, null, 2)}\n`;
}

function newSecret(): string {
  return randomBytes(KEY_BYTES).toString("base64");
}

function newWrappingKey(): KeyFile["wrapping"][number] {
  return { id: randomBytes(KEY_ID_BYTES).toString("hex"), key: newSecret(), since: new Date().toISOString() };
}

class FileDocumentKeys implements DocumentKeys {
  readonly #files: ReadonlyMap<MspId, KeyFile>;

  constructor(files: ReadonlyMap<MspId, KeyFile>) {
    this.#files = files;
  }

  get organisations(): readonly MspId[] {
    return [...this.#files.keys()];
  }

  idOf(organisation: MspId, sha256: string, scope: string): string {
    const key = Buffer.from(this.#of(organisation).naming, "base64");
    return createHmac("sha256", key).update(`${sha256}\n${scope}`).digest("hex").slice(0, ID_CHARACTERS);
  }

  currentKeyId(organisation: MspId): string {
    return this.#current(organisation).id;
  }

  wrap(organisation: MspId, owner: string, fileKey: Uint8Array): WrappedKey {
    const { id, key } = this.#current(organisation);
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, Buffer.from(key, "base64"), nonce);
    cipher.setAAD(boundTo(organisation, owner));
    const wrapped = Buffer.concat([nonce, cipher.update(fileKey), cipher.final(), cipher.getAuthTag()]);
    return { keyId: id, wrapped };
  }

  unwrap(organisation: MspId, owner: string, { keyId, wrapped }: WrappedKey): Uint8Array | undefined {
    const held = this.#files.get(organisation)?.wrapping.find(({ id }) => id === keyId);
    if (held === undefined || wrapped.length < NONCE_BYTES + TAG_BYTES) return undefined;
    const bytes = Buffer.from(wrapped);
    const end = bytes.length - TAG_BYTES;
    const decipher = createDecipheriv(ALGORITHM, Buffer.from(held.key, "base64"), bytes.subarray(0, NONCE_BYTES));
    decipher.setAAD(boundTo(organisation, owner));
    decipher.setAuthTag(bytes.subarray(end));
    try {
      return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, end)), decipher.final()]);
    } catch {
      return undefined;
    }
  }

  #current(organisation: MspId): KeyFile["wrapping"][number] {
    const current = this.#of(organisation).wrapping.at(-1);
    if (current === undefined) throw new RangeError(`${organisation} has no key.`);
    return current;
  }

  #of(organisation: MspId): KeyFile {
    const file = this.#files.get(organisation);
    if (file === undefined) throw new RangeError(`${organisation} keeps no documents at this gateway.`);
    return file;
  }
}

/** A wrapped key opens for the organisation and the owner that it was wrapped for, and for no other. */
function boundTo(organisation: MspId, owner: string): Buffer {
  return Buffer.from(`licet-document-key/1\n${organisation}\n${owner}`, "utf8");
}
