// SPDX-License-Identifier: Apache-2.0
import type { z } from "zod";
import {
  commitmentOf,
  type Commitments,
  type Licence,
  LicetError,
  ownerOfLicence,
  type PartRef,
  type SaltedPart,
} from "@licet/domain";
import { pageOfList } from "../../fabric/lists";
import { readPart } from "../../fabric/parts";
import { readRecord } from "../../fabric/records";
import type { Transaction } from "../../fabric/transaction";
import { APPLICATION_RECORDS, LICENCE_ACTION_RECORDS } from "../licence/acts";
import { mayRead } from "../sharing/concern";

/** How many of a licence's requested acts a copy of an earlier version is looked for in. */
const EARLIER_VERSIONS_MAX = 50;

/**
 * Confidential content that a question is judged by, and the copies that turned out not to be what the channel stands for. A query reads it
 * at the caller's own peer; a transaction is handed it as evidence, because endorsers must agree to the byte and not each holds it.
 */
export class Contents {
  readonly altered: string[] = [];
  readonly stale: string[] = [];
  readonly #tx: Transaction;
  readonly #evidence: ReadonlyMap<string, SaltedPart> | undefined;

  /** @param evidence by `evidenceKey`, already checked against the channel; the caller's own copies are read where it is left out. */
  constructor(tx: Transaction, evidence?: ReadonlyMap<string, SaltedPart>) {
    this.#tx = tx;
    this.#evidence = evidence;
  }

  /** Content that the caller may see, or undefined; a copy that is not what was committed to, or not what it should be, is no content. */
  async of<S extends z.ZodType>(
    schema: S,
    ref: PartRef,
    commitments: Commitments,
    isEarlier?: (commitment: string) => Promise<boolean>,
  ): Promise<z.output<S> | undefined> {
    const part = await this.#part(ref);
    if (part === undefined) return undefined;
    const commitment = commitmentOf(part);
    const content = commitment === commitments[ref.part] ? schema.safeParse(part.content).data : undefined;
    if (content !== undefined) return content;
    const isOld = commitment !== commitments[ref.part] && (await isEarlier?.(commitment)) === true;
    (isOld ? this.stale : this.altered).push(`${ref.part} of ${ref.id}`);
    return undefined;
  }

  async #part(ref: PartRef): Promise<SaltedPart | undefined> {
    if (this.#evidence !== undefined) return this.#evidence.get(evidenceKey(ref));
    if (this.#tx.caller.mspId !== this.#tx.peerMsp) return undefined;
    const part = await this.#held(ref);
    return part !== undefined && (await mayRead(this.#tx, ref, part.content)) ? part : undefined;
  }

  /** What the peer has not received, nobody can look at here: it is as if nobody had shared it, and no reason to answer nothing. */
  async #held(ref: PartRef): Promise<SaltedPart | undefined> {
    try {
      return await readPart(this.#tx, ref);
    } catch (error) {
      if (error instanceof LicetError && error.code === "PRIVATE_DATA_MISSING") return undefined;
      throw error;
    }
  }
}

/** Name of evidence by what it is a part of. */
export function evidenceKey({ kind, id, part }: PartRef): string {
  return [kind, id, part].join("/");
}

/** A part as evidence, for `Contents`. */
export function asEvidence(ref: PartRef, part: SaltedPart): readonly [string, SaltedPart] {
  return [evidenceKey(ref), part];
}

/**
 * Whether a commitment is one that the licence's authority has committed to before: in the application, or in an amendment since. It is
 * asked only where a copy is not what the channel stands for now.
 */
export async function isEarlierVersion(tx: Transaction, licence: Licence, commitment: string): Promise<boolean> {
  return readable(async () => {
    const application = await readRecord(tx, APPLICATION_RECORDS, licence.application);
    if (application?.commitments.content === commitment) return true;
    const page = { pageSize: EARLIER_VERSIONS_MAX, bookmark: "" };
    const acts = await pageOfList(tx, LICENCE_ACTION_RECORDS, ownerOfLicence(licence.number), licence.number, page);
    return acts.items.some(({ act, commitments }) => act === "amend" && commitments.content === commitment);
  });
}

/** What a register's owner has made unreadable shows nothing. */
async function readable(ask: () => Promise<boolean>): Promise<boolean> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof LicetError) return false;
    throw error;
  }
}
