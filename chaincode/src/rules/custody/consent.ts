// SPDX-License-Identifier: Apache-2.0
import {
  canonicalJson,
  type ChainLink,
  type Consent,
  custodyConsent,
  custodyConsentKey as keyOf,
  hashOfText,
  type MspId,
} from "@licet/domain";
import type { Transaction } from "../../fabric/transaction";
import { hashAt } from "../authentic";
import { isPrivateForGood, putPrivateForGood } from "../../fabric/endorsement";

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
  await tx.privateState.put(organisation, keyOf(event), custodyConsent(event, { received: true }));
}

/** An organisation has given the goods up. It can never say again that it has them by the event by which it received them. */
export async function consentToParting(
  tx: Transaction,
  organisation: MspId,
  received: string,
  givenUpBy: ChainLink,
): Promise<void> {
  await putPrivateForGood(tx, organisation, keyOf(received), custodyConsent(received, { givenUpBy }));
}

/** An organisation stands by what one of its people did. */
export async function consentToAct(tx: Transaction, organisation: MspId, event: string): Promise<void> {
  await putPrivateForGood(tx, organisation, keyOf(event), custodyConsent(event, { acted: true }));
}

/** Whether an organisation says just this of an event. */
export async function hasConsented(
  tx: Transaction,
  organisation: MspId,
  event: string,
  consent: Consent,
): Promise<boolean> {
  return (await hashAt(tx, organisation, keyOf(event))) === hashOfText(custodyConsent(event, consent));
}

/** Whether an organisation can never say anything else of an event again. */
export function isConsentLocked(tx: Transaction, organisation: MspId, event: string): Promise<boolean> {
  return isPrivateForGood(tx, organisation, keyOf(event));
}

function beginningText(consignment: string, begunBy: ChainLink): string {
  return canonicalJson({ consignment, begunBy });
}
