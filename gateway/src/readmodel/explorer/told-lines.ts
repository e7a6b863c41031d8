// SPDX-License-Identifier: Apache-2.0
import { IDENTITY_ATTRIBUTES } from "@licet/domain";
import { certificateAttributes } from "../../blocks/certificate-attributes.js";
import type { BlockContent } from "../../blocks/block-content.js";
import type { LedgerEvent } from "../../blocks/ledger-event.js";
import type { Sender, ToldBlock, TransactionLine } from "./told.js";

/** A block as it is told, its transactions in a line each. */
export function toldBlock(content: BlockContent): ToldBlock {
  const { events, previousHash, dataHash, isWhole } = content;
  const times = events.flatMap(({ timestamp }) => timestamp?.getTime() ?? []);
  return {
    number: Number(content.number),
    ...(times.length === 0 ? {} : { at: new Date(Math.max(...times)).toISOString() }),
    previousHash,
    dataHash,
    isWhole,
    transactions: events.map((event) => lineOf(event, content)),
  };
}

/** A transaction in a line. */
export function lineOf(event: LedgerEvent, content: BlockContent): TransactionLine {
  const { at, transactionId, timestamp, kind, validationCode } = event;
  const call = event.kind === "transaction" ? event : event.kind === "invalid" ? event.call : undefined;
  const announced = event.kind === "transaction" ? event.announced : undefined;
  return {
    block: Number(at.block),
    transaction: at.transaction,
    ...(transactionId === "" ? {} : { id: transactionId }),
    kind,
    validationCode,
    ...(timestamp === undefined ? {} : { at: timestamp.toISOString() }),
    by: senderOf(event, content),
    ...(call === undefined ? {} : { name: call.name }),
    ...(announced === undefined ? {} : { event: announced.name }),
    endorsers: event.kind === "transaction" ? event.endorsers : [],
  };
}

/** Whoever signed a valid transaction is whom their certificate names; of another one nobody has looked. */
function senderOf({ kind, creator, at }: LedgerEvent, { surroundings }: BlockContent): Sender {
  const certificate = surroundings[at.transaction]?.creator?.certificate;
  if (kind === "invalid" || certificate === undefined) return { organisation: creator };
  const { [IDENTITY_ATTRIBUTES.role]: role, [IDENTITY_ATTRIBUTES.office]: office } = certificateAttributes(certificate);
  return {
    organisation: creator,
    ...(role === undefined ? {} : { role }),
    ...(office === undefined ? {} : { office }),
  };
}
