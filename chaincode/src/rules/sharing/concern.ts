// SPDX-License-Identifier: Apache-2.0
import {
  concernedBy,
  concernsAt,
  CustodyEventId,
  eventPlaceOf,
  isReader,
  type JsonValue,
  LicetError,
  partBeside,
  partiesInPart,
  type PartKind,
  type PartRef,
  readingOf,
  type RecordRef,
} from "@licet/domain";
import { readPart } from "../../fabric/parts";
import type { Transaction } from "../../fabric/transaction";
import { readConsignment } from "../consignment/records";
import { requireEventOnChain } from "../custody/events";
import { requireHead } from "../custody/head";

/** Whether the caller may read a confidential part: by role, and where it acts for a party, because the part concerns that party. */
export async function mayRead(tx: Transaction, ref: PartRef, content: JsonValue): Promise<boolean> {
  return isReader(ref, tx.caller.role) && (await isOwnMatter(tx, ref, content));
}

/**
 * One organisation keeps the content of competitors: who acts for a party reads only what concerns that party.
 * @throws {LicetError} NOT_DISCLOSED.
 */
export async function requireOwnMatter(tx: Transaction, ref: PartRef, content: JsonValue): Promise<void> {
  if (await isOwnMatter(tx, ref, content)) return;
  throw new LicetError("NOT_DISCLOSED", `The ${ref.part} of ${ref.kind} ${ref.id} does not concern your party.`, {
    kind: ref.kind,
    id: ref.id,
    part: ref.part,
    party: tx.caller.party ?? null,
  });
}

async function isOwnMatter(tx: Transaction, ref: PartRef, content: JsonValue): Promise<boolean> {
  const { role, party } = tx.caller;
  if (readingOf(ref, role) === "each") return true;
  if (party === undefined) return false;
  if (partiesInPart(ref, content).includes(party)) return true;
  const beside = partBeside(ref);
  if (beside !== undefined && (await namedBeside(tx, { ...ref, part: beside }, party))) return true;
  return concernsByRecord(tx, ref, party);
}

/** A record that counts, where it may say whom parts concern. */
interface Said extends RecordRef {
  readonly record: unknown;
}

/** Records that say whom the parts of a kind concern, as far as they count. */
const SAYING: Readonly<Partial<Record<PartKind, (tx: Transaction, id: string) => Promise<readonly Said[]>>>> = {
  consignment: async (tx, id) => {
    const consignment = await readConsignment(tx, id);
    if (consignment === undefined) return [];
    const head = await unlessRefused(() => requireHead(tx, id));
    return [
      { type: "consignment", id, record: consignment },
      ...(head === undefined ? [] : [{ type: "custody-head", id, record: head }]),
    ];
  },
  "custody-event": async (tx, id) => {
    if (!CustodyEventId.safeParse(id).success) return [];
    const head = await unlessRefused(() => requireHead(tx, eventPlaceOf(id).consignment));
    if (head === undefined) return [];
    return [{ type: "custody-event", id, record: await requireEventOnChain(tx, head, id) }];
  },
};

/** Whether the channel says that a part concerns the party, by the domain's rule for each record that may say so. */
async function concernsByRecord(tx: Transaction, { kind, id }: PartRef, party: string): Promise<boolean> {
  const said = (await SAYING[kind]?.(tx, id)) ?? [];
  return said.some(({ type, id: reference, record }) =>
    concernsAt(concernedBy(type, record as JsonValue, reference)?.parties ?? [], party, tx.time),
  );
}

/** Whether another part of the same record, which the caller's own organisation holds, names the party. */
async function namedBeside(tx: Transaction, ref: PartRef, party: string): Promise<boolean> {
  if (tx.caller.mspId !== tx.peerMsp) return false;
  const part = await readPart(tx, ref);
  return part !== undefined && partiesInPart(ref, part.content).includes(party);
}

async function unlessRefused<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof LicetError) return undefined;
    throw error;
  }
}
