// SPDX-License-Identifier: Apache-2.0
import type { Role } from "../shared/roles";
import type { TransitionTable } from "../shared/transitions";

/** Statuses of a certificate. */
export const CERTIFICATE_STATUSES = [
  "draft",
  "end-user-signed",
  "authority-certified",
  "verified-on-paper",
  "bound",
  "fulfilled",
  "expired",
  "withdrawn",
  "repudiated",
] as const;
export type CertificateStatus = (typeof CERTIFICATE_STATUSES)[number];

/** Statuses up to the binding; both states answer for the last one. */
export const CORE_STATUSES = [
  "draft",
  "end-user-signed",
  "authority-certified",
  "verified-on-paper",
  "bound",
] as const satisfies CertificateStatus[];

/** Statuses that the importing state gives a certificate alone; `bound` again where it has lifted a repudiation. */
export const STANDING_STATUSES = [
  "bound",
  "fulfilled",
  "expired",
  "withdrawn",
  "repudiated",
] as const satisfies CertificateStatus[];

/** Actions on a certificate. */
export const CERTIFICATE_ACTIONS = [
  "sign",
  "certify",
  "verify-paper",
  "bind",
  "fulfil",
  "expire",
  "withdraw",
  "repudiate",
  "reinstate",
] as const;
export type CertificateAction = (typeof CERTIFICATE_ACTIONS)[number];

const SIGNERS: readonly Role[] = ["end-user", "exporter", "certifying-officer", "licensing-officer"];
const CERTIFIERS: readonly Role[] = ["certifying-officer"];
const LICENSERS: readonly Role[] = ["licensing-officer", "senior-licensing-officer"];
const PAPER_VERIFIERS: readonly Role[] = [...LICENSERS, ...CERTIFIERS];
const VERIFIERS: readonly Role[] = ["certifying-officer", "customs-officer"];
const REPUDIATORS: readonly Role[] = ["end-user", "certifying-officer"];

/**
 * What may become of a certificate. Which of these a type needs (an EUS is not certified, a DVC is not signed) is in its rule; a
 * private statement is bound from `end-user-signed`. An undertaking outlives its first delivery, so a fulfilled certificate still serves the
 * rest of its licence and can still be broken. Withdrawn and repudiated certificates stop what depends on them. One that is bound is
 * bound again, to the same licence, where that was amended; a repudiation is lifted where a thief has signed it. One that a state
 * that is no member gave on paper is verified by a second officer of the authority that recorded it.
 */
export const CERTIFICATE_TRANSITIONS: TransitionTable<CertificateStatus, CertificateAction> = [
  { from: "draft", action: "sign", to: "end-user-signed", who: SIGNERS, needs: ["signature"] },
  { from: "draft", action: "certify", to: "authority-certified", who: CERTIFIERS, needs: [] },
  { from: "draft", action: "verify-paper", to: "verified-on-paper", who: PAPER_VERIFIERS, needs: ["second-officer"] },
  { from: "draft", action: "withdraw", to: "withdrawn", who: CERTIFIERS, needs: ["reason"] },
  { from: "end-user-signed", action: "certify", to: "authority-certified", who: CERTIFIERS, needs: [] },
  { from: "end-user-signed", action: "bind", to: "bound", who: LICENSERS, needs: [] },
  { from: "end-user-signed", action: "expire", to: "expired", who: CERTIFIERS, needs: [] },
  { from: "end-user-signed", action: "withdraw", to: "withdrawn", who: CERTIFIERS, needs: ["reason"] },
  { from: "end-user-signed", action: "repudiate", to: "repudiated", who: REPUDIATORS, needs: ["reason"] },
  { from: "authority-certified", action: "bind", to: "bound", who: LICENSERS, needs: [] },
  { from: "authority-certified", action: "expire", to: "expired", who: CERTIFIERS, needs: [] },
  { from: "authority-certified", action: "withdraw", to: "withdrawn", who: CERTIFIERS, needs: ["reason"] },
  { from: "authority-certified", action: "repudiate", to: "repudiated", who: REPUDIATORS, needs: ["reason"] },
  { from: "verified-on-paper", action: "bind", to: "bound", who: LICENSERS, needs: [] },
  { from: "verified-on-paper", action: "expire", to: "expired", who: CERTIFIERS, needs: [] },
  { from: "verified-on-paper", action: "withdraw", to: "withdrawn", who: CERTIFIERS, needs: ["reason"] },
  { from: "verified-on-paper", action: "repudiate", to: "repudiated", who: REPUDIATORS, needs: ["reason"] },
  { from: "bound", action: "bind", to: "bound", who: LICENSERS, needs: [] },
  { from: "bound", action: "fulfil", to: "fulfilled", who: VERIFIERS, needs: [] },
  { from: "bound", action: "expire", to: "expired", who: CERTIFIERS, needs: [] },
  { from: "bound", action: "withdraw", to: "withdrawn", who: CERTIFIERS, needs: ["reason"] },
  { from: "bound", action: "repudiate", to: "repudiated", who: REPUDIATORS, needs: ["reason"] },
  { from: "fulfilled", action: "bind", to: "fulfilled", who: LICENSERS, needs: [] },
  { from: "fulfilled", action: "expire", to: "expired", who: CERTIFIERS, needs: [] },
  { from: "fulfilled", action: "withdraw", to: "withdrawn", who: CERTIFIERS, needs: ["reason"] },
  { from: "fulfilled", action: "repudiate", to: "repudiated", who: REPUDIATORS, needs: ["reason"] },
  { from: "repudiated", action: "reinstate", to: "bound", who: CERTIFIERS, needs: ["signature"] },
];
