// SPDX-License-Identifier: Apache-2.0

/** Types of assurance document, as the field distinguishes them. */
export const CERTIFICATE_TYPES = ["EUC", "EUS", "EUU", "SU", "IIC", "DVC", "NTUC", "PEUC"] as const;
export type CertificateType = (typeof CERTIFICATE_TYPES)[number];

/** Undertakings that an end user gives or declines, one code each (BIS-711, DSP-83, the British EUSU, Wassenaar's catalogue). */
export const UNDERTAKINGS = [
  "end-use-as-stated",
  "no-re-export-without-consent",
  "no-mass-destruction",
  "no-military-end-use",
  "no-diversion",
  "delivery-verification",
  "on-site-visits",
] as const;
export type Undertaking = (typeof UNDERTAKINGS)[number];

/** Rules of one type of assurance document. */
export interface CertificateRule {
  readonly title: string;
  /** Whether the end user (or importer) signs it. */
  readonly signed: boolean;
  /** Whether an authority of the importing state certifies it. */
  readonly certified: boolean;
  /** Whether it assures the end use, so that a licence that asks for an end-use certificate accepts it. */
  readonly assuresEndUse: boolean;
  /** Whether it can be bound to a licence. */
  readonly bindable: boolean;
  readonly required: readonly Undertaking[];
}

/** How old the end user's signature may be when the certificate is certified or bound, in days: six months (UK EUSU, Denmark). */
export const SIGNATURE_AGE_DAYS_MAX = 183;

/** How long a certificate may be valid, in days: four years (BIS-711, multiple transactions). */
export const CERTIFICATE_VALIDITY_DAYS_MAX = 1_461;

const END_USE: readonly Undertaking[] = ["end-use-as-stated", "no-re-export-without-consent", "no-mass-destruction"];

/** The rules of every type. */
export const CERTIFICATE_RULES: Readonly<Record<CertificateType, CertificateRule>> = {
  EUC: {
    title: "End-user certificate, certified by the importing state",
    signed: true,
    certified: true,
    assuresEndUse: true,
    bindable: true,
    required: END_USE,
  },
  EUS: {
    title: "End-use statement of a private end user",
    signed: true,
    certified: false,
    assuresEndUse: true,
    bindable: true,
    required: END_USE,
  },
  EUU: {
    title: "End-user undertaking",
    signed: true,
    certified: false,
    assuresEndUse: true,
    bindable: true,
    required: END_USE,
  },
  SU: {
    title: "Stockist undertaking",
    signed: true,
    certified: false,
    assuresEndUse: false,
    bindable: true,
    required: ["no-re-export-without-consent", "no-mass-destruction"],
  },
  IIC: {
    title: "International import certificate",
    signed: true,
    certified: true,
    assuresEndUse: false,
    bindable: true,
    required: ["no-diversion"],
  },
  DVC: {
    title: "Delivery verification certificate",
    signed: false,
    certified: true,
    assuresEndUse: false,
    bindable: false,
    required: [],
  },
  NTUC: {
    title: "Non-transfer and use certificate",
    signed: true,
    certified: true,
    assuresEndUse: true,
    bindable: true,
    required: ["end-use-as-stated", "no-re-export-without-consent"],
  },
  PEUC: {
    title: "Precursor end-use certificate",
    signed: true,
    certified: true,
    assuresEndUse: true,
    bindable: true,
    required: ["end-use-as-stated", "no-re-export-without-consent"],
  },
};

/** Type of a certificate, from its reference: PK-EUC-0001 is an EUC. */
export function certificateTypeOf(id: string): CertificateType {
  return id.split("-")[1] as CertificateType;
}
