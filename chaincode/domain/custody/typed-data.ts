// SPDX-License-Identifier: Apache-2.0
import type { z } from "zod";
import { bytes32, type SignedValue, signingAct } from "../shared/eip712";
import type { AcceptanceFindings, RefusalCode, TransferTerms } from "./schemas";

const TERMS_FIELDS = {
  consignment: "string",
  transfer: "uint64",
  releasedBy: "string",
  receivedBy: "string",
  notifiedParty: "string",
  place: "string",
  office: "string",
  eventTime: "string",
  sealState: "string",
  content: "bytes32",
  offerUntil: "string",
} as const;

const ABSENT_HASH = bytes32("0".repeat(64));

/** The release of custody, signed by the party that has it. */
export const CUSTODY_RELEASE = signingAct("CustodyRelease", TERMS_FIELDS);

/** The acceptance of custody, signed by the party that the release names: the same terms, and what it found. */
export const CUSTODY_ACCEPTANCE = signingAct("CustodyAcceptance", {
  ...TERMS_FIELDS,
  acceptedAt: "string",
  sealStateFound: "string",
  counts: "string",
  findings: "bytes32",
});

/** The refusal of a proposed release, signed by the party that the release names. */
export const CUSTODY_REFUSAL = signingAct("CustodyRefusal", {
  consignment: "string",
  transfer: "uint64",
  refusedBy: "string",
  code: "string",
  eventTime: "string",
});

/**
 * Message of the release that a handoff or a proposal carries. Absent texts are signed as "", an absent content as 32 zero bytes.
 * @example typedDataOf(domainFor("licet"), CUSTODY_RELEASE, custodyReleaseMessage(input))
 */
export function custodyReleaseMessage(terms: TransferTerms): Record<keyof typeof TERMS_FIELDS, SignedValue> {
  return {
    consignment: terms.consignment,
    transfer: terms.transfer,
    releasedBy: terms.releasedBy,
    receivedBy: terms.receivedBy,
    notifiedParty: terms.notifiedParty ?? "",
    place: terms.place,
    office: terms.office ?? "",
    eventTime: terms.eventTime,
    sealState: terms.sealState,
    content: optionalHash(terms.content),
    offerUntil: terms.offerUntil ?? "",
  };
}

/** Message of the acceptance that a handoff or an acceptance carries. */
export function custodyAcceptanceMessage(
  terms: TransferTerms,
  accepted: AcceptanceFindings,
): Record<keyof typeof TERMS_FIELDS | "acceptedAt" | "sealStateFound" | "counts" | "findings", SignedValue> {
  return {
    ...custodyReleaseMessage(terms),
    acceptedAt: accepted.acceptedAt,
    sealStateFound: accepted.sealState,
    counts: accepted.countsAgree ? "agree" : "differ",
    findings: optionalHash(accepted.findings),
  };
}

/** Message of a refusal. */
export function custodyRefusalMessage(refusal: {
  readonly consignment: string;
  readonly transfer: number;
  readonly refusedBy: string;
  readonly code: z.infer<typeof RefusalCode>;
  readonly eventTime: string;
}): Record<"consignment" | "transfer" | "refusedBy" | "code" | "eventTime", SignedValue> {
  return {
    consignment: refusal.consignment,
    transfer: refusal.transfer,
    refusedBy: refusal.refusedBy,
    code: refusal.code,
    eventTime: refusal.eventTime,
  };
}

function optionalHash(hash: string | undefined): string {
  return hash === undefined ? ABSENT_HASH : bytes32(hash);
}
