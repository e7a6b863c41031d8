// SPDX-License-Identifier: Apache-2.0
import {
  type Authentication,
  type CUSTODY_ACCEPT,
  type CUSTODY_CANCEL,
  CUSTODY_REFUSAL,
  type CUSTODY_REFUSE,
  type CustodyHead,
  custodyRefusalMessage,
  type EventPlace,
  LicetError,
  ownerOfReference,
  requireNamedParty,
  requireNextTransfer,
  requirePending,
  requireStandingOffer,
  requireTransferNumber,
  type TransferTerms,
} from "@licet/domain";
import type { Handler } from "../../fabric/handler";
import type { Transaction } from "../../fabric/transaction";
import { authenticateCaller, authenticateParty } from "../../rules/party/authentication";
import { appendEvent } from "../../rules/custody/chain";
import { findHead, requireHeadToChange } from "../../rules/custody/head";
import { requireEventAt } from "../../rules/custody/events";
import { authenticateAcceptance, transfer } from "./handoff";
import { type GivenPart, requireSignedParts } from "./transfer";

/** `custody:Accept`: by the named party only, on exactly the terms proposed. */
export const accept: Handler<typeof CUSTODY_ACCEPT> = async (tx, input) => {
  const { accepted, signature, ...terms } = input;
  const head = await requireHeadToChange(tx, terms.consignment, [ownerOfReference(terms.receivedBy)]);
  requireStandingOffer(terms, tx.time);
  const pending = requirePending(head, terms.consignment);
  requireNamedParty(pending, terms.receivedBy);
  requireNextTransfer(head, terms);
  const proposal = await requireProposal(tx, head, pending);
  requireSameTerms(proposal.terms, terms);
  const parts: readonly GivenPart[] = [{ name: "findings", part: tx.parts.findings, commitment: accepted.findings }];
  requireSignedParts(parts);
  const acceptance = await authenticateAcceptance(tx, terms, accepted, signature);
  const completed = { terms, accepted, release: proposal.release, acceptance, parts };
  return (await transfer(tx, head, completed)).receipt;
};

/** `custody:Refuse`: by the named party only; custody stays where it is, and the transfer's number is spent. */
export const refuse: Handler<typeof CUSTODY_REFUSE> = async (tx, input) => {
  const { consignment, transfer: number, refusedBy, code, eventTime, signature } = input;
  const head = await requireHeadToChange(tx, consignment, [ownerOfReference(refusedBy)]);
  requireNamedParty(requirePending(head, consignment), refusedBy);
  requireTransferNumber(head, consignment, number);
  const by = await authenticateParty(tx, {
    party: refusedBy,
    at: eventTime,
    act: CUSTODY_REFUSAL,
    message: custodyRefusalMessage(input),
    signature,
  });
  const { id, receipt } = await appendEvent(tx, head, {
    type: "proposal-refused",
    transfer: number,
    refusedBy,
    code,
    by,
    eventTime,
    timeClass: "ACT",
    commitments: {},
  });
  tx.announce({ consignment, event: id, refusedBy, code });
  return receipt;
};

/**
 * `custody:Cancel`: by the custodian, who proposed, also once the offer has lapsed. The transfer's number is spent, so that its
 * signature is worth nothing.
 */
export const cancel: Handler<typeof CUSTODY_CANCEL> = async (tx, input) => {
  await requireHeadToChange(tx, input.consignment);
  const head = await findHead(tx, input.consignment);
  const pending = requirePending(head, input.consignment);
  const by = authenticateCaller(tx, head.custodian);
  const { id, receipt } = await appendEvent(tx, head, {
    type: "proposal-cancelled",
    by,
    eventTime: input.eventTime,
    timeClass: "ACT",
    commitments: {},
  });
  tx.announce({ consignment: head.consignment, event: id, receivedBy: pending.receivedBy });
  return receipt;
};

async function requireProposal(
  tx: Transaction,
  head: CustodyHead,
  pending: EventPlace,
): Promise<{ terms: TransferTerms; release: Authentication }> {
  const event = await requireEventAt(tx, head, pending);
  if (event.type === "release-proposed") return event;
  throw new LicetError("CUSTODY_CHAIN_BROKEN", `The open proposal of ${head.consignment} is no proposal.`, {
    consignment: head.consignment,
    type: event.type,
  });
}

function requireSameTerms(proposed: TransferTerms, accepted: TransferTerms): void {
  const names = Object.keys({ ...proposed, ...accepted }) as (keyof TransferTerms)[];
  const differences = names
    .filter((name) => proposed[name] !== accepted[name])
    .map((name) => ({ field: name, proposed: proposed[name] ?? null, accepted: accepted[name] ?? null }));
  if (differences.length === 0) return;
  const fields = differences.map(({ field }) => field).join(", ");
  throw new LicetError("PROPOSAL_TERMS_DIFFER", `What is accepted differs from what was proposed: ${fields}.`, {
    differences,
  });
}
