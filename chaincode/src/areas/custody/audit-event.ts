// SPDX-License-Identifier: Apache-2.0
import {
  type Authentication,
  type ChainLink,
  countryOf,
  CUSTODY_ACCEPTANCE,
  CUSTODY_REFUSAL,
  CUSTODY_RELEASE,
  custodyAcceptanceMessage,
  type CustodyEvent,
  type CustodyHead,
  type CustodyProblem,
  custodyRefusalMessage,
  custodyReleaseMessage,
  type CustodyState,
  eventId,
  firstState,
  isCustoms,
  lagOf,
  LicetError,
  requireEntitled,
  stateAfter,
  stateAt,
} from "@licet/domain";
import type { LinkedEntry } from "../../fabric/chain";
import { recoverSigner } from "../../rules/signatures";
import type { Transaction } from "../../fabric/transaction";
import { keyDoubt, keyInForceFor, readSigningKey } from "../../rules/party/signing-keys";
import { type PartyAct } from "../../rules/party/authentication";
import { actsIn, statesConcerned, strangersIn } from "../../rules/custody/chain";
import { hasConsented } from "../../rules/custody/consent";
import { releaseRecordedAt, requireEventAt, requireEventOnChain } from "../../rules/custody/events";
import { isAlike } from "../../rules/custody/records";

/** Checks one event again, by the functions that writing it called. */
export class EventAudit {
  readonly problems: CustodyProblem[] = [];
  signatures = 0;
  readonly #tx: Transaction;
  readonly #head: CustodyHead;
  readonly #link: ChainLink;
  readonly #event: CustodyEvent;

  constructor(tx: Transaction, head: CustodyHead, { link, entry }: LinkedEntry<CustodyEvent>) {
    this.#tx = tx;
    this.#head = head;
    this.#link = link;
    this.#event = entry;
  }

  /** Whether a chain can begin with the event. */
  asFirst(): void {
    const { after } = this.#event;
    this.#states(firstState(this.#event, after));
  }

  /** Whether the event follows from the one before it, and whoever acted in it was entitled to, signed, and agrees. */
  async against(before: CustodyEvent): Promise<void> {
    const derived = await this.#attempt("state-not-derived", () => stateAfter(before.after, this.#event, this.#head));
    if (derived !== undefined) this.#states(derived);
    await this.#entitlement(stateAt(before.after, this.#event.recordTime));
    const released = await releaseRecordedAt(this.#event, () => this.#proposal(before.after));
    for (const act of signedActsIn(this.#event)) {
      await this.#signature(act, act.act === CUSTODY_RELEASE ? released : this.#event.recordTime);
    }
    await this.#consents(before.after);
  }

  #states(derived: CustodyState): void {
    const { after, possessingParty, eventTime, recordTime, lagMinutes, late } = this.#event;
    const isDerived = isAlike(derived, after) && possessingParty === after.custodian;
    if (isDerived && isAlike(lagOf(eventTime, recordTime), { lagMinutes, late })) return;
    const passes = derived.custodian !== after.custodian || derived.custodianMsp !== after.custodianMsp;
    const code = passes ? "custody-not-continuous" : "state-not-derived";
    this.#problem(code, "What is so after the event does not follow from it and the one before.");
  }

  async #entitlement(before: CustodyState): Promise<void> {
    const event = this.#event;
    const declared = event.type === "error-declared" ? await this.#declared(event) : undefined;
    const states = statesConcerned(this.#tx, this.#head, declared?.place && countryOf(declared.place));
    await this.#attempt("not-entitled", () => requireEntitled(before, event, states));
    for (const by of actsIn(event)) {
      if (!isCustoms(by) || this.#tx.members.stateOf(by.organisation) === by.state) continue;
      this.#problem("not-entitled", `${by.organisation} is not the authority of ${by.state}.`);
    }
  }

  /** The event that an error declaration names; it and the one that corrects it must be on the chain. */
  async #declared(event: Extract<CustodyEvent, { type: "error-declared" }>): Promise<CustodyEvent | undefined> {
    if (event.correctedBy !== undefined) await this.#onChain(event.correctedBy);
    return this.#onChain(event.declares);
  }

  #onChain(id: string): Promise<CustodyEvent | undefined> {
    return this.#attempt("state-not-derived", () => requireEventOnChain(this.#tx, this.#head, id));
  }

  /** The proposal that was open before the event. Where it cannot be read, the walk says so when it comes to it. */
  async #proposal({ pending }: CustodyState): Promise<CustodyEvent | undefined> {
    if (pending === undefined) return undefined;
    try {
      return await requireEventAt(this.#tx, this.#head, pending);
    } catch (error) {
      if (error instanceof LicetError) return undefined;
      throw error;
    }
  }

  /** @param recorded when the signature was first recorded. */
  async #signature({ party, at, act, message, signature, signer }: SignedAct, recorded: string): Promise<void> {
    this.signatures += 1;
    if (recoveredOrNone(this.#tx, { act, message, signature }) !== signer) {
      this.#problem("signature-invalid", `The signature of ${act.primaryType} is not that of ${signer}.`);
      return;
    }
    const key = await readSigningKey(this.#tx, party, signer);
    if (key !== undefined && keyDoubt(key, at, recorded)) {
      this.#problem("key-compromised", `The key ${signer} of ${party} was compromised by ${at}.`);
    } else if (key === undefined || !keyInForceFor(key, at, recorded)) {
      this.#problem("signature-invalid", `The key ${signer} was not a key of ${party} at ${at}.`);
    }
  }

  async #consents(before: CustodyState): Promise<void> {
    const { consignment, after } = this.#event;
    const id = eventId(consignment, this.#event);
    const passes = after.custodianMsp !== before.custodianMsp;
    if (passes) {
      const received = eventId(consignment, before.receivedEvent);
      if (!(await hasConsented(this.#tx, before.custodianMsp, received, { givenUpBy: this.#link }))) {
        const sentence = `${before.custodianMsp} does not say that it had the goods and gave them up by this event.`;
        this.problems.push({ event: received, code: "receiver-not-endorsed", sentence });
      }
    }
    for (const organisation of strangersIn(this.#event, before.keepers)) {
      if (passes && organisation === after.custodianMsp) continue;
      if (await hasConsented(this.#tx, organisation, id, { acted: true })) continue;
      this.#problem(
        "act-not-endorsed",
        `${organisation} does not stand by what one of its people is said to have done.`,
      );
    }
  }

  async #attempt<T>(code: CustodyProblem["code"], rule: () => T | Promise<T>): Promise<T | undefined> {
    try {
      return await rule();
    } catch (error) {
      if (!(error instanceof LicetError)) throw error;
      this.#problem(error.code === "NOT_CUSTODIAN" ? "custody-not-continuous" : code, error.sentence);
      return undefined;
    }
  }

  #problem(code: CustodyProblem["code"], sentence: string): void {
    this.problems.push({ event: eventId(this.#event.consignment, this.#event), code, sentence });
  }
}

/** What a party signed, the signature, and the key that it is said to be of. */
interface SignedAct<F extends string = string> extends Omit<PartyAct<F>, "signature"> {
  readonly signer: string;
  readonly signature: string;
}

/** Everything in an event that was signed. */
function signedActsIn(event: CustodyEvent): readonly SignedAct[] {
  switch (event.type) {
    case "release-proposed":
      return signed(event.release, releaseOf(event.terms));
    case "custody-transferred": {
      const { terms, accepted } = event;
      return [
        ...signed(event.release, releaseOf(terms)),
        ...signed(event.acceptance, {
          party: terms.receivedBy,
          at: accepted.acceptedAt,
          act: CUSTODY_ACCEPTANCE,
          message: custodyAcceptanceMessage(terms, accepted),
        }),
      ];
    }
    case "proposal-refused":
      return signed(event.by, {
        party: event.refusedBy,
        at: event.eventTime,
        act: CUSTODY_REFUSAL,
        message: custodyRefusalMessage(event),
      });
    default:
      return [];
  }
}

type Extracted<T extends CustodyEvent["type"]> = Extract<CustodyEvent, { type: T }>;

function releaseOf(terms: Extracted<"release-proposed">["terms"]): Omit<PartyAct<string>, "signature"> {
  return {
    party: terms.releasedBy,
    at: terms.eventTime,
    act: CUSTODY_RELEASE,
    message: custodyReleaseMessage(terms),
  };
}

function signed(by: Authentication, act: Omit<PartyAct<string>, "signature">): readonly SignedAct[] {
  return by.by === "signature" ? [{ ...act, signer: by.signer, signature: by.signature }] : [];
}

function recoveredOrNone(
  tx: Transaction,
  { act, message, signature }: Pick<SignedAct, "act" | "message" | "signature">,
): string | undefined {
  try {
    return recoverSigner(tx, act, message, signature);
  } catch (error) {
    if (error instanceof LicetError) return undefined;
    throw error;
  }
}
