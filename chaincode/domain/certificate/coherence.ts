// SPDX-License-Identifier: Apache-2.0
import { canonicalJson } from "../json/canonical";
import { hashOfText } from "../shared/commitment";
import { consentKey } from "../shared/parts";
import { ownerOfLicence } from "../shared/ownership";
import type { MspId } from "../shared/primitives";
import type { CertificateCore, CertificateStanding, PaperEvidence } from "./schemas";
import { CERTIFICATE_TRANSITIONS } from "./transitions";
import { certificateTypeOf } from "./types";

/**
 * Why a certificate is not what it says, whoever wrote it, as the end of a sentence; undefined where nothing speaks against it. What a
 * binding was agreed to is asked besides, see {@link bindingOf}.
 * @param standing what the importing state says of it
 * @param state state whose authority owns the record; undefined where no state's does
 */
export function certificateProblem(
  core: CertificateCore,
  standing: CertificateStanding | undefined,
  state: string | undefined,
): string | undefined {
  return coreProblem(core, state) ?? standingProblem(core, standing) ?? halfBound(core);
}

/** What must lie in an exporting state's collection for a binding to count. */
export interface BindingConsent {
  readonly exporting: MspId;
  /** Key of the consent in its collection. */
  readonly key: string;
  /** Hash of what it agreed to: the certificate as it is bound, to the letter. */
  readonly hash: string;
}

/** The consent that a bound certificate rests on; undefined for one that is not bound. */
export function bindingOf(core: CertificateCore): BindingConsent | undefined {
  if (core.boundTo === undefined) return undefined;
  return {
    exporting: ownerOfLicence(core.boundTo),
    key: bindingConsentKey(core),
    hash: hashOfText(bindingConsent(core)),
  };
}

/** Key of the exporting state's consent to one binding of a certificate, in its own collection; each binding has its own. */
export function bindingConsentKey({ id, boundAt }: Pick<CertificateCore, "id" | "boundAt">): string {
  return consentKey("binding", `${id}/${boundAt ?? ""}`);
}

/** What the exporting state agrees to: the certificate as it is bound, to the letter. */
export function bindingConsent(bound: CertificateCore): string {
  return canonicalJson({ bound });
}

function halfBound(core: CertificateCore): string | undefined {
  if (core.status !== "bound" && core.boundTo === undefined) return undefined;
  const whole = core.status === "bound" && core.boundTo !== undefined && core.boundTerms !== undefined;
  return whole ? undefined : "is bound by half";
}

function coreProblem(core: CertificateCore, state: string | undefined): string | undefined {
  if (core.type !== certificateTypeOf(core.id)) return `says that it is of type ${core.type}`;
  if (core.evidence !== undefined) return paperProblem(core, core.evidence, state);
  if (core.status === "verified-on-paper") return "is verified on a paper that it does not name";
  if (core.issuingState !== state)
    return `names ${core.issuingState} as its issuer, for which its owner does not speak`;
  return undefined;
}

/** What is on paper is of another state than whoever recorded it, and binds nobody before a second officer has verified it. */
function paperProblem(core: CertificateCore, paper: PaperEvidence, recordedIn: string | undefined): string | undefined {
  if (recordedIn === undefined) return "was recorded on paper by no state's authority";
  if (core.issuingState === recordedIn) return `is on paper of ${recordedIn}, which recorded it`;
  if (core.status === "draft") return undefined;
  if (core.status !== "verified-on-paper" && core.status !== "bound") return `is ${core.status} and on paper`;
  const { verified, recordedBy } = paper;
  if (verified === undefined || verified.by === recordedBy) return "was verified on paper by no second officer";
  return undefined;
}

/** The importing state says nothing that a certificate's own status does not allow. */
function standingProblem(core: CertificateCore, standing: CertificateStanding | undefined): string | undefined {
  if (standing === undefined) return undefined;
  const { status } = standing;
  // Both states bind; a lifted repudiation leaves a certificate bound that was.
  const allowed =
    status === "bound"
      ? core.status === "bound"
      : CERTIFICATE_TRANSITIONS.some(({ from, to }) => from === core.status && to === status);
  if (allowed) return undefined;
  return `cannot be ${status} from ${core.status}`;
}
