// SPDX-License-Identifier: Apache-2.0
import { MANIFESTS } from "./manifests";
import type { RecordDefinition } from "../shared/record";

type RecordsOf<M> = M extends { readonly records: infer R } ? keyof R : never;

/** A list of an owner's records: how many there are, and the last one. No area declares it: any record may be listed. */
const LIST = "list";

/** Type of keys on the channel. */
export type KeyType = RecordsOf<(typeof MANIFESTS)[number]> | typeof LIST;

/** What lies on the channel, by the type of its keys, lists aside. */
export const RECORDS = Object.freeze(
  Object.assign({}, ...MANIFESTS.map(({ records }): Readonly<Record<string, RecordDefinition>> => records)),
) as Readonly<Record<Exclude<KeyType, typeof LIST>, RecordDefinition>>;

/** Every type of keys on the channel. */
export const KEY_TYPES: readonly KeyType[] = [...(Object.keys(RECORDS) as (keyof typeof RECORDS)[]), LIST];
