// SPDX-License-Identifier: Apache-2.0
import type { z } from "zod";
import { CUSTODY_AUDIT } from "../domain/custody/definitions";
import type { Authentication, CustodyEvent, CustodyHead } from "../domain/custody/schemas";
import {
  CUSTODY_ACCEPTANCE,
  CUSTODY_RELEASE,
  custodyAcceptanceMessage,
  custodyReleaseMessage,
} from "../domain/custody/typed-data";
import { LicetError } from "../domain/errors/licet-error";
import type { SignedValue, SigningAct } from "../domain/shared/eip712";
import { ownerOfReference } from "../domain/shared/ownership";
import type { Handler } from "../ledger/handler";
import { isSealed, requireRecord } from "../ledger/records";
import { recoverSigner } from "../ledger/signatures";
import type { Transaction } from "../ledger/transaction";
import { CUSTODY_HEADS, eventId, eventKey } from "./chain";
import { type EventLink, requireLinkedEvent } from "./events";
import { bookmarkOf, startOf } from "./read";

type Problem = z.infer<(typeof CUSTODY_AUDIT)["output"]>["problems"][number];
type Transferred = Extract<CustodyEvent, { type: "custody-transferred" }>;

/**
 * `custody:Audit`: walks back from the head and checks what writing the events had checked: the links, both signatures of every
 * transfer, that each releaser had custody, and that each receiving organisation endorsed. Problems are answers, not refusals.
 */
export const audit: Handler<typeof CUSTODY_AUDIT> = async (tx, input) => {
  const head = await requireRecord(tx, CUSTODY_HEADS, input.consignment);
  const walk = new AuditWalk(tx, head);
  let link = startOf(head, input.bookmark);
  while (link !== undefined && walk.checked < input.pageSize) link = await walk.step(link);
  const { checked, signatures, problems } = walk;
  const broken = problems.some(({ code }) => code === "link-broken");
  return {
    checked,
    signatures,
    problems,
    reachedStart: link === undefined && !broken,
    bookmark: broken ? "" : bookmarkOf(head.consignment, link),
  };
};

class AuditWalk {
  readonly problems: Problem[] = [];
  checked = 0;
  signatures = 0;
  readonly #tx: Transaction;
  readonly #head: CustodyHead;

  constructor(tx: Transaction, head: CustodyHead) {
    this.#tx = tx;
    this.#head = head;
  }

  /** Checks one event and returns the link to the one before it. */
  async step(link: EventLink): Promise<EventLink | undefined> {
    const { consignment } = this.#head;
    const event = await this.#linked(link);
    if (event === undefined) return undefined;
    this.checked += 1;
    const before = event.previous === undefined ? undefined : await this.#linked(event.previous, false);
    if (event.type === "custody-transferred") await this.#transfer(link, event, before);
    else if (before !== undefined && before.possessingParty !== event.possessingParty) {
      this.#problem(
        link,
        "custody-not-continuous",
        `Custody passed without a transfer at event ${eventId(consignment, link)}.`,
      );
    }
    return event.previous;
  }

  async #linked(link: EventLink, report = true): Promise<CustodyEvent | undefined> {
    try {
      return await requireLinkedEvent(this.#tx, this.#head.consignment, link);
    } catch (error) {
      if (!(error instanceof LicetError)) throw error;
      if (report) this.#problem(link, "link-broken", error.sentence);
      return undefined;
    }
  }

  async #transfer(link: EventLink, event: Transferred, before: CustodyEvent | undefined): Promise<void> {
    const { terms, accepted } = event;
    if (before !== undefined && before.possessingParty !== terms.releasedBy) {
      this.#problem(link, "custody-not-continuous", `${terms.releasedBy} released what ${before.possessingParty} had.`);
    }
    this.#signature(link, event.release, CUSTODY_RELEASE, custodyReleaseMessage(terms));
    this.#signature(link, event.acceptance, CUSTODY_ACCEPTANCE, custodyAcceptanceMessage(terms, accepted));
    const receiver = ownerOfReference(terms.receivedBy);
    if (receiver === ownerOfReference(terms.releasedBy)) return;
    if (await isSealed(this.#tx, receiver, eventKey(event.consignment, link))) return;
    this.#problem(link, "receiver-not-endorsed", `${receiver} has not endorsed receiving the goods.`);
  }

  #signature<F extends string>(
    link: EventLink,
    authentication: Authentication,
    act: SigningAct<F>,
    message: Readonly<Record<F, SignedValue>>,
  ): void {
    if (authentication.by === "identity") return;
    this.signatures += 1;
    const recovered = recoveredOrNone(this.#tx, act, message, authentication.signature);
    if (recovered === authentication.signer) return;
    this.#problem(
      link,
      "signature-invalid",
      `The signature of ${act.primaryType} is not that of ${authentication.signer}.`,
    );
  }

  #problem(link: EventLink, code: Problem["code"], sentence: string): void {
    this.problems.push({ event: eventId(this.#head.consignment, link), code, sentence });
  }
}

function recoveredOrNone<F extends string>(
  tx: Transaction,
  act: SigningAct<F>,
  message: Readonly<Record<F, SignedValue>>,
  signature: string,
): string | undefined {
  try {
    return recoverSigner(tx, act, message, signature);
  } catch (error) {
    if (error instanceof LicetError) return undefined;
    throw error;
  }
}
