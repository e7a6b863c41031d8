// SPDX-License-Identifier: Apache-2.0
import {
  type Certificate,
  CertificateContent,
  CertificateSignature,
  type Consignment,
  END_USER_UNDERTAKING,
  endUserUndertakingMessage,
  type Found,
  type Licence,
  LicenceContent,
  type LicenceSituation,
  LicetError,
  type LineBalance,
  type Reservation,
  reservationReference,
} from "@licet/domain";
import { requireRecord } from "../../fabric/records";
import type { Transaction } from "../../fabric/transaction";
import { requireCertificate } from "../certificate/records";
import { readLine } from "../licence/line";
import { LICENCE_RECORDS, RESERVATION_RECORDS } from "../licence/records";
import { anyKeyDoubt, keyDoubt, readSigningKey } from "../party/signing-keys";
import { recoverSigner } from "../signatures";
import { type Contents, isEarlierVersion } from "./contents";

/**
 * What is known of a licence that a consignment draws on, or that is asked about itself.
 * @throws {LicetError} NOT_FOUND for the latter.
 */
export async function licenceSituation(
  tx: Transaction,
  number: string,
  consignment: Consignment | undefined,
  contents: Contents,
): Promise<LicenceSituation> {
  const licence = await found(() => requireRecord(tx, LICENCE_RECORDS, number));
  if ("problem" in licence) {
    // A licence that is asked for by its number and does not exist is an answer of its own.
    if (consignment === undefined && licence.problem.code === "NOT_FOUND") throw licence.problem as LicetError;
    const nothing = { content: undefined, certificate: undefined, ...NO_DOUBT };
    return { number, licence, lines: [], problems: [], ...nothing };
  }
  const balances: Found<LineBalance>[] = [];
  for (const line of linesOf(licence.record, consignment)) balances.push(await found(() => readLine(tx, number, line)));
  const ref = { kind: "licence", id: number, part: "content" } as const;
  const content = await contents.of(LicenceContent, ref, licence.record.commitments, (commitment) =>
    isEarlierVersion(tx, licence.record, commitment),
  );
  const { boundCertificate } = licence.record;
  const certificate =
    boundCertificate === undefined ? undefined : await found(() => requireCertificate(tx, boundCertificate));
  return {
    number,
    licence,
    lines: balances.flatMap((balance) => ("record" in balance ? [balance.record] : [])),
    problems: balances.flatMap((balance) => ("problem" in balance ? [balance.problem] : [])),
    content,
    certificate,
    ...(certificate !== undefined && "record" in certificate
      ? await signatureDoubts(tx, certificate.record, contents, content?.endUser.party)
      : NO_DOUBT),
  };
}

function linesOf({ number, lines }: Licence, consignment: Consignment | undefined): readonly number[] {
  const concerned = consignment
    ? consignment.allocations.filter((allocation) => allocation.licence === number).map(({ line }) => line)
    : lines.map(({ line }) => line);
  return [...new Set(concerned)];
}

type Doubts = Pick<LicenceSituation, "signatureDoubt" | "signerMayBeCompromised">;

const NO_DOUBT: Doubts = { signatureDoubt: undefined, signerMayBeCompromised: false };

/**
 * A stolen key casts doubt on the undertaking that it signed, whenever the theft is reported; looked at where the signature is at hand.
 * Where it is not, which key signed is not known, and the end user's keys, which are public, are looked at instead.
 * @param named the end user that the licence names.
 */
async function signatureDoubts(
  tx: Transaction,
  certificate: Certificate,
  contents: Contents,
  named: string | undefined,
): Promise<Doubts> {
  const { id, commitments, signedAt, signatureRecordedAt } = certificate;
  if (commitments.signature === undefined || commitments.content === undefined) return NO_DOUBT;
  const signed = await contents.of(CertificateSignature, { kind: "certificate", id, part: "signature" }, commitments);
  const content = await contents.of(CertificateContent, { kind: "certificate", id, part: "content" }, commitments);
  if (signed !== undefined && content !== undefined)
    return { ...NO_DOUBT, signatureDoubt: await signatureDoubt(tx, certificate, commitments.content, signed, content) };
  const endUser = content?.endUser.party ?? named;
  if (endUser === undefined) return NO_DOUBT;
  const recorded = signatureRecordedAt ?? tx.time;
  return { ...NO_DOUBT, signerMayBeCompromised: await anyKeyDoubt(tx, endUser, signedAt ?? recorded, recorded) };
}

/** Why a signature that is at hand is in doubt, as the rest of a sentence. */
async function signatureDoubt(
  tx: Transaction,
  { id, signatureRecordedAt }: Certificate,
  committed: string,
  signed: CertificateSignature,
  content: CertificateContent,
): Promise<string | undefined> {
  const endUser = content.endUser.party;
  const { signature, signedAt } = signed;
  const message = endUserUndertakingMessage({ certificate: id, endUser, content: committed, signedAt });
  const signer = await found(() => Promise.resolve(recoverSigner(tx, END_USER_UNDERTAKING, message, signature)));
  if ("problem" in signer) return "is signed by nobody";
  const key = await readSigningKey(tx, endUser, signer.record);
  if (key === undefined) return `is signed with a key that ${endUser} does not have`;
  const recorded = signatureRecordedAt ?? tx.time;
  return keyDoubt(key, signedAt, recorded)
    ? `is signed with a key of ${endUser} that was compromised by then`
    : undefined;
}

/** Reservations that stand for a consignment's allocations, in their order. */
export async function reservationsOf(
  tx: Transaction,
  { allocations }: Consignment,
): Promise<readonly Found<Reservation>[]> {
  const reservations: Found<Reservation>[] = [];
  for (const { licence, line, reservation } of allocations) {
    const reference = reservationReference(licence, line, reservation);
    reservations.push(await found(() => requireRecord(tx, RESERVATION_RECORDS, reference)));
  }
  return reservations;
}

/** What reading came to: the record, or the refusal. */
export async function found<T>(read: () => Promise<T>): Promise<Found<T>> {
  try {
    return { record: await read() };
  } catch (error) {
    if (error instanceof LicetError) return { problem: error };
    throw error;
  }
}
