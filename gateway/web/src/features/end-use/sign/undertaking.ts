// SPDX-License-Identifier: Apache-2.0
import { END_USER_UNDERTAKING, endUserUndertakingMessage } from "@licet/domain/certificate/typed-data";
import { type SigningDomain, signingDigest, type TypedData, typedDataOf } from "@licet/domain/shared/eip712";
import { undertakingToSign } from "../../../api/certificates";

/** What somebody signs, made on this page from what it shows. */
export interface ToSign {
  readonly signedAt: string;
  readonly typedData: TypedData;
  readonly digest: string;
}

/** What is to be signed of a certificate. */
export interface Undertaking {
  readonly certificate: string;
  readonly endUser: string;
  /** Commitment to the content, worked out from what the page shows. */
  readonly content: string;
}

/**
 * What somebody signs now: the message is this page's own, and only the ledger that it holds on is the gateway's to name.
 * @throws {ProblemError} where the gateway refuses.
 * @throws {NoAnswerError} where it does not answer.
 */
export async function toSign(undertaking: Undertaking, now: Date): Promise<ToSign> {
  const signed = { ...undertaking, signedAt: now.toISOString() };
  const { salt } = (await undertakingToSign(signed)).domain;
  const own: SigningDomain = { name: "Licet", version: "1", salt };
  const message = endUserUndertakingMessage(signed);
  return {
    signedAt: signed.signedAt,
    typedData: typedDataOf(own, END_USER_UNDERTAKING, message),
    digest: signingDigest(own, END_USER_UNDERTAKING, message),
  };
}
