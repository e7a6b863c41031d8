// SPDX-License-Identifier: Apache-2.0
import { type CUSTODY_PROPOSE, requireNextTransfer, requireNonePending, requireStandingOffer } from "@licet/domain";
import type { Handler } from "../../fabric/handler";
import { appendEvent } from "../../rules/custody/chain";
import { requireHeadToChange } from "../../rules/custody/head";
import { authenticateRelease } from "./handoff";
import {
  commitmentsOf,
  type GivenPart,
  requireFreeToMove,
  requirePartiesInForce,
  requireSignedParts,
  writeParts,
} from "./transfer";

/** `custody:Propose`. A proposal may be a plan (PLN, EST, REQ), whose time may lie ahead; acceptance is always actual. */
export const propose: Handler<typeof CUSTODY_PROPOSE> = async (tx, input) => {
  const { timeClass, signature, ...terms } = input;
  const head = await requireHeadToChange(tx, terms.consignment);
  requireNextTransfer(head, terms);
  requireNonePending(head, terms.consignment);
  requireStandingOffer(terms, tx.time);
  const parts: readonly GivenPart[] = [{ name: "content", part: tx.parts.content, commitment: terms.content }];
  requireSignedParts(parts);
  const release = await authenticateRelease(tx, terms, signature);
  await requirePartiesInForce(tx, terms);
  await requireFreeToMove(tx, head, terms);
  const appended = await appendEvent(tx, head, {
    type: "release-proposed",
    place: terms.place,
    office: terms.office,
    eventTime: terms.eventTime,
    timeClass,
    commitments: commitmentsOf(parts),
    terms,
    release,
  });
  await writeParts(tx, head, parts, [head.custodianMsp]);
  tx.announce({
    consignment: head.consignment,
    event: appended.id,
    transfer: terms.transfer,
    releasedBy: terms.releasedBy,
    receivedBy: terms.receivedBy,
    place: terms.place,
    timeClass,
    offerUntil: terms.offerUntil,
  });
  return appended.receipt;
};
