// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { CertificateEndReason } from "../certificate/schemas";
import {
  END_USER_REPUDIATION,
  END_USER_UNDERTAKING,
  endUserRepudiationMessage,
  endUserUndertakingMessage,
} from "../certificate/typed-data";
import { CUSTODY_REFUSE } from "../custody/definitions";
import { AcceptanceFindings, TransferTerms } from "../custody/schemas";
import {
  CUSTODY_ACCEPTANCE,
  CUSTODY_REFUSAL,
  CUSTODY_RELEASE,
  custodyAcceptanceMessage,
  custodyRefusalMessage,
  custodyReleaseMessage,
} from "../custody/typed-data";
import {
  type SignedValue,
  type SigningAct,
  type SigningDomain,
  signingDigest,
  type TypedData,
  typedDataOf,
} from "../shared/eip712";
import { Hash, Instant } from "../shared/primitives";
import { CertificateId, PartyId } from "../shared/references";

/** What a party signs, with what it is made of. */
export interface SignedAct {
  readonly title: string;
  /** Transaction that takes the signature. */
  readonly transaction: string;
  readonly act: SigningAct;
  readonly input: z.ZodType;
  /**
   * Typed data and its digest for an input.
   * @throws {ZodError} where the input is not valid.
   */
  sign(domain: SigningDomain, input: unknown): { readonly typedData: TypedData; readonly digest: string };
}

function signedAct<F extends string, I extends z.ZodType>(given: {
  readonly title: string;
  readonly transaction: string;
  readonly act: SigningAct<F>;
  readonly input: I;
  readonly message: (input: z.output<I>) => Readonly<Record<F, SignedValue>>;
}): SignedAct {
  const { title, transaction, act, input, message } = given;
  return {
    title,
    transaction,
    act,
    input,
    sign: (domain, text) => {
      const values = message(input.parse(text));
      return { typedData: typedDataOf(domain, act, values), digest: signingDigest(domain, act, values) };
    },
  };
}

/** Fields of an undertaking and of its repudiation. */
const undertaking = {
  certificate: CertificateId,
  endUser: PartyId,
  content: Hash.describe("commitment to the certificate's content"),
  signedAt: Instant,
} as const;

/** Everything that parties sign, by the name that the HTTP interface gives it. */
export const SIGNED_ACTS: Readonly<Record<string, SignedAct>> = {
  "custody-release": signedAct({
    title: "Release of custody",
    transaction: "custody:Propose",
    act: CUSTODY_RELEASE,
    input: TransferTerms,
    message: custodyReleaseMessage,
  }),
  "custody-acceptance": signedAct({
    title: "Acceptance of custody",
    transaction: "custody:Accept",
    act: CUSTODY_ACCEPTANCE,
    input: TransferTerms.extend({ accepted: AcceptanceFindings }),
    message: ({ accepted, ...terms }) => custodyAcceptanceMessage(terms, accepted),
  }),
  "custody-refusal": signedAct({
    title: "Refusal of custody",
    transaction: "custody:Refuse",
    act: CUSTODY_REFUSAL,
    input: CUSTODY_REFUSE.input.omit({ signature: true }),
    message: custodyRefusalMessage,
  }),
  "end-user-undertaking": signedAct({
    title: "End user's undertaking",
    transaction: "certificate:Sign",
    act: END_USER_UNDERTAKING,
    input: z.strictObject(undertaking),
    message: endUserUndertakingMessage,
  }),
  "end-user-repudiation": signedAct({
    title: "Repudiation by the end user",
    transaction: "certificate:Repudiate",
    act: END_USER_REPUDIATION,
    input: z.strictObject({ ...undertaking, reason: CertificateEndReason }),
    message: endUserRepudiationMessage,
  }),
};
