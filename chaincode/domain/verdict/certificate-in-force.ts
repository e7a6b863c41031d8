// SPDX-License-Identifier: Apache-2.0
import { changeSinceBinding } from "../comparison/certificate";
import type { Certificate } from "../certificate/schemas";
import { CERTIFICATE_RULES } from "../certificate/types";
import type { Licence } from "../licence/schemas";

/** Why a certificate does not serve a licence on a day, or undefined where it does. */
export function problemInForce(certificate: Certificate, licence: Licence, day: string): string | undefined {
  const { boundTo, boundTerms } = certificate;
  if (certificate.status !== "bound" && certificate.status !== "fulfilled") return `is ${certificate.status}`;
  if (boundTo !== licence.number || !boundTerms) return `is bound to another licence than ${licence.number}`;
  if (!CERTIFICATE_RULES[certificate.type].assuresEndUse) return `is a ${certificate.type}, which assures no end use`;
  if (certificate.validTo !== undefined && day > certificate.validTo) return `was valid to ${certificate.validTo} only`;
  return changeSinceBinding(boundTerms, licence);
}
