// SPDX-License-Identifier: Apache-2.0
import path from "node:path";
import type { Logger } from "pino";
import { ClamdScanner } from "./adapters/clamd/scanner.js";
import { FolderDocumentStore } from "./adapters/documents/folder-store.js";
import { openDocumentKeys } from "./adapters/files/document-keys.js";
import { DocumentAccess } from "./application/documents/access.js";
import { DocumentContents } from "./application/documents/content.js";
import { Documents } from "./application/documents/documents.js";
import { DocumentFiling } from "./application/documents/filing.js";
import { DocumentHousekeeping } from "./application/documents/housekeeping.js";
import { DocumentIntake } from "./application/documents/intake.js";
import { OpenCases } from "./application/documents/open-cases.js";
import { DocumentSharing } from "./application/documents/sharing.js";
import type { Transactions } from "./application/transactions.js";
import type { DocumentsConfig } from "./config/documents.js";
import type { Database } from "./database/database.js";
import type { DocumentKeys } from "./ports/document-keys.js";
import type { DocumentStore } from "./ports/document-store.js";
import type { LedgerIdentity } from "./ports/ledger.js";
import type { MalwareScanner } from "./ports/malware-scanner.js";

/** How often what is over is ended, in milliseconds: every six hours. */
const HOUSEKEEPING_MS = 6 * 3_600_000;

/** Folder of the organisations' keys, in the gateway's own. */
export const KEYS_FOLDER = "document-keys";

/** What documents are kept with. */
export interface DocumentSurroundings {
  readonly config: {
    readonly documents: DocumentsConfig;
    /** The gateway's own folder. */
    readonly homeFolder: string;
  };
  readonly database: Database;
  readonly transactions: Pick<Transactions, "query">;
  /** Everybody whom the gateway acts for; their organisations keep their documents here. */
  readonly identities: Iterable<LedgerIdentity>;
  readonly keys: DocumentKeys;
  /** The clock; this machine's where left out. */
  readonly now?: () => Date;
}

/** Documents, put together. */
export interface DocumentRoom {
  readonly documents: Documents;
  readonly documentSharing: DocumentSharing;
  readonly housekeeping: DocumentHousekeeping;
}

/**
 * Opens the keys of every organisation that the gateway acts for.
 * @throws {ConfigError} where they are not in order.
 */
export function openKeys(homeFolder: string, identities: Iterable<LedgerIdentity>): DocumentKeys {
  const served = new Set([...identities].map(({ mspId }) => mspId));
  return openDocumentKeys(path.join(homeFolder, KEYS_FOLDER), [...served]);
}

/** Opens the store of files. */
export async function openDocuments(surroundings: DocumentSurroundings): Promise<DocumentRoom> {
  const { database, transactions, keys, now = () => new Date() } = surroundings;
  const { documents: config, homeFolder } = surroundings.config;
  const identities = [...surroundings.identities];
  const store = await openStore(config, path.join(homeFolder, "documents"));
  const access = new DocumentAccess(transactions);
  const filing = new DocumentFiling(store, keys, database, now);
  const contents = new DocumentContents(store, keys);
  const intake = new DocumentIntake(store, scannerOf(config), config.bytesMax);
  const parts = { database, access, intake, filing, contents, now };
  const documents = new Documents(parts);
  const cases = new OpenCases(transactions, identities);
  return {
    documents,
    documentSharing: new DocumentSharing({ ...parts, documents, transactions, store, served: keys.organisations }),
    housekeeping: new DocumentHousekeeping({ database, filing, keys, cases, now }),
  };
}

/** Ends what is over now and from time to time. @returns what stops it, once it is not at work */
export function keepHouse(housekeeping: DocumentHousekeeping, log: Logger): () => Promise<void> {
  const once = async (): Promise<void> => {
    try {
      const done = await housekeeping.run();
      if (Object.values(done).some((count) => count > 0)) log.info(done, "documents put in order");
    } catch (error) {
      log.error({ err: error }, "documents could not be put in order");
    }
  };
  let running = once();
  const timer = setInterval(() => {
    running = running.then(once);
  }, HOUSEKEEPING_MS).unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}

async function openStore({ s3 }: DocumentsConfig, folder: string): Promise<DocumentStore> {
  if (s3 === undefined) return new FolderDocumentStore(folder);
  // The library is loaded only where it is used.
  const { S3DocumentStore } = await import("./adapters/documents/s3-store.js");
  return new S3DocumentStore(s3, path.join(folder, "incoming"));
}

function scannerOf({ clamd }: DocumentsConfig): MalwareScanner | undefined {
  return clamd === undefined ? undefined : new ClamdScanner(clamd);
}
