// SPDX-License-Identifier: Apache-2.0
import type { z } from "zod";
import {
  commitmentOf,
  type Commitments,
  evidenceName,
  isReader,
  type JsonValue,
  type Licence,
  LicetError,
  ownerOfLicence,
  type PartRef,
  type PartType,
  type SaltedPart,
} from "@licet/domain";
import { pageOfList } from "../../fabric/lists";
import { partKey } from "../../fabric/keys";
import { readPart } from "../../fabric/parts";
import { readRecord } from "../../fabric/records";
import type { Transaction } from "../../fabric/transaction";
import { APPLICATION_RECORDS, LICENCE_ACTION_RECORDS } from "../licence/acts";
import { mayRead } from "../sharing/concern";

/** How many of a licence's requested acts a copy of an earlier version is looked for in. */
const EARLIER_VERSIONS_MAX = 50;

/** A copy as far as it is known: what it was committed to, and the content where somebody could look at it. */
interface Copy {
  readonly commitment: string;
  readonly content?: JsonValue;
}

/** What a transaction was handed over, already checked against the channel. */
interface Handed {
  /** Parts by `evidenceName`. */
  readonly evidence: ReadonlyMap<string, SaltedPart>;
  /** What the caller must hand over where its organisation holds it. */
  readonly needed: readonly PartType[];
}

/**
 * Confidential content that a question is judged by, and the copies that turned out not to be what the channel stands for. A query reads it
 * at the caller's own peer; a transaction is handed it as evidence, because endorsers must agree to the byte and not each holds it. What the
 * caller's organisation holds then follows from the hash of its copy, which every endorser reads: nobody keeps back what would stop him.
 */
export class Contents {
  readonly altered: string[] = [];
  readonly stale: string[] = [];
  /** Parts that are as they were committed to, and whose content was looked at. */
  readonly read: PartRef[] = [];
  readonly #tx: Transaction;
  readonly #handed: Handed | undefined;

  /** @param handed the caller's own copies are read where it is left out. */
  constructor(tx: Transaction, handed?: Handed) {
    this.#tx = tx;
    this.#handed = handed;
  }

  /**
   * Content that the caller may see, or undefined; a copy that is not what was committed to, or not what it should be, is no content.
   * @throws {LicetError} INVALID_CONFIDENTIAL_INPUT where the caller's organisation holds what it must hand over, and did not.
   */
  async of<S extends z.ZodType>(
    schema: S,
    ref: PartRef,
    commitments: Commitments,
    isEarlier?: (commitment: string) => Promise<boolean>,
  ): Promise<z.output<S> | undefined> {
    const committed = commitments[ref.part];
    const copy = await this.#copy(ref);
    if (copy === undefined) return undefined;
    const isCurrent = copy.commitment === committed;
    if (isCurrent && copy.content === undefined) {
      this.#refuseWhereNeeded(ref);
      return undefined;
    }
    if (isCurrent) this.read.push(ref);
    const content = isCurrent ? schema.safeParse(copy.content).data : undefined;
    if (content !== undefined) return content;
    const isOld = !isCurrent && (await isEarlier?.(copy.commitment)) === true;
    (isOld ? this.stale : this.altered).push(`${ref.part} of ${ref.id}`);
    return undefined;
  }

  /** What the caller did not hand over, and holds as it was committed to. */
  #refuseWhereNeeded(ref: PartRef): void {
    if (this.#handed?.needed.includes(`${ref.kind}.${ref.part}`) !== true) return;
    const evidence = evidenceName(ref);
    throw new LicetError("INVALID_CONFIDENTIAL_INPUT", `The evidence ${evidence} is needed here.`, { evidence });
  }

  async #copy(ref: PartRef): Promise<Copy | undefined> {
    const part = this.#handed === undefined ? await this.#own(ref) : this.#handed.evidence.get(evidenceName(ref));
    if (part !== undefined) return { commitment: commitmentOf(part), content: part.content };
    if (this.#handed === undefined || !isReader(ref, this.#tx.caller.role)) return undefined;
    const key = partKey(ref.kind, ref.id, ref.part);
    const commitment = await this.#tx.privateState.hash(this.#tx.caller.mspId, key);
    return commitment === undefined ? undefined : { commitment };
  }

  async #own(ref: PartRef): Promise<SaltedPart | undefined> {
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

/** A part as evidence, for `Contents`. */
export function asEvidence(ref: PartRef, part: SaltedPart): readonly [string, SaltedPart] {
  return [evidenceName(ref), part];
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
