// SPDX-License-Identifier: Apache-2.0
import { releaseRecordedAt } from "../custody/events";
import { CUSTODY_EVENTS } from "../custody/records";
import type { Authentication, CustodyEvent, CustodyHead, Doubt } from "@licet/domain";
import { pageOfChain } from "../../fabric/chain";
import type { Transaction } from "../../fabric/transaction";
import { keyDoubt, readSigningKey } from "../party/signing-keys";

/** How many of the latest events of a chain a verdict looks at for signatures in doubt; an audit looks at all. */
export const DOUBT_EVENTS_MAX = 6;

/**
 * Signatures of the latest transfers that are in doubt, whenever the key was reported: whoever had the key may have signed. A later
 * transfer with good keys does not end the doubt, since nobody knows what was handed on.
 * @throws {LicetError} CUSTODY_CHAIN_BROKEN, LEDGER_DATA_INVALID.
 */
export async function doubtsOf(tx: Transaction, head: CustodyHead): Promise<readonly Doubt[]> {
  const latest = { count: DOUBT_EVENTS_MAX };
  const { entries } = await pageOfChain(tx, CUSTODY_EVENTS, [head.consignment], head.trail, latest);
  const doubts: Doubt[] = [];
  const events = entries.map(({ entry }) => entry);
  for (const event of events) doubts.push(...(await doubtsIn(tx, event, events)));
  return doubts;
}

/** @param others events among which the proposal of a transfer is looked for; without it, the transfer's own time of recording counts. */
async function doubtsIn(
  tx: Transaction,
  event: CustodyEvent,
  others: readonly CustodyEvent[],
): Promise<readonly Doubt[]> {
  const doubts: Doubt[] = [];
  const released = await releaseRecordedAt(event, ({ terms }) => proposalOf(terms.transfer, others));
  for (const { party, by, signedAt, isRelease } of actsOf(event)) {
    if (by.by !== "signature") continue;
    const key = await readSigningKey(tx, party, by.signer);
    if (key !== undefined && keyDoubt(key, signedAt, isRelease ? released : event.recordTime))
      doubts.push({ party, key: by.signer, signedAt });
  }
  return doubts;
}

function proposalOf(transfer: number, events: readonly CustodyEvent[]): CustodyEvent | undefined {
  return events.find((event) => event.type === "release-proposed" && event.terms.transfer === transfer);
}

/** What a party did in a transfer, and when it says it did. */
interface Act {
  readonly party: string;
  readonly by: Authentication;
  readonly signedAt: string;
  readonly isRelease: boolean;
}

function actsOf(event: CustodyEvent): readonly Act[] {
  if (event.type !== "custody-transferred") return [];
  const { terms, accepted, release, acceptance } = event;
  return [
    { party: terms.releasedBy, by: release, signedAt: terms.eventTime, isRelease: true },
    { party: terms.receivedBy, by: acceptance, signedAt: accepted.acceptedAt, isRelease: false },
  ];
}
