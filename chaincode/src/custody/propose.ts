// SPDX-License-Identifier: Apache-2.0
import { CUSTODY_PROPOSE } from "../domain/custody/definitions";
import { LicetError } from "../domain/errors/licet-error";
import { ownerOfReference } from "../domain/shared/ownership";
import type { Handler } from "../ledger/handler";
import { appendEvent, requireHead } from "./chain";
import { authenticateRelease } from "./handoff";
import {
  commitmentsOf,
  type GivenPart,
  observedSeals,
  requireFreeToMove,
  requireNextTransfer,
  requireSignedParts,
  writeParts,
} from "./transfer";

/** `custody:Propose`. A proposal may be a plan (PLN, EST, REQ), whose time may lie ahead; acceptance is always actual. */
export const propose: Handler<typeof CUSTODY_PROPOSE> = async (tx, input) => {
  const { timeClass, signature, ...terms } = input;
  const head = await requireHead(tx, terms.consignment);
  requireNextTransfer(head, terms);
  if (head.pending !== undefined) {
    throw new LicetError("CUSTODY_PROPOSAL_PENDING", `A proposal to ${head.pending.receivedBy} is open.`, {
      consignment: head.consignment,
      receivedBy: head.pending.receivedBy,
    });
  }
  const parts: readonly GivenPart[] = [{ name: "content", part: tx.parts.content, commitment: terms.content }];
  requireSignedParts(parts);
  const release = await authenticateRelease(tx, terms, signature);
  await requireFreeToMove(tx, head);
  const appended = await appendEvent(
    tx,
    head,
    {
      type: "release-proposed",
      place: terms.place,
      office: terms.office,
      eventTime: terms.eventTime,
      timeClass,
      commitments: commitmentsOf(parts),
      terms,
      release,
    },
    {
      sealState: observedSeals(head.consignment, head.sealState, terms.sealState),
      pendingReceiver: { party: terms.receivedBy, mspId: ownerOfReference(terms.receivedBy) },
    },
  );
  await writeParts(tx, head, parts, [head.custodianMsp]);
  tx.announce({
    consignment: head.consignment,
    event: appended.id,
    transfer: terms.transfer,
    releasedBy: terms.releasedBy,
    receivedBy: terms.receivedBy,
    place: terms.place,
    timeClass,
  });
  return appended.receipt;
};
