// SPDX-License-Identifier: Apache-2.0
import { CUSTODY_ACCEPT, CUSTODY_CANCEL, CUSTODY_REFUSE } from "../domain/custody/definitions";
import type { CustodyHead, TransferTerms } from "../domain/custody/schemas";
import { CUSTODY_REFUSAL, custodyRefusalMessage } from "../domain/custody/typed-data";
import { LicetError } from "../domain/errors/licet-error";
import type { Handler } from "../ledger/handler";
import type { Transaction } from "../ledger/transaction";
import { authenticateCaller, authenticateParty } from "./authenticate";
import { appendEvent, requireHead } from "./chain";
import { requireLinkedEvent } from "./events";
import { authenticateAcceptance, transfer } from "./handoff";
import { type GivenPart, requireNextTransfer, requireSignedParts, requireTransferNumber } from "./transfer";

/** `custody:Accept`: by the named party only, on exactly the terms proposed. */
export const accept: Handler<typeof CUSTODY_ACCEPT> = async (tx, input) => {
  const { accepted, signature, ...terms } = input;
  const head = await requireHead(tx, terms.consignment);
  const pending = requirePending(head);
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

/** `custody:Refuse`: by the named party only; custody stays where it is. */
export const refuse: Handler<typeof CUSTODY_REFUSE> = async (tx, input) => {
  const head = await requireHead(tx, input.consignment);
  const pending = requirePending(head);
  requireNamedParty(pending, input.refusedBy);
  requireTransferNumber(head, input.transfer);
  const by = await authenticateParty(tx, {
    party: input.refusedBy,
    at: input.eventTime,
    act: CUSTODY_REFUSAL,
    message: custodyRefusalMessage(input),
    signature: input.signature,
  });
  const { id, receipt } = await appendEvent(
    tx,
    head,
    {
      type: "proposal-refused",
      code: input.code,
      by,
      eventTime: input.eventTime,
      timeClass: "ACT",
      commitments: {},
    },
    {},
  );
  tx.announce({ consignment: head.consignment, event: id, refusedBy: input.refusedBy, code: input.code });
  return receipt;
};

/** `custody:Cancel`: by the custodian, who proposed. */
export const cancel: Handler<typeof CUSTODY_CANCEL> = async (tx, input) => {
  const head = await requireHead(tx, input.consignment);
  const pending = requirePending(head);
  const by = authenticateCaller(tx, head.custodian);
  const { id, receipt } = await appendEvent(
    tx,
    head,
    { type: "proposal-cancelled", by, eventTime: input.eventTime, timeClass: "ACT", commitments: {} },
    {},
  );
  tx.announce({ consignment: head.consignment, event: id, receivedBy: pending.receivedBy });
  return receipt;
};

type Pending = NonNullable<CustodyHead["pending"]>;

function requirePending(head: CustodyHead): Pending {
  if (head.pending !== undefined) return head.pending;
  throw new LicetError("NO_CUSTODY_PROPOSAL", `No proposal is open for ${head.consignment}.`, {
    consignment: head.consignment,
    custodian: head.custodian,
  });
}

function requireNamedParty(pending: Pending, party: string): void {
  if (pending.receivedBy === party) return;
  throw new LicetError("NOT_NAMED_PARTY", `The proposal names ${pending.receivedBy}, not ${party}.`, {
    named: pending.receivedBy,
    given: party,
  });
}

async function requireProposal(
  tx: Transaction,
  head: CustodyHead,
  pending: Pending,
): Promise<{ terms: TransferTerms; release: Parameters<typeof transfer>[2]["release"] }> {
  const event = await requireLinkedEvent(tx, head.consignment, pending.event);
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
