// SPDX-License-Identifier: Apache-2.0
import {
  type AttachedFile,
  DISCLOSURE,
  type ErrorCode,
  IDENTITY_ATTRIBUTES,
  LicetError,
  PARTY_ROLES,
  type PartRef,
  type Role,
} from "@licet/domain";
import type { EvaluateRequest, LedgerIdentity } from "../ports/ledger.js";
import { failure } from "./stub-ledger.js";

/** A confidential part as a test says it is. */
export interface StubPart {
  /** Organisations that hold it. */
  readonly heldBy: readonly string[];
  /** Parties that it concerns. */
  readonly parties: readonly string[];
  readonly files?: readonly AttachedFile[];
}

/**
 * What a ledger answers about confidential parts and records' statuses, as a test says they are: the rules of disclosure are the
 * domain's own table.
 */
export class DocumentWorld {
  readonly parts = new Map<string, StubPart>();
  /** Answers of other queries, by transaction and reference; what is not here is not found. */
  readonly records = new Map<string, unknown>();

  /** Gives a part, as `kind/id/part`. */
  hold(address: string, part: StubPart): void {
    this.parts.set(address, part);
  }

  /** Answers a query, as `StubLedger.onEvaluate` wants it. */
  readonly answer = ({ identity, transaction, arguments: [input = "{}"] }: EvaluateRequest): unknown => {
    const asked = JSON.parse(input) as Readonly<Record<string, unknown>>;
    if (transaction === "sharing:ReadPart") return this.#read(identity, asked as unknown as PartRef);
    if (transaction === "sharing:Holders") return this.#holders(asked as { ref: PartRef; organisations: string[] });
    const found = this.records.get(`${transaction} ${String(Object.values(asked)[0])}`);
    if (found === undefined) throw refused("NOT_FOUND");
    return found;
  };

  #read(identity: LedgerIdentity, ref: PartRef): unknown {
    const role = identity.attributes[IDENTITY_ATTRIBUTES.role] as Role;
    if (DISCLOSURE[`${ref.kind}.${ref.part}`]?.readers.includes(role) !== true) throw refused("NOT_DISCLOSED");
    const part = this.parts.get(addressOf(ref));
    if (part?.heldBy.includes(identity.mspId) !== true) throw refused("NOT_HELD");
    const party = identity.attributes[IDENTITY_ATTRIBUTES.party] ?? "";
    if (PARTY_ROLES.includes(role) && !part.parties.includes(party)) throw refused("NOT_DISCLOSED");
    const { files } = part;
    return { ref, salt: "ab".repeat(32), content: files === undefined ? {} : { files } };
  }

  #holders({ ref, organisations }: { readonly ref: PartRef; readonly organisations: readonly string[] }): unknown {
    const heldBy = this.parts.get(addressOf(ref))?.heldBy ?? [];
    return { ref, holders: organisations.filter((organisation) => heldBy.includes(organisation)) };
  }
}

function addressOf({ kind, id, part }: PartRef): string {
  return `${kind}/${id}/${part}`;
}

function refused(code: ErrorCode): Error {
  return failure({ phase: "evaluate", refusal: new LicetError(code, "The stub refuses.", {}) });
}
