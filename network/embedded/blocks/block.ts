// SPDX-License-Identifier: Apache-2.0

import { createHash } from "node:crypto";
import { DER_OCTET_STRING, DER_SEQUENCE, writeDer, writeDerInteger } from "../protocol/der.js";
import { asItCame, bytes, codec, list, part, uint } from "../protocol/message.js";
import { encodeVarint, WireError, WireWriter } from "../protocol/wire.js";

/** Indexes into a block's metadata, as common.BlockMetadataIndex. */
export const METADATA_SIGNATURES = 0;
export const METADATA_LAST_CONFIG = 1;
export const METADATA_TRANSACTIONS_FILTER = 2;
export const METADATA_COMMIT_HASH = 4;
export const METADATA_COUNT = 5;

export interface BlockHeader {
  readonly number: number;
  readonly previousHash: Uint8Array;
  readonly dataHash: Uint8Array;
}

/** A block taken apart; all parts are views into its bytes. */
export interface BlockParts {
  readonly header: BlockHeader;
  readonly envelopes: readonly Uint8Array[];
  readonly metadata: readonly Uint8Array[];
}

/** A serialised block and where in it each envelope lies. */
export interface EncodedBlock {
  readonly bytes: Uint8Array;
  readonly envelopeOffsets: readonly number[];
}

const EMPTY: Uint8Array = new Uint8Array(0);

function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  const hash = createHash("sha256");
  for (const one of parts) hash.update(one);
  return hash.digest();
}

/** The header as Fabric hashes and signs it: DER SEQUENCE { number, previousHash, dataHash }. */
export function headerBytes(header: BlockHeader): Uint8Array {
  const digits = header.number.toString(16);
  const number = Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, "hex");
  return writeDer(
    DER_SEQUENCE,
    writeDerInteger(number),
    writeDer(DER_OCTET_STRING, header.previousHash),
    writeDer(DER_OCTET_STRING, header.dataHash),
  );
}

export function headerHash(header: BlockHeader): Uint8Array {
  return sha256(headerBytes(header));
}

/** SHA-256 over all envelopes, concatenated. */
export function dataHash(envelopes: readonly Uint8Array[]): Uint8Array {
  return sha256(...envelopes);
}

/** Serialises a block without copying an envelope more than once. */
export function encodeBlock(parts: BlockParts): EncodedBlock {
  const { number, previousHash, dataHash: hash } = parts.header;
  const writer = new WireWriter();
  writer.message(1, new WireWriter().uint(1, number).bytes(2, previousHash).bytes(3, hash));
  const data = new WireWriter();
  const inner: number[] = [];
  for (const envelope of parts.envelopes) {
    data.message(1, envelope);
    inner.push(data.length - envelope.length);
  }
  const start = writer.length + 1 + encodeVarint(data.length).length;
  writer.message(2, data);
  const metadata = new WireWriter();
  for (const entry of parts.metadata) metadata.message(1, entry);
  writer.message(3, metadata);
  return { bytes: writer.finish(), envelopeOffsets: inner.map((offset) => start + offset) };
}

const decodeHeader = codec<BlockHeader>({ number: uint(1), previousHash: bytes(2), dataHash: bytes(3) });
const decodeList = codec({ entries: list(1, asItCame) });
const decodeParts = codec({
  header: part(1, decodeHeader),
  data: part(2, decodeList),
  metadata: part(3, decodeList),
});

/** @throws {WireError} when the bytes are no block. */
export function decodeBlock(own: Uint8Array): BlockParts {
  const { header, data, metadata } = decodeParts(own);
  if (header === undefined) throw new WireError("block without header");
  return { header, envelopes: data?.entries ?? [], metadata: metadata?.entries ?? [] };
}

/** common.Metadata holding a value. */
export function encodeMetadata(value: Uint8Array): Uint8Array {
  return new WireWriter().bytes(1, value).finish();
}

const decodeMetadata = codec({ value: bytes(1) });

/** The value in a serialised common.Metadata. */
export function metadataValue(own: Uint8Array): Uint8Array {
  return decodeMetadata(own).value;
}

/** Signs blocks as an orderer does. */
export interface BlockSigner {
  readonly serialised: Uint8Array;
  sign(message: Uint8Array): Uint8Array;
}

/** common.OrdererBlockMetadata that tells the block of the last configuration. */
function ordererMetadata(lastConfig: number): WireWriter {
  return new WireWriter().message(1, new WireWriter().uint(1, lastConfig));
}

/** metadata[SIGNATURES] of a block that nobody signs. */
export function unsignedMetadata(lastConfig: number): Uint8Array {
  return encodeMetadata(ordererMetadata(lastConfig).finish());
}

/** metadata[SIGNATURES]: the orderer's signature over last config, its own signature header and the block's header. */
export function signatureMetadata(
  header: BlockHeader,
  lastConfig: number,
  signer: BlockSigner,
  nonce: Uint8Array,
): Uint8Array {
  const value = ordererMetadata(lastConfig).message(2, EMPTY).finish();
  const signatureHeader = new WireWriter().bytes(1, signer.serialised).bytes(2, nonce).finish();
  const signature = signer.sign(Buffer.concat([value, signatureHeader, headerBytes(header)]));
  const entry = new WireWriter().bytes(1, signatureHeader).bytes(2, signature);
  return new WireWriter().bytes(1, value).message(2, entry).finish();
}

/** metadata[LAST_CONFIG]. */
export function lastConfigMetadata(lastConfig: number): Uint8Array {
  return encodeMetadata(new WireWriter().uint(1, lastConfig).finish());
}
