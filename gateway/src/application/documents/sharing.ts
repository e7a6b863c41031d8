// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from "node:crypto";
import { LicetError, type MspId, type PartRef, requireRole, SHARING_HOLDERS, SHARING_SHARE } from "@licet/domain";
import { GatewayError } from "../../errors/gateway-error.js";
import type { DocumentStore } from "../../ports/document-store.js";
import type { LedgerIdentity } from "../../ports/ledger.js";
import { readJson } from "../read-json.js";
import type { Transactions } from "../transactions.js";
import { databaseCallerOf, notFound } from "./access.js";
import { gone } from "./content.js";
import type { Document, SeenDocument } from "./document.js";
import type { DocumentParts, DocumentRequest, Documents } from "./documents.js";
import { answered } from "./intake.js";
import { addSubject, appendLog, enterDocument, findDocument } from "./records.js";
import { keptAsAnother } from "./rules.js";
import { FILE_KEY_BYTES, Sealer } from "./sealing.js";

/** Documents of one organisation for all its officers; what is received is nobody's party's. */
const WHOLE_ORGANISATION = "";

/** What sharing documents needs besides what documents are made of. */
export interface SharingParts extends DocumentParts {
  readonly documents: Documents;
  readonly transactions: Pick<Transactions, "query">;
  readonly store: Pick<DocumentStore, "create">;
  /** Organisations that keep their documents at this gateway. */
  readonly served: readonly MspId[];
}

/** Hands documents to other organisations as the ledger hands parts: to whoever holds the part that a document goes with. */
export class DocumentSharing {
  readonly #parts: SharingParts;

  constructor(parts: SharingParts) {
    this.#parts = parts;
  }

  /**
   * Hands a document to an organisation that holds the part: it gets a copy of its own, under its own key.
   * @throws {LicetError} NOT_FOUND, ROLE_NOT_ALLOWED, INVALID_INPUT where that is the caller's own.
   * @throws {GatewayError} DOCUMENT_CONTENT_GONE, DOCUMENT_DAMAGED, DOCUMENT_KEPT_AS_ANOTHER, DOCUMENT_RECEIVER_ELSEWHERE,
   * DOCUMENT_RECEIVER_WITHOUT_PART, DOCUMENT_STORE_UNAVAILABLE.
   * @throws {LedgerError} where the ledger refuses, or does not answer.
   */
  async share(request: DocumentRequest, id: string, to: MspId): Promise<SeenDocument & { readonly by: PartRef }> {
    const { caller } = request;
    if (SHARING_SHARE.roles !== "any")
      requireRole(databaseCallerOf(caller).role, SHARING_SHARE.roles, "share documents");
    const seen = await this.#parts.documents.find(caller, id);
    const { document, ground } = seen;
    if (to === caller.mspId) throw isOwn(to);
    if (document.content === undefined) throw gone(document);
    // What is still to come is nobody else's concern.
    if (ground === undefined) throw notFound(id);
    const by = ground.subject.ref;
    await this.#requireReceiver(caller, by, to);
    await this.#handOver(request, document, by, to);
    return { ...seen, by };
  }

  async #requireReceiver(caller: LedgerIdentity, ref: PartRef, to: MspId): Promise<void> {
    const { served, transactions } = this.#parts;
    const asked = await transactions.query(caller, SHARING_HOLDERS, { ref, organisations: [to] });
    const { holders } = readJson<{ readonly holders: readonly MspId[] }>(asked);
    if (!holders.includes(to)) {
      throw new GatewayError("DOCUMENT_RECEIVER_WITHOUT_PART", `${to} holds no valid copy of the part.`, {
        ...ref,
        to,
      });
    }
    if (served.includes(to)) return;
    throw new GatewayError("DOCUMENT_RECEIVER_ELSEWHERE", `${to} keeps no documents at this gateway.`, { to });
  }

  /** The receiver's copy, its row and both logs, in one transaction; a copy that it has is left as it is. */
  async #handOver(request: DocumentRequest, document: Document, by: PartRef, to: MspId): Promise<void> {
    const { filing, database } = this.#parts;
    const id = filing.idOf(to, document.sha256, WHOLE_ORGANISATION);
    const theirs = await database.asGateway((db) => findDocument(db, to, id));
    if (theirs?.content === undefined) await this.#copy(request, document, by, { organisation: to, id });
    else await database.asGateway((db) => this.#note(db, request, document, theirs, by));
  }

  async #copy(
    request: DocumentRequest,
    document: Document,
    by: PartRef,
    address: { readonly organisation: MspId; readonly id: string },
  ): Promise<void> {
    const { contents, filing, store, database } = this.#parts;
    const fileKey = randomBytes(FILE_KEY_BYTES);
    const sealer = new Sealer(fileKey);
    const content = await contents.open(document);
    const incoming = await answered(() => store.create());
    try {
      for await (const piece of content) {
        for (const sealed of sealer.update(piece)) await answered(() => incoming.write(sealed));
      }
      for (const sealed of sealer.finish()) await answered(() => incoming.write(sealed));
      await filing.put(address, { fileKey, incoming }, (where) =>
        database.asGateway(async (db) => {
          const received = receivedAs(document, address, this.#parts.now());
          const isEntered = await enterDocument(db, { ...received, content: where });
          await this.#note(db, request, document, received, by);
          return isEntered;
        }),
      );
    } finally {
      await incoming.discard();
    }
  }

  async #note(
    db: Parameters<typeof appendLog>[0],
    { caller, route }: DocumentRequest,
    document: Document,
    theirs: Document,
    by: PartRef,
  ): Promise<void> {
    if (theirs.kind !== document.kind) throw keptAsAnother(document);
    const at = this.#parts.now();
    const entry = { at, person: caller.label, route };
    const ref = { ...by };
    await addSubject(db, theirs, { ref: by, addedBy: caller.label, foreseen: false }, at);
    await appendLog(db, {
      ...entry,
      organisation: document.organisation,
      document: document.id,
      act: "shared",
      facts: { ...ref, to: theirs.organisation },
    });
    await appendLog(db, {
      ...entry,
      organisation: theirs.organisation,
      document: theirs.id,
      act: "received",
      facts: { ...ref, from: document.organisation },
    });
  }
}

function isOwn(organisation: MspId): LicetError {
  return new LicetError("INVALID_INPUT", `${organisation} has the document: it is your own organisation.`, {
    issues: [{ path: "to", message: "is another organisation" }],
  });
}

function receivedAs(
  document: Document,
  { organisation, id }: { readonly organisation: MspId; readonly id: string },
  storedAt: Date,
): Document {
  return {
    ...document,
    organisation,
    id,
    storedAt,
    receivedFrom: document.organisation,
    preserved: false,
    content: undefined,
    goneBecause: undefined,
  };
}
