// SPDX-License-Identifier: Apache-2.0
import { readConsignment } from "../consignment/records";
import { requireHead } from "../custody/head";
import { requireEventOnChain } from "../custody/events";
import {
  CustodyEventId,
  type CustodyHead,
  eventPlaceOf,
  isReader,
  type JsonValue,
  LicetError,
  namesParty,
  partiesOf,
  type PartRef,
  PARTY_ROLES,
} from "@licet/domain";
import { readPart } from "../../fabric/parts";
import type { Transaction } from "../../fabric/transaction";
import { hasRole } from "../roles";

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
  const { party } = tx.caller;
  if (!hasRole(tx, ...PARTY_ROLES)) return true;
  if (party === undefined) return false;
  if (ref.id === party || namesParty(content, party)) return true;
  switch (`${ref.kind}.${ref.part}`) {
    case "consignment.goods":
      return concernsByRecord(tx, ref.id, party);
    case "consignment.transport":
      return (await concernsByRecord(tx, ref.id, party)) || namedBeside(tx, { ...ref, part: "goods" }, party);
    case "custody-event.content":
    case "custody-event.findings":
      return concernsByEvent(tx, ref.id, party);
    case "certificate.signature":
      return namedBeside(tx, { ...ref, part: "content" }, party);
    default:
      return false;
  }
}

/** Whether a consignment was declared for the party, belongs to it, or is or is to be in its hands. */
async function concernsByRecord(tx: Transaction, id: string, party: string): Promise<boolean> {
  const consignment = await readConsignment(tx, id);
  if (consignment === undefined) return false;
  if (consignment.declarant === party) return true;
  const head = await readHead(tx, id);
  return head !== undefined && [head.custodian, head.owningParty, head.pending?.receivedBy].includes(party);
}

/** Whether a custody event of a proven chain names the party. */
async function concernsByEvent(tx: Transaction, id: string, party: string): Promise<boolean> {
  if (!CustodyEventId.safeParse(id).success) return false;
  const head = await readHead(tx, eventPlaceOf(id).consignment);
  if (head === undefined) return false;
  return partiesOf(await requireEventOnChain(tx, head, id)).includes(party);
}

/** Whether another part of the same record, which the caller's own organisation holds, names the party. */
async function namedBeside(tx: Transaction, ref: PartRef, party: string): Promise<boolean> {
  if (tx.caller.mspId !== tx.peerMsp) return false;
  const part = await readPart(tx, ref);
  return part !== undefined && namesParty(part.content, party);
}

async function readHead(tx: Transaction, consignment: string): Promise<CustodyHead | undefined> {
  try {
    return await requireHead(tx, consignment);
  } catch (error) {
    if (error instanceof LicetError) return undefined;
    throw error;
  }
}
