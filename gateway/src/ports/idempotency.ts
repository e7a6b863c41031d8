// SPDX-License-Identifier: Apache-2.0

/** A response as it was given, to be given again. */
export interface StoredResponse {
  readonly status: number;
  readonly contentType: string;
  readonly location?: string | undefined;
  readonly body: string;
}

/** What a key stands for when a request with it arrives. */
export type Claim =
  | { readonly state: "new" }
  /** A request with the key is being worked on in this process. */
  | { readonly state: "in-flight" }
  /** The key was used for a request with other content. */
  | { readonly state: "different" }
  | { readonly state: "done"; readonly response: StoredResponse }
  /** A request with the key ended without an answer after its transaction may have been sent. */
  | { readonly state: "interrupted"; readonly transactionId: string };

/** Remembers idempotency keys and the responses they got, so that a repeated request is not carried out twice. */
export interface IdempotencyStore {
  /** Claims a key for a request; where the answer is `new` or `interrupted`, `complete`, `release` or `leave` must follow. */
  claim(key: string, fingerprint: string): Promise<Claim>;
  /** Notes the transaction that a claimed key's request is about to send. */
  noteSent(key: string, fingerprint: string, transactionId: string): Promise<void>;
  /** Keeps the answer to a claimed key's request. */
  complete(key: string, fingerprint: string, response: StoredResponse): Promise<void>;
  /** Gives up a claimed key: nothing was recorded, and the request may be sent again. */
  release(key: string): Promise<void>;
  /** Leaves a claimed key as it stands: its transaction's outcome is not known yet. */
  leave(key: string): void;
  /** Notes that an act, whatever the key of its request, is recorded, and where. */
  noteRecorded(act: string, transactionId: string): Promise<void>;
  /** Transaction that holds an act; undefined where none is remembered. */
  recordedAct(act: string): Promise<string | undefined>;
}
