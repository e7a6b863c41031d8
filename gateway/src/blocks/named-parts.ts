// SPDX-License-Identifier: Apache-2.0
import { Hash, hashOfText, partKey, type PartRef, PartReference, recordDefinition } from "@licet/domain";
import { z } from "zod";
import type { Announcement } from "./announcement.js";
import { jsonOf } from "./json-of.js";
import { isStorable } from "./storable.js";
import type { PublicWrite } from "./ledger-event.js";

/** A record on the channel, as far as it tells of confidential parts. */
const RecordWithParts = z.looseObject({
  record: z.looseObject({ commitments: z.partialRecord(PartReference.shape.part, Hash) }),
});

/**
 * The confidential parts that a transaction can have written, by the hash of the key that each lies under: those whose commitments its
 * records carry, and the one that it shares. Anybody may write what looks like a record, so nothing else is taken from one.
 */
export function namedParts(
  writes: readonly PublicWrite[],
  announced: Announcement | undefined,
): ReadonlyMap<string, PartRef> {
  const named = [...writes.flatMap(partsOfRecord), ...sharedPart(announced)];
  const refs = named.flatMap((ref) => PartReference.safeParse(ref).data ?? []).filter(isStorable);
  return new Map(refs.map((ref) => [hashOfText(partKey(ref.kind, ref.id, ref.part)), ref]));
}

function sharedPart(announced: Announcement | undefined): object[] {
  if (announced?.state !== "known" || announced.name !== "PartShared") return [];
  const { kind, id, part } = announced.payload;
  return [{ kind, id, part }];
}

function partsOfRecord({ composite, value }: PublicWrite): object[] {
  const declared = recordDefinition(composite?.type ?? "")?.parts;
  const read = RecordWithParts.safeParse(value === undefined ? undefined : jsonOf(value));
  if (declared === undefined || !read.success) return [];
  const owner = declared.safeParse(read.data.record);
  if (!owner.success) return [];
  return Object.keys(read.data.record.commitments).map((part) => ({ ...owner.data, part }));
}
