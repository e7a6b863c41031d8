// SPDX-License-Identifier: Apache-2.0

import type { Version } from "../protocol/rwset.js";

/** Why an organisation has not the content of a private key of which the channel has the hash. */
export type Absence = "never-held" | "lost";

const LOST = 1;
const NEVER_HELD = 0;

export function encodeAbsence(absence: Absence): Buffer {
  return Buffer.from([absence === "lost" ? LOST : NEVER_HELD]);
}

export function decodeAbsence(value: Buffer | undefined): Absence | undefined {
  if (value === undefined) return undefined;
  return value[0] === LOST ? "lost" : "never-held";
}

/** Where a private key is, without its name, which only its content tells. */
export interface PrivatePlace {
  readonly mspId: string;
  readonly namespace: string;
  readonly collection: string;
  readonly keyHash: Uint8Array;
}

/** Fabric's sentence for content that a peer has not, followed by what was the matter where it had it once. */
export function notAvailable(
  hashed: Version | undefined,
  plain: Version | undefined,
  absence: Absence | undefined,
): string {
  const sentence =
    "private data matching public hash version is not available. " +
    `Public hash version = ${describe(hashed)}, Private data version = ${describe(plain)}`;
  return absence === "lost" ? `${sentence}. ${LOST_SENTENCE}` : sentence;
}

const LOST_SENTENCE = "It was held and is lost with the ledger's files: missing, ask for it to be shared anew";

function describe(version: Version | undefined): string {
  return version === undefined ? "<nil>" : `{BlockNum: ${version.block}, TxNum: ${version.tx}}`;
}

/** Refusal of a range over a collection of which content is lost: without it, the range would look complete. */
export function rangeNotAvailable(collection: string): string {
  return `private data of collection [${collection}] is not available in full. ${LOST_SENTENCE}`;
}
