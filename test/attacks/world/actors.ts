// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
import {
  CUSTODY_ACCEPTANCE,
  CUSTODY_RELEASE,
  custodyAcceptanceMessage,
  custodyReleaseMessage,
  domainFor,
  type AcceptanceFindings,
  type SignedValue,
  type SigningAct,
  signingDigest,
  type TransferTerms,
} from "@licet/domain";
import { SigningKey } from "ethers";

/** MSP ids of the five organisations, by what they are to the goods. */
export const MSP = {
  exporting: "GBAuthorityMSP",
  transit: "AEAuthorityMSP",
  importing: "PKAuthorityMSP",
  stranger: "DEAuthorityMSP",
  carriers: "CarriersMSP",
} as const;

/** Parties that honest registrars enter. */
export const PARTIES = {
  exporter: { id: "GB-EX-0001", registrar: "registrar1@GBAuthorityMSP", kinds: ["exporter"], jurisdiction: "GB" },
  rival: { id: "GB-EX-0002", registrar: "registrar1@GBAuthorityMSP", kinds: ["exporter"], jurisdiction: "GB" },
  suspended: { id: "GB-EX-0003", registrar: "registrar1@GBAuthorityMSP", kinds: ["exporter"], jurisdiction: "GB" },
  endUser: { id: "PK-EU-0001", registrar: "registrar1@PKAuthorityMSP", kinds: ["end-user"], jurisdiction: "PK" },
  carrier: { id: "CARRIERS-CR-0001", registrar: "registrar1@CarriersMSP", kinds: ["carrier"], jurisdiction: "GB" },
  feeder: { id: "CARRIERS-CR-0002", registrar: "registrar1@CarriersMSP", kinds: ["carrier"], jurisdiction: "AE" },
  compromised: { id: "CARRIERS-CR-0003", registrar: "registrar1@CarriersMSP", kinds: ["carrier"], jurisdiction: "AE" },
} as const;
export type PartyName = keyof typeof PARTIES;

/** Key that a party signs with, made from its register id. */
export function keyOf(party: string): SigningKey {
  return new SigningKey(`0x${createHash("sha256").update(`key of ${party} under attack`).digest("hex")}`);
}

/** Signs typed data as a party's device does. */
export function signTyped<F extends string>(
  channel: string,
  party: string,
  act: SigningAct<F>,
  message: Readonly<Record<F, SignedValue>>,
): string {
  return keyOf(party).sign(signingDigest(domainFor(channel), act, message)).serialized;
}

/** A signed handoff of a consignment between two parties, as `custody:Handoff` takes it. */
export function signedHandoff(channel: string, given: TermsGiven, found?: AcceptanceFindings) {
  const terms = termsOf(given);
  // Nobody accepts before the release.
  const accepted = found ?? findings();
  return {
    ...terms,
    accepted,
    releaseSignature: signTyped(channel, terms.releasedBy, CUSTODY_RELEASE, custodyReleaseMessage(terms)),
    acceptanceSignature: signTyped(
      channel,
      terms.receivedBy,
      CUSTODY_ACCEPTANCE,
      custodyAcceptanceMessage(terms, accepted),
    ),
  };
}

/** A signed offer, as `custody:Propose` takes it. */
export function signedOffer(channel: string, given: TermsGiven) {
  const terms = termsOf(given);
  return { ...terms, signature: signTyped(channel, terms.releasedBy, CUSTODY_RELEASE, custodyReleaseMessage(terms)) };
}

/** A signed acceptance of terms that were offered, as `custody:Accept` takes it. */
export function signedAcceptance(channel: string, terms: TransferTerms, accepted: AcceptanceFindings = findings()) {
  const message = custodyAcceptanceMessage(terms, accepted);
  return { ...terms, accepted, signature: signTyped(channel, terms.receivedBy, CUSTODY_ACCEPTANCE, message) };
}

/** What must be said of a transfer; the rest is as usual. */
export type TermsGiven = Pick<TransferTerms, "consignment" | "transfer" | "releasedBy" | "receivedBy"> &
  Partial<TransferTerms>;

export function termsOf(given: TermsGiven): TransferTerms {
  return { place: "GBFXT", eventTime: new Date().toISOString(), sealState: "intact", ...given };
}

export function findings(): AcceptanceFindings {
  return { acceptedAt: new Date().toISOString(), sealState: "intact", countsAgree: true };
}
