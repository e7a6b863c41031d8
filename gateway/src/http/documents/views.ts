// SPDX-License-Identifier: Apache-2.0
import type { PartRef } from "@licet/domain";
import type { Document, SeenDocument } from "../../application/documents/document.js";
import type { Recorded } from "../../application/documents/records.js";

/** A document as it is answered. */
export function viewOf(document: Document): object {
  const { content, name, receivedFrom, goneBecause, storedAt } = document;
  return {
    id: document.id,
    sha256: document.sha256,
    kind: document.kind,
    mediaType: document.mediaType,
    bytes: document.bytes,
    ...(name === undefined ? {} : { name }),
    scan: document.scan,
    storedBy: document.storedBy,
    storedAt: storedAt.toISOString(),
    ...(receivedFrom === undefined ? {} : { receivedFrom }),
    retainUntil: document.retainUntil,
    preserved: document.preserved,
    content: content === undefined ? "deleted" : "held",
    ...(goneBecause === undefined ? {} : { deletedBecause: goneBecause }),
  };
}

/** A document with what it goes with, and whether the ledger names it. */
export function detailsOf({ document, subjects, ground }: SeenDocument, recorded?: Recorded): object {
  return {
    ...viewOf(document),
    subjects: subjects.map(({ ref, foreseen }) => ({ ...partOf(ref), foreseen })),
    ...(ground?.named === true ? { named: partOf(ground.subject.ref) } : {}),
    ...(recorded === undefined ? {} : { recorded }),
  };
}

/** A part as addresses name it. */
export function partOf({ kind, id, part }: PartRef): object {
  return { record: kind, id, part };
}
