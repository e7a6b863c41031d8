// SPDX-License-Identifier: Apache-2.0
import { commitmentOf, type JsonValue, partBeside, partiesInPart, type PartName } from "@licet/domain";
import type { JoinedWrite } from "../blocks/ledger-event.js";
import { isStorable } from "../blocks/storable.js";
import { recordKey } from "./authentic.js";
import { findableIn } from "./facets.js";
import type { Joined, PartHeld } from "./load-rows.js";
import type { PartContent, PartRow, RecordRow, WorkingSet } from "./working-set.js";

/**
 * Takes up the confidential parts that an event writes, of records that are proven and of no others.
 * @returns the records that they are of, as `type/id`
 */
export function projectParts(set: WorkingSet, event: Joined): string[] {
  const owners = new Set<string>();
  for (const write of event.privateWrites) {
    const { part: ref, organisation, valueHash } = write;
    if (ref === undefined || organisation === undefined) continue;
    const owner = set.ownerOf(ref);
    if (owner === undefined) continue;
    owners.add(recordKey(owner.type, owner.id));
    const at = { block: Number(event.at.block), transaction: event.at.transaction };
    putPart(set, owner, { organisation, ref }, { valueHash, ...at, ...heldBy(write, owner, ref.part) });
  }
  return [...owners];
}

function heldBy(write: JoinedWrite, owner: RecordRow, part: PartName): Pick<PartContent, "state" | "content"> {
  if (write.valueHash === undefined) return { state: "gone", content: undefined };
  if (write.state === "hashed" || write.state === "unread") return { state: write.state, content: undefined };
  // What took a part's place comes with an event of its own; until then this one is awaited.
  if (write.state !== "held") return { state: "pending", content: undefined };
  return isCommitted(owner, part, write)
    ? { state: "held", content: write.content }
    : { state: "hashed", content: undefined };
}

/** Whether a record carries the commitment to what an organisation holds: its copy may be of an earlier version, altered, or no text at all. */
export function isCommitted(
  { content }: Pick<RecordRow, "content">,
  part: PartName,
  held: { readonly salt: string; readonly content: JsonValue },
): boolean {
  const { commitments } = content as { readonly commitments?: Readonly<Partial<Record<PartName, string>>> };
  return isStorable(held.content) && commitments?.[part] === commitmentOf({ content: held.content, salt: held.salt });
}

/** Writes what an organisation has of a part, and what the record is found by in it. */
export function putPart(
  set: WorkingSet,
  owner: RecordRow,
  { organisation, ref }: PartHeld,
  written: PartContent,
): void {
  const { content } = written;
  const before = set.partsOf(organisation, ref).get(ref.part);
  set.writePart({
    organisation,
    ref,
    parties: content === undefined ? [] : partiesInPart(ref, content),
    partiesBeside: before?.partiesBeside ?? [],
    written,
  });
  nameBeside(set, { organisation, ref });
  const found = content === undefined ? { facets: [], words: "" } : findableIn(content);
  const of = { type: owner.type, id: owner.id, organisation, part: ref.part };
  set.writeFindable({ ...of, ...found, replaces: before !== undefined });
}

/** Parties of a part that may read another one of the same record. */
function nameBeside(set: WorkingSet, { organisation, ref }: PartHeld): void {
  const parts: ReadonlyMap<string, PartRow> = new Map(set.partsOf(organisation, ref));
  for (const row of parts.values()) {
    const named = parts.get(partBeside(row.ref) ?? "")?.parties;
    if (named !== undefined && !isSame(named, row.partiesBeside)) set.writePart({ ...row, partiesBeside: named });
  }
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((each, index) => each === other[index]);
}
