// SPDX-License-Identifier: Apache-2.0
import { createHash, randomBytes } from "node:crypto";
import { GatewayError } from "../../errors/gateway-error.js";
import { type DocumentStore, DocumentStoreError, type IncomingObject } from "../../ports/document-store.js";
import { type MalwareScanner, MalwareScannerError, type Scan } from "../../ports/malware-scanner.js";
import type { DocumentScan } from "../../database/kept/document-tables.js";
import { ContentCheck } from "./content-check.js";
import { MEDIA_TYPES } from "./media-types.js";
import { FILE_KEY_BYTES, Sealer } from "./sealing.js";

/** A file that has come whole, and is what it says; it lies encrypted in the store, and nobody finds it there so far. */
export interface ReceivedFile {
  readonly sha256: string;
  readonly bytes: number;
  readonly scan: DocumentScan;
  readonly fileKey: Uint8Array;
  readonly incoming: IncomingObject;
}

/** What of a file is known before it comes. */
export interface ExpectedFile {
  /** A name of the table of media types. */
  readonly mediaType: string;
  /** SHA-256 in hexadecimal that it is said to have; undefined where none is said. */
  readonly sha256: string | undefined;
}

/** What a file goes through while it comes. */
interface Passage {
  readonly check: ContentCheck;
  readonly scan: Scan | undefined;
  readonly sealer: Sealer;
  readonly incoming: IncomingObject;
}

/** Takes files in as they come, a piece at a time: counted, looked at, scanned, encrypted and put away. */
export class DocumentIntake {
  readonly #store: DocumentStore;
  readonly #scanner: MalwareScanner | undefined;
  readonly #bytesMax: number;

  constructor(store: DocumentStore, scanner: MalwareScanner | undefined, bytesMax: number) {
    this.#store = store;
    this.#scanner = scanner;
    this.#bytesMax = bytesMax;
  }

  /** Largest file of a media type, in bytes. */
  bytesMaxOf(mediaType: string): number {
    return Math.min(this.#bytesMax, MEDIA_TYPES[mediaType]?.bytesMax ?? this.#bytesMax);
  }

  /**
   * Takes a file in. Whatever is refused, or does not come to its end, leaves nothing.
   * @throws {GatewayError} BODY_TOO_LARGE, DOCUMENT_NOT_AS_DECLARED, DOCUMENT_CONTENT_REFUSED, DOCUMENT_MALWARE_FOUND,
   * DOCUMENT_SCAN_TOO_LARGE, DOCUMENT_SCAN_UNAVAILABLE, DOCUMENT_STORE_UNAVAILABLE.
   */
  async receive(source: AsyncIterable<Uint8Array>, expected: ExpectedFile): Promise<ReceivedFile> {
    const fileKey = randomBytes(FILE_KEY_BYTES);
    const check = new ContentCheck(expected.mediaType);
    const scan = await answered(() => this.#scanner?.open() ?? Promise.resolve(undefined));
    let incoming: IncomingObject | undefined;
    try {
      incoming = await answered(() => this.#store.create());
      const passage = { check, scan, sealer: new Sealer(fileKey), incoming };
      const { sha256, bytes } = await this.#pass(source, passage, this.bytesMaxOf(expected.mediaType));
      requireExpected(expected, sha256);
      await requireClean(scan);
      return { sha256, bytes, scan: scan === undefined ? "not-scanned" : "clean", fileKey, incoming };
    } catch (error) {
      scan?.abort();
      await incoming?.discard();
      throw error;
    }
  }

  async #pass(
    source: AsyncIterable<Uint8Array>,
    { check, scan, sealer, incoming }: Passage,
    bytesMax: number,
  ): Promise<{ readonly sha256: string; readonly bytes: number }> {
    const hash = createHash("sha256");
    let bytes = 0;
    for await (const piece of source) {
      bytes += piece.length;
      if (bytes > bytesMax) throw tooLarge(bytesMax);
      hash.update(piece);
      check.update(piece);
      await answered(async () => {
        await scan?.write(piece);
        for (const sealed of sealer.update(piece)) await incoming.write(sealed);
      });
    }
    check.finish();
    await answered(async () => {
      for (const sealed of sealer.finish()) await incoming.write(sealed);
    });
    return { sha256: hash.digest("hex"), bytes };
  }
}

/** A file that is larger than files may be. */
export function tooLarge(bytesMax: number): GatewayError {
  return new GatewayError("BODY_TOO_LARGE", `The file has more than ${bytesMax} bytes.`, { max: bytesMax });
}

function requireExpected({ sha256: expected }: ExpectedFile, sha256: string): void {
  if (expected === undefined || expected === sha256) return;
  throw new GatewayError("DOCUMENT_NOT_AS_DECLARED", "The file has another hash than its Content-Digest says.", {
    declared: expected,
    found: sha256,
  });
}

async function requireClean(scan: Scan | undefined): Promise<void> {
  const signature = (await answered(() => scan?.finish() ?? Promise.resolve(undefined)))?.signature;
  if (signature === undefined) return;
  throw new GatewayError("DOCUMENT_MALWARE_FOUND", `The scanner found ${signature} in the file.`, { signature });
}

/**
 * Runs work of the store or the scanner; what fails there is answered as one code each.
 * @throws {GatewayError} DOCUMENT_STORE_UNAVAILABLE, DOCUMENT_SCAN_UNAVAILABLE, DOCUMENT_SCAN_TOO_LARGE.
 */
export async function answered<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw answerTo(error);
  }
}

function answerTo(error: unknown): unknown {
  if (error instanceof DocumentStoreError) {
    const why = error.fault === "full" ? "There is no room for the file." : "The store of files does not answer.";
    return caused(new GatewayError("DOCUMENT_STORE_UNAVAILABLE", why), error);
  }
  if (!(error instanceof MalwareScannerError)) return error;
  if (error.fault === "too-large") {
    return caused(new GatewayError("DOCUMENT_SCAN_TOO_LARGE", "The scanner takes no file of this size."), error);
  }
  return caused(new GatewayError("DOCUMENT_SCAN_UNAVAILABLE", "The malware scanner does not answer."), error);
}

function caused(refusal: GatewayError, cause: Error): GatewayError {
  refusal.cause = cause;
  return refusal;
}
