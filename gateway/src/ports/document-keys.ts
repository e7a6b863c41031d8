// SPDX-License-Identifier: Apache-2.0
import type { MspId } from "@licet/domain";

/** A file's key, or another secret, encrypted under a key of its organisation. */
export interface WrappedKey {
  /** Which of the organisation's keys it is encrypted under. */
  readonly keyId: string;
  readonly wrapped: Uint8Array;
}

/** The keys that files are encrypted under, of each organisation its own. */
export interface DocumentKeys {
  /** Organisations that it has keys of. */
  readonly organisations: readonly MspId[];
  /**
   * What an organisation knows a file by: a keyed hash of the file's own, so that two organisations with the same file know it by
   * different ids, and nobody who has the file can tell from an id who has it too.
   * @param scope within what the same file has the same id; empty for the whole organisation
   */
  idOf(organisation: MspId, sha256: string, scope: string): string;
  /** The key that new files' keys are wrapped under. */
  currentKeyId(organisation: MspId): string;
  /** @param owner what the key is of: a document by its id, or what no document's id looks like */
  wrap(organisation: MspId, owner: string, fileKey: Uint8Array): WrappedKey;
  /** A file's key; undefined where the organisation's key is not here, or the wrapped one is not that owner's. */
  unwrap(organisation: MspId, owner: string, key: WrappedKey): Uint8Array | undefined;
}
