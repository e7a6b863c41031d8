// SPDX-License-Identifier: Apache-2.0
import {
  type Beside,
  hashOfText,
  type JsonValue,
  type MspId,
  recordProblem,
  recordStanding,
  type Standing,
} from "@licet/domain";

/** A record that is proven, to be looked at for what else the ledger demands when it reads one. */
export interface Looked {
  readonly type: string;
  readonly id: string;
  readonly owner: MspId;
  readonly record: JsonValue;
}

/** What is the matter with a record, if anything, and what it has to be looked at again for. */
export interface Looks {
  /** End of a sentence about the record; undefined where the ledger would read it. */
  readonly problem: string | undefined;
  /** How it stands by what others say; undefined where it stands as it says itself. */
  readonly standing: Standing | undefined;
  readonly reliesOn: readonly string[];
}

/** What a record relies on, as its `relies_on` names it. */
export function recordKey(type: string, id: string): string {
  return `${type}/${id}`;
}

/** As {@link recordKey}, for a key of an organisation's collection. */
export function privateKey(organisation: MspId, keyHash: string): string {
  return `hash/${organisation}/${keyHash}`;
}

/** A record is proven, and what lies there is no such record: the ledger refuses to go on where it has to read one. */
export class Illegible extends Error {
  override readonly name = "Illegible";
}

async function unlessIllegible<T, E>(read: () => Promise<T>, otherwise: E): Promise<T | E> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Illegible) return otherwise;
    throw error;
  }
}

/**
 * Whether the ledger would read a proven record, by the rule that the chaincode reads it by. Whatever the rule asks for on its way, the
 * record has to be looked at again for.
 */
export async function look({ type, id, owner, record }: Looked, beside: Beside): Promise<Looks> {
  const reliesOn = new Set<string>();
  const noting: Beside = {
    members: beside.members,
    record: (otherType, otherId) => {
      reliesOn.add(recordKey(otherType, otherId));
      return beside.record(otherType, otherId);
    },
    hash: (organisation, key) => {
      reliesOn.add(privateKey(organisation, hashOfText(key)));
      return beside.hash(organisation, key);
    },
  };
  const problem = await unlessIllegible(
    () => recordProblem(type, record, { id, owner }, noting),
    "has to be read beside a record that nobody can read",
  );
  const unsaid: Beside = {
    ...noting,
    record: (otherType, otherId) => unlessIllegible(() => noting.record(otherType, otherId), undefined),
  };
  const standing = await recordStanding(type, record, { id, owner }, unsaid);
  return { problem, standing, reliesOn: [...reliesOn].sort() };
}
