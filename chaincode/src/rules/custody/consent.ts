// SPDX-License-Identifier: Apache-2.0
import { canonicalJson, type ChainLink, hashOfText, type MspId } from "@licet/domain";
import { consentKey } from "../../fabric/keys";
import type { Transaction } from "../../fabric/transaction";
import { isPrivateForGood, putPrivateForGood } from "../../fabric/endorsement";

/**
 * What an organisation says of an event in its own collection, where nobody else can write: that it received the goods by it and has
 * them; that it has given them up again, by which event, to the hash of its text; or that one of its people acted.
 */
export type Consent = { readonly received: true } | { readonly givenUpBy: ChainLink } | { readonly acted: true };

/** The owner has begun a consignment's chain, with this event and no other. */
export async function stateBeginning(
  tx: Transaction,
  owner: MspId,
  consignment: string,
  first: ChainLink,
): Promise<void> {
  await putPrivateForGood(tx, owner, keyOf(consignment), beginningText(consignment, first));
}

/** Whether the owner says that it began a consignment's chain with just this event. */
export async function hasBegun(tx: Transaction, owner: MspId, consignment: string, first: ChainLink): Promise<boolean> {
  const hash = await tx.privateState.hash(owner, keyOf(consignment));
  return hash === hashOfText(beginningText(consignment, first));
}

/** Whether the owner can never say again how it began a consignment's chain. */
export function isBeginningLocked(tx: Transaction, owner: MspId, consignment: string): Promise<boolean> {
  return isPrivateForGood(tx, owner, keyOf(consignment));
}

/** The goods have come to an organisation, and it says so. */
export async function consentToReceipt(tx: Transaction, organisation: MspId, event: string): Promise<void> {
  await tx.privateState.put(organisation, keyOf(event), consentText(event, { received: true }));
}

/** An organisation has given the goods up. It can never say again that it has them by the event by which it received them. */
export async function consentToParting(
  tx: Transaction,
  organisation: MspId,
  received: string,
  givenUpBy: ChainLink,
): Promise<void> {
  await putPrivateForGood(tx, organisation, keyOf(received), consentText(received, { givenUpBy }));
}

/** An organisation stands by what one of its people did. */
export async function consentToAct(tx: Transaction, organisation: MspId, event: string): Promise<void> {
  await putPrivateForGood(tx, organisation, keyOf(event), consentText(event, { acted: true }));
}

/** Whether an organisation says just this of an event. */
export async function hasConsented(
  tx: Transaction,
  organisation: MspId,
  event: string,
  consent: Consent,
): Promise<boolean> {
  // Fabric knows collections of members only.
  if (!tx.members.has(organisation)) return false;
  const hash = await tx.privateState.hash(organisation, keyOf(event));
  return hash === hashOfText(consentText(event, consent));
}

/** Whether an organisation can never say anything else of an event again. */
export function isConsentLocked(tx: Transaction, organisation: MspId, event: string): Promise<boolean> {
  return isPrivateForGood(tx, organisation, keyOf(event));
}

/** @param subject event, or consignment where its owner speaks of the chain's beginning. */
function keyOf(subject: string): string {
  return consentKey("custody", subject);
}

function beginningText(consignment: string, begunBy: ChainLink): string {
  return canonicalJson({ consignment, begunBy });
}

function consentText(event: string, consent: Consent): string {
  return canonicalJson({ event, ...consent });
}
