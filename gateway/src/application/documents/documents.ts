// SPDX-License-Identifier: Apache-2.0
import { type JsonValue, LicetError, type PartRef } from "@licet/domain";
import type { Kysely } from "kysely";
import type { Database } from "../../database/database.js";
import type { Tables } from "../../database/tables.js";
import { GatewayError } from "../../errors/gateway-error.js";
import type { LedgerIdentity } from "../../ports/ledger.js";
import { databaseCallerOf, type DocumentAccess, notFound, scopeOf } from "./access.js";
import { type DocumentContents, gone } from "./content.js";
import type {
  Document,
  DocumentAct,
  DocumentSubject,
  Ground,
  NewFile,
  SeenDocument,
  WithdrawalReason,
} from "./document.js";
import type { DocumentFiling } from "./filing.js";
import type { DocumentIntake, ReceivedFile } from "./intake.js";
import {
  addSubject,
  appendLog,
  enterDocument,
  findDocument,
  forgetContent,
  listDocuments,
  type LogLine,
  readLog,
  type Recorded,
  recordedIn,
  setPreserved,
  subjectsOf,
} from "./records.js";
import {
  described,
  type Held,
  isShown,
  keptAsAnother,
  preserved,
  requireHeld,
  requireKindTaken,
  requireSupervisor,
  requireWithdrawable,
} from "./rules.js";

/** Parts that one document goes with at most. */
const SUBJECTS_MAX = 20;

/** What documents are made of. */
export interface DocumentParts {
  readonly database: Database;
  readonly access: DocumentAccess;
  readonly intake: DocumentIntake;
  readonly filing: DocumentFiling;
  readonly contents: DocumentContents;
  readonly now: () => Date;
}

/** A request, as the log names it. */
export interface DocumentRequest {
  readonly caller: LedgerIdentity;
  /** Method and route. */
  readonly route: string;
}

/** A page of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Where the page ended; undefined where it is the last. */
  readonly end: string | undefined;
}

/** Files that go with records: sent, read, listed and withdrawn by the people of one organisation. */
export class Documents {
  readonly #parts: DocumentParts;

  constructor(parts: DocumentParts) {
    this.#parts = parts;
  }

  /** Largest file of a media type, in bytes. */
  bytesMaxOf(mediaType: string): number {
    return this.#parts.intake.bytesMaxOf(mediaType);
  }

  /**
   * Takes a file about a part of a record. The same file sent again is the same document, which goes with that part too.
   * @returns the document, and whether it is new
   * @throws {GatewayError} DOCUMENT_KIND_NOT_TAKEN, DOCUMENT_KEPT_AS_ANOTHER, and what `DocumentIntake` throws.
   * @throws {LicetError} LIMIT_EXCEEDED.
   * @throws {LedgerError} where the caller may not read the part, or the ledger does not answer.
   */
  async store(request: DocumentRequest, file: NewFile): Promise<SeenDocument & { readonly isNew: boolean }> {
    const { intake, access } = this.#parts;
    requireKindTaken(file);
    const standing = requireHeld(await access.standing(request.caller, file.ref));
    const received = await intake.receive(file.source, file);
    try {
      return await this.#keep(request, file, standing, received);
    } finally {
      await received.incoming.discard();
    }
  }

  /**
   * A document as its metadata.
   * @throws {LicetError} NOT_FOUND.
   * @throws {LedgerError} where the ledger does not answer.
   */
  async see(request: DocumentRequest, id: string): Promise<SeenDocument & { readonly recorded: Recorded | undefined }> {
    const { caller } = request;
    const seen = await this.find(caller, id);
    const { document, ground } = seen;
    const recorded =
      ground?.named === true
        ? await this.#asCaller(caller, (db) => recordedIn(db, caller.mspId, ground.subject.ref))
        : undefined;
    await this.#log(request, document, "seen", groundFacts(ground));
    return { ...seen, recorded };
  }

  /**
   * A document and its content, once it is noted who reads it.
   * @throws {LicetError} NOT_FOUND.
   * @throws {GatewayError} DOCUMENT_CONTENT_GONE, DOCUMENT_DAMAGED, DOCUMENT_STORE_UNAVAILABLE.
   * @throws {LedgerError} where the ledger does not answer.
   */
  async read(
    request: DocumentRequest,
    id: string,
  ): Promise<SeenDocument & { readonly content: AsyncIterable<Uint8Array> }> {
    const seen = await this.find(request.caller, id);
    let content: AsyncIterable<Uint8Array>;
    try {
      content = await this.#parts.contents.open(seen.document);
    } catch (error) {
      if (error instanceof GatewayError && error.code === "DOCUMENT_DAMAGED") {
        await this.#log(request, seen.document, "found-damaged", error.details);
      }
      throw error;
    }
    await this.#log(request, seen.document, "read", groundFacts(seen.ground));
    return { ...seen, content };
  }

  /**
   * Documents that go with a part, by id.
   * @throws {LedgerError} where the caller may not read the part, or the ledger does not answer.
   */
  async list(
    { caller }: DocumentRequest,
    request: { readonly ref: PartRef; readonly pageSize: number; readonly after: string },
  ): Promise<Page<Document>> {
    const standing = requireHeld(await this.#parts.access.standing(caller, request.ref));
    const named = standing.state === "readable" ? standing.files.map(({ hash }) => hash) : [];
    const found = await this.#asCaller(caller, (db) =>
      listDocuments(db, caller.mspId, { ...request, pageSize: request.pageSize + 1, named, person: caller.label }),
    );
    return pageOf(found, request.pageSize, ({ id }) => id);
  }

  /**
   * Deletes a document's content; its hash and its history stay.
   * @throws {LicetError} NOT_FOUND, ROLE_NOT_ALLOWED.
   * @throws {GatewayError} DOCUMENT_CONTENT_GONE, DOCUMENT_PRESERVED, DOCUMENT_RETENTION_RUNS.
   * @throws {LedgerError} where the ledger does not answer.
   */
  async withdraw(request: DocumentRequest, id: string, reason: WithdrawalReason): Promise<SeenDocument> {
    const { caller } = request;
    const seen = await this.find(caller, id);
    const { document } = seen;
    if (document.content === undefined) throw gone(document);
    if (document.preserved) throw preserved(document);
    requireWithdrawable(caller, seen, reason, this.#parts.now());
    const isForgotten = await this.#asCaller(caller, async (db) => {
      if (!(await forgetContent(db, document, reason))) return false;
      await appendLog(db, {
        ...this.#entry(request, document),
        act: "withdrawn",
        facts: { reason, sha256: document.sha256 },
      });
      return true;
    });
    if (!isForgotten) throw await this.#overtaken(caller, id);
    await this.#parts.filing.remove(document);
    return { ...seen, document: { ...document, content: undefined, goneBecause: reason } };
  }

  /**
   * Keeps a document from being deleted, or lets it be deleted again.
   * @throws {LicetError} NOT_FOUND, ROLE_NOT_ALLOWED.
   * @throws {LedgerError} where the ledger does not answer.
   */
  async preserve(request: DocumentRequest, id: string, isPreserved: boolean, reason: string): Promise<SeenDocument> {
    const { caller } = request;
    requireSupervisor(caller, "preserve documents");
    const seen = await this.find(caller, id);
    await this.#asCaller(caller, async (db) => {
      await setPreserved(db, seen.document, isPreserved);
      const act = isPreserved ? "preserved" : "released";
      await appendLog(db, { ...this.#entry(request, seen.document), act, facts: { reason } });
    });
    return { ...seen, document: { ...seen.document, preserved: isPreserved } };
  }

  /**
   * What was done with the organisation's documents, the newest first.
   * @throws {LicetError} ROLE_NOT_ALLOWED.
   */
  async log(
    { caller }: DocumentRequest,
    request: { readonly document: string | undefined; readonly pageSize: number; readonly before: number },
  ): Promise<Page<LogLine>> {
    requireSupervisor(caller, "read the log of documents");
    const lines = await this.#asCaller(caller, (db) =>
      readLog(db, caller.mspId, { ...request, pageSize: request.pageSize + 1 }),
    );
    return pageOf(lines, request.pageSize, ({ number }) => number.toString());
  }

  /**
   * A document that somebody sees, without a line in the log.
   * @throws {LicetError} NOT_FOUND.
   * @throws {LedgerError} where the ledger does not answer.
   */
  async find(caller: LedgerIdentity, id: string): Promise<SeenDocument> {
    const { document, subjects } = await this.#asCaller(caller, async (db) => ({
      document: await findDocument(db, caller.mspId, id),
      subjects: await subjectsOf(db, caller.mspId, id),
    }));
    if (document === undefined) throw notFound(id);
    const ground = await this.#parts.access.requireGround(caller, document, subjects);
    return { document, subjects: subjects.filter((subject) => isShown(caller, subject, ground)), ground };
  }

  async #keep(
    request: DocumentRequest,
    file: NewFile,
    standing: Held,
    received: ReceivedFile,
  ): Promise<SeenDocument & { readonly isNew: boolean }> {
    const { caller } = request;
    const { filing, access, now } = this.#parts;
    const id = filing.idOf(caller.mspId, received.sha256, scopeOf(caller));
    const existing = await this.#asCaller(caller, (db) => findDocument(db, caller.mspId, id));
    const isNew =
      existing?.content === undefined &&
      (await filing.put({ organisation: caller.mspId, id }, received, (content) => {
        const document = { ...described(file, received, caller, now()), id, content };
        return this.#asCaller(caller, (db) => enterDocument(db, document));
      }));
    const subject = { ref: file.ref, addedBy: caller.label, foreseen: standing.state === "not-held" };
    const { document, subjects } = await this.#asCaller(caller, async (db) => {
      const kept = await findDocument(db, caller.mspId, id);
      if (kept === undefined) throw notFound(id);
      if (kept.kind !== file.kind) throw keptAsAnother(kept);
      await this.#add(db, request, kept, subject, isNew);
      const shown = (each: DocumentSubject): boolean => isShown(caller, each, { subject, named: false });
      return { document: kept, subjects: (await subjectsOf(db, caller.mspId, id)).filter(shown) };
    });
    if (standing.state === "not-held") return { document, subjects, ground: undefined, isNew };
    const named = await access.isNamed(caller, file.ref, standing.files, document.sha256);
    return { document, subjects, ground: { subject, named }, isNew };
  }

  async #add(
    db: Kysely<Tables>,
    request: DocumentRequest,
    document: Document,
    subject: DocumentSubject,
    isNew: boolean,
  ): Promise<void> {
    const others = await subjectsOf(db, document.organisation, document.id);
    if (others.length >= SUBJECTS_MAX) {
      throw new LicetError("LIMIT_EXCEEDED", `A document goes with ${SUBJECTS_MAX} parts at most.`, {
        max: SUBJECTS_MAX,
      });
    }
    await addSubject(db, document, subject, this.#parts.now());
    const facts = { ...subject.ref, scan: document.scan };
    await appendLog(db, { ...this.#entry(request, document), act: isNew ? "stored" : "sent-again", facts });
  }

  /** Why a document cannot be withdrawn any more: somebody was faster, and has withdrawn it or preserves it since. */
  async #overtaken(caller: LedgerIdentity, id: string): Promise<GatewayError> {
    const { document } = await this.find(caller, id);
    return document.content === undefined ? gone(document) : preserved(document);
  }

  async #log(
    request: DocumentRequest,
    document: Document,
    act: DocumentAct,
    facts: Readonly<Record<string, JsonValue>>,
  ): Promise<void> {
    await this.#asCaller(request.caller, (db) => appendLog(db, { ...this.#entry(request, document), act, facts }));
  }

  #entry({ caller, route }: DocumentRequest, { organisation, id }: Document) {
    return { organisation, document: id, at: this.#parts.now(), person: caller.label, route };
  }

  #asCaller<T>(caller: LedgerIdentity, work: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
    return this.#parts.database.asCaller(databaseCallerOf(caller), work);
  }
}

function pageOf<T>(found: readonly T[], pageSize: number, endOf: (item: T) => string): Page<T> {
  const items = found.slice(0, pageSize);
  const last = items.at(-1);
  return { items, end: found.length > pageSize && last !== undefined ? endOf(last) : undefined };
}

function groundFacts(ground: Ground | undefined): Readonly<Record<string, JsonValue>> {
  return ground === undefined ? {} : { ...ground.subject.ref };
}
