// SPDX-License-Identifier: Apache-2.0
import type { JsonValue } from "../json/canonical";
import type { Beside, ProvenAs, Standing } from "../shared/authenticity";
import type { Concerned } from "../shared/concern";
import type { RecordDefinition } from "../shared/record";
import { MANIFESTS } from "./manifests";
import type { Together } from "./together";

/** Sharing has no records: an empty table would make the whole one look empty. */
type RecordsOf<M> = M extends { readonly records: infer R } ? (keyof R extends never ? never : R) : never;

/** Every record with its definition's precise types, by the type of its keys. */
export type Records = Readonly<Together<RecordsOf<(typeof MANIFESTS)[number]>>>;

/** Type of keys that a record of an area lies under. */
export type RecordType = keyof Records;

/** A list of an owner's records: how many there are, and the last one. No area declares it: any record may be listed. */
const LIST = "list";

/** Type of keys on the channel. */
export type KeyType = RecordType | typeof LIST;

/** What lies on the channel, by the type of its keys, lists aside. */
export const RECORDS = Object.freeze(
  Object.assign({}, ...MANIFESTS.map(({ records }): Readonly<Record<string, RecordDefinition>> => records)),
) as Records;

/** Every type of keys on the channel. */
export const KEY_TYPES: readonly KeyType[] = [...(Object.keys(RECORDS) as RecordType[]), LIST];

/** What lies under keys of a type, whoever names the type; undefined where no area declares it. */
export function recordDefinition(type: string): RecordDefinition | undefined {
  return Object.hasOwn(RECORDS, type) ? RECORDS[type as RecordType] : undefined;
}

/**
 * Why the ledger gives nobody a record that its owner has proven, as the end of a sentence about it; undefined where it does. The
 * chaincode and whatever is made from blocks ask this one function.
 */
export async function recordProblem(
  type: string,
  record: JsonValue,
  as: ProvenAs,
  beside: Beside,
): Promise<string | undefined> {
  return recordDefinition(type)?.problem?.(record as never, as, beside);
}

/** How a record that is read stands by what others say; undefined where it stands as it says itself. */
export async function recordStanding(
  type: string,
  record: JsonValue,
  as: ProvenAs,
  beside: Beside,
): Promise<Standing | undefined> {
  return recordDefinition(type)?.standing?.(record as never, as, beside);
}

/** Whom, by a record on the channel, confidential parts concern; undefined where records of its type say nothing of it. */
export function concernedBy(type: string, record: JsonValue, id: string): Concerned | undefined {
  return recordDefinition(type)?.concerns?.(record as never, id);
}
