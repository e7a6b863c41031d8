// SPDX-License-Identifier: Apache-2.0
import {
  CERTIFICATE_RULES,
  type CertificateContent,
  type CertificateSignature,
  certificateTypeOf,
  LicetError,
  type SaltedPart,
} from "@licet/domain";

/** The content of a certificate; `execute` or the record's creation has checked its shape. */
export function certificateContentOf(part: SaltedPart): CertificateContent {
  return part.content as unknown as CertificateContent;
}

/** The signature that a part holds; `execute` has checked its shape. */
export function certificateSignatureOf(part: SaltedPart): CertificateSignature {
  return part.content as unknown as CertificateSignature;
}

/** @returns the refusal of what a certificate's type does not allow. */
export function typeRule(id: string, why: string): LicetError {
  return new LicetError("CERTIFICATE_TYPE_RULE", `${id}: ${why}.`, { certificate: id, type: certificateTypeOf(id) });
}

/** @throws {LicetError} CERTIFICATE_UNDERTAKING_MISSING where an undertaking that the type needs is missing or declined. */
export function requireUndertakings(id: string, content: CertificateContent): void {
  const { required } = CERTIFICATE_RULES[certificateTypeOf(id)];
  const given = new Set(content.undertakings.filter((undertaking) => undertaking.given).map(({ code }) => code));
  const missing = required.filter((code) => !given.has(code));
  if (missing.length === 0) return;
  throw new LicetError("CERTIFICATE_UNDERTAKING_MISSING", `${id} lacks the undertakings ${missing.join(", ")}.`, {
    certificate: id,
    missing,
  });
}
