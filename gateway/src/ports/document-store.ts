// SPDX-License-Identifier: Apache-2.0

/** Why a store does not do what it is asked. */
export type StoreFault = "missing" | "unavailable" | "full";

/** What a store answers where it fails; the message is for operators. */
export class DocumentStoreError extends Error {
  override readonly name = "DocumentStoreError";

  constructor(
    readonly fault: StoreFault,
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}

/** An object on its way into the store: nobody finds it before it is committed, and nothing is left of it where it never is. */
export interface IncomingObject {
  /** @throws {DocumentStoreError} */
  write(bytes: Uint8Array): Promise<void>;
  /**
   * Puts the object, whole and durable, under a name that nothing lies under yet.
   * @throws {DocumentStoreError}
   */
  commit(name: string): Promise<void>;
  /** Throws what was written away, committed or not; it fails never. */
  discard(): Promise<void>;
}

/** Where encrypted files lie: a folder, or an S3-compatible service. It sees no plaintext, no hash of one and no name of a file. */
export interface DocumentStore {
  /** What operators know it by. */
  readonly kind: "folder" | "s3";
  /** @throws {DocumentStoreError} */
  create(): Promise<IncomingObject>;
  /**
   * The bytes of an object, as they come; the stream fails with the same error where they end too early to notice.
   * @throws {DocumentStoreError}
   */
  read(name: string): Promise<AsyncIterable<Uint8Array>>;
  /**
   * Removes an object; one that is not there is removed already.
   * @throws {DocumentStoreError}
   */
  remove(name: string): Promise<void>;
}

/** Names of objects: what a store may put into a path or an address as it is. */
export const OBJECT_NAME = /^[0-9a-f]{40}-[0-9a-f]{16}$/;
