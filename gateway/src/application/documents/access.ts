// SPDX-License-Identifier: Apache-2.0
import {
  type AttachedFile,
  CERTIFICATE_READ,
  IDENTITY_ATTRIBUTES,
  LicetError,
  PARTY_ROLES,
  type PartRef,
  Role,
  SHARING_READ_PART,
} from "@licet/domain";
import type { DatabaseCaller } from "../../database/database.js";
import { LedgerError } from "../../ports/ledger-error.js";
import type { LedgerIdentity } from "../../ports/ledger.js";
import { readJson } from "../read-json.js";
import type { Transactions } from "../transactions.js";
import type { Document, DocumentSubject, Ground } from "./document.js";

/** How somebody stands to a confidential part, by the ledger's word at their own peer. */
export type Standing =
  | { readonly state: "readable"; readonly files: readonly AttachedFile[] }
  /** Their organisation holds no copy: the record may be still to come. */
  | { readonly state: "not-held" }
  | { readonly state: "refused"; readonly error: LedgerError };

/** Somebody as the database knows them, by what their certificate says. */
export function databaseCallerOf({ mspId, label, attributes }: LedgerIdentity): DatabaseCaller {
  return {
    organisation: mspId,
    person: label,
    role: roleOf(attributes),
    party: attributes[IDENTITY_ATTRIBUTES.party],
  };
}

/**
 * Within what the same file is the same document: one for all officers of an organisation, and one for each party that people act for, so
 * that no party learns whether another one sent the same file.
 */
export function scopeOf(caller: LedgerIdentity): string {
  const { role, party, person } = databaseCallerOf(caller);
  if (role !== undefined && !PARTY_ROLES.includes(role)) return "";
  return party ?? person;
}

function roleOf(attributes: LedgerIdentity["attributes"]): Role | undefined {
  const parsed = Role.safeParse(attributes[IDENTITY_ATTRIBUTES.role]);
  return parsed.success ? parsed.data : undefined;
}

/** Decides by the ledger who sees what: a file is seen by whoever may read the part that it goes with. */
export class DocumentAccess {
  readonly #transactions: Pick<Transactions, "query">;

  constructor(transactions: Pick<Transactions, "query">) {
    this.#transactions = transactions;
  }

  /** @throws {LedgerError} where the ledger does not answer. */
  async standing(caller: LedgerIdentity, ref: PartRef): Promise<Standing> {
    try {
      const part = await this.#transactions.query(caller, SHARING_READ_PART, ref);
      const { content } = readJson<{ readonly content: { readonly files?: readonly AttachedFile[] } }>(part);
      return { state: "readable", files: content.files ?? [] };
    } catch (error) {
      if (!(error instanceof LedgerError) || error.refusal === undefined) throw error;
      return error.refusal.code === "NOT_HELD" ? { state: "not-held" } : { state: "refused", error };
    }
  }

  /**
   * On what grounds somebody sees a document; a part that names it comes before one that does not.
   * @throws {LicetError} NOT_FOUND where there are none: nobody learns that the document is there.
   * @throws {LedgerError} where the ledger does not answer.
   */
  async requireGround(
    caller: LedgerIdentity,
    document: Document,
    subjects: readonly DocumentSubject[],
  ): Promise<Ground | undefined> {
    const grounds: Ground[] = [];
    let isOwnToCome = false;
    for (const subject of subjects) {
      const found = await this.#groundOf(caller, subject, document.sha256);
      if (found === "to-come") isOwnToCome ||= subject.foreseen && subject.addedBy === caller.label;
      else if (found?.named === true) return found;
      else if (found !== undefined) grounds.push(found);
    }
    if (grounds.length === 0 && !isOwnToCome) throw notFound(document.id);
    return grounds[0];
  }

  async #groundOf(
    caller: LedgerIdentity,
    subject: DocumentSubject,
    sha256: string,
  ): Promise<Ground | "to-come" | undefined> {
    const standing = await this.standing(caller, subject.ref);
    if (standing.state === "refused") return undefined;
    if (standing.state === "not-held") return "to-come";
    const named = await this.isNamed(caller, subject.ref, standing.files, sha256);
    const isShown = named || !subject.foreseen || subject.addedBy === caller.label;
    return isShown ? { subject, named } : undefined;
  }

  /**
   * Whether a part names a file: by its confidential content, or a certificate on paper by its public evidence.
   * @throws {LedgerError} where the ledger does not answer.
   */
  async isNamed(
    caller: LedgerIdentity,
    ref: PartRef,
    files: readonly AttachedFile[],
    sha256: string,
  ): Promise<boolean> {
    if (files.some(({ hash }) => hash === sha256)) return true;
    if (ref.kind !== "certificate") return false;
    try {
      const read = await this.#transactions.query(caller, CERTIFICATE_READ, { certificate: ref.id });
      return readJson<{ readonly evidence?: { readonly document: string } }>(read).evidence?.document === sha256;
    } catch (error) {
      if (error instanceof LedgerError && error.refusal !== undefined) return false;
      throw error;
    }
  }
}

/** A document that is not there, or not for whoever asks. */
export function notFound(id: string): LicetError {
  return new LicetError("NOT_FOUND", "There is no such document, or none for you.", { document: id });
}
