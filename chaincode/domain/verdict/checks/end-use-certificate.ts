// SPDX-License-Identifier: Apache-2.0
import { changeSinceBinding } from "../../comparison/certificate";
import type { Certificate, PaperEvidence } from "../../certificate/schemas";
import type { CertificateStatus } from "../../certificate/transitions";
import type { Verdict } from "../../checkpoint/schemas";
import { leadsTo } from "../../checkpoint/disposition";
import { verdictOf } from "../../checkpoint/verdict-table";
import type { Licence } from "../../licence/schemas";
import { ownerOfReference } from "../../shared/ownership";
import { problemInForce } from "../certificate-in-force";
import { dayOf, type Found, hasLeft, type LicenceSituation, type Situation } from "../situation";

/** A certificate's validity counts when the licence is used; goods that left may arrive after it. */
const STANDING: readonly CertificateStatus[] = ["bound", "fulfilled", "expired"];

/** Do the end-use certificates stand that the licences depend on, and those that the goods set out under? */
export function endUseCertificate(situation: Situation): Verdict {
  const { licences, certificates } = situation;
  const problems = licences.flatMap((each) => problemOf(each, situation));
  const verdicts = [...problems, ...certificates.flatMap(ended)];
  const first = verdicts.find(({ code }) => leadsTo(code) === "stop") ?? verdicts[0];
  if (first !== undefined) return first;
  const all = [...licences.flatMap(({ certificate }) => certificate ?? []), ...certificates];
  const byId = new Map(all.flatMap((each) => ("record" in each ? [[each.record.id, each.record] as const] : [])));
  const bound = [...byId.values()];
  if (bound.length === 0) return verdictOf("CERTIFICATE_NOT_NEEDED", "No licence asks for an end-use certificate.");
  const sentence = bound.map(({ id, status }) => `Certificate ${id} is ${status}.`).join(" ");
  const facts = {
    certificates: bound.map(({ id, type, status, validTo }) => ({ id, type, status, validTo: validTo ?? null })),
  };
  const papers = bound.flatMap((each) => (each.evidence?.verified === undefined ? [] : [onPaper(each, each.evidence)]));
  if (papers.length === 0) return verdictOf("CERTIFICATE_STANDS", sentence, facts);
  const said = papers.map(
    ({ certificate, how, state }) => `${certificate} rests on paper (${how}).${sinceJoined(state, situation)}`,
  );
  return verdictOf("CERTIFICATE_ON_PAPER", [sentence, ...said].join(" "), { ...facts, papers });
}

/** What a certificate rests on that nobody signed on the ledger, for the officer to judge. */
function onPaper({ id, issuingState }: Certificate, { document, signedOn, verified }: PaperEvidence) {
  const { how = "", at = "" } = verified ?? {};
  return { certificate: id, state: issuingState, document, signedOn, how, verifiedAt: at };
}

/** Goods that left on a paper are not referred because its state has joined since; the officer may ask it all the same. */
function sinceJoined(state: string, { joined }: Pick<Situation, "joined">): string {
  return joined.includes(state) ? ` ${state} is a member now: its authority can be asked.` : "";
}

/** The exporting state alone says what its licence is bound to; what the goods set out under, it cannot take back. */
function ended(certificate: Found<Certificate>): Verdict[] {
  if ("record" in certificate) return [];
  const { sentence, details } = certificate.problem;
  return [verdictOf("CERTIFICATE_FAILS", sentence, details)];
}

function problemOf(situation: LicenceSituation, asked: Situation): Verdict[] {
  const { number, licence, certificate } = situation;
  if ("problem" in licence) return [];
  if (certificate === undefined) {
    if (!licence.record.certificateRequired) return [];
    return [
      verdictOf("CERTIFICATE_ABSENT", `Licence ${number} needs an end-use certificate first.`, { licence: number }),
    ];
  }
  if ("problem" in certificate) return [verdictOf("CERTIFICATE_FAILS", certificate.problem.sentence)];
  const problem = problemOfCertificate(situation, certificate.record, licence.record, asked);
  return problem === undefined ? [] : [problem];
}

function problemOfCertificate(
  situation: LicenceSituation,
  certificate: Certificate,
  licence: Licence,
  asked: Situation,
): Verdict | undefined {
  const { id, status, validTo, boundTerms } = certificate;
  const facts = { certificate: id, status, validTo: validTo ?? null };
  const failing = problemOfRecord(situation, certificate, licence, hasLeft(asked), dayOf(asked));
  if (failing !== undefined) return verdictOf("CERTIFICATE_FAILS", `Certificate ${id} ${failing}.`, facts);
  const doubt = doubtOf(situation, id, facts) ?? unconfirmed(certificate, asked);
  if (doubt !== undefined) return doubt;
  // Goods that left are not stopped because their licence was changed since; nor is it passed over.
  const change = boundTerms && changeSinceBinding(boundTerms, licence);
  return change === undefined
    ? undefined
    : verdictOf("CERTIFICATE_TERMS_CHANGED", `Certificate ${id} ${change}.`, facts);
}

/** Before goods leave on a paper, its state is asked, where it can certify on the ledger by now. */
function unconfirmed({ id, evidence, issuingState }: Certificate, asked: Situation): Verdict | undefined {
  if (evidence === undefined || hasLeft(asked) || !asked.joined.includes(issuingState)) return undefined;
  const sentence = `Certificate ${id} rests on paper, and ${issuingState}, which gave it, has become a member since.`;
  return verdictOf("CERTIFICATE_PAPER_UNCONFIRMED", sentence, { certificate: id, state: issuingState });
}

/** A signature that is in doubt stops the goods; one that may be, and that the asker cannot look at, refers them. */
function doubtOf(
  { signatureDoubt, signerMayBeCompromised }: LicenceSituation,
  id: string,
  facts: Verdict["facts"],
): Verdict | undefined {
  if (signatureDoubt !== undefined)
    return verdictOf("CERTIFICATE_KEY_COMPROMISED", `Certificate ${id} ${signatureDoubt}.`, facts);
  if (!signerMayBeCompromised) return undefined;
  const authority = ownerOfReference(id);
  const sentence = `A key of the end user was compromised by then; ${authority} holds what shows whether it signed ${id}.`;
  return verdictOf("SIGNER_NOT_DISCLOSED", sentence, { ...facts, ask: [authority] });
}

/** Why a certificate does not serve the licence's end user or, where the goods have not left on it yet, the licence. */
function problemOfRecord(
  { content }: LicenceSituation,
  certificate: Certificate,
  licence: Licence,
  left: boolean,
  day: string,
): string | undefined {
  const endUserIn = content?.endUser.country;
  if (endUserIn !== undefined && endUserIn !== certificate.issuingState) {
    return `is of ${certificate.issuingState}; the licence's end user is in ${endUserIn}`;
  }
  if (left && STANDING.includes(certificate.status) && certificate.boundTo === licence.number) return undefined;
  return problemInForce(certificate, licence, day);
}
