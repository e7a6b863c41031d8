// SPDX-License-Identifier: Apache-2.0
import type { MspId } from "@licet/domain";
import { LedgerError } from "../../ports/ledger-error.js";
import type { Ledger, LedgerIdentity } from "../../ports/ledger.js";
import type { Finding, Watch } from "./finding.js";

/** How long an answer serves further probes, in milliseconds. */
const HEARD_MS_MAX = 5_000;

/** How long a chaincode may take to answer a probe, in milliseconds. */
const ANSWER_MS_MAX = 5_000;

/** A question that every member's chaincode answers from what it is asked with. */
const QUESTION = { transaction: "party:WhoAmI", arguments: ["{}"] } as const;

/** Options of the watch. */
export interface ChaincodeWatchOptions {
  readonly now?: () => number;
  readonly answerMsMax?: number;
}

/** Whether the chaincode of each organisation that this gateway serves answers. */
export class ChaincodeWatch implements Watch {
  readonly #ledger: Pick<Ledger, "evaluate">;
  readonly #identities: readonly LedgerIdentity[];
  readonly #now: () => number;
  readonly #answerMsMax: number;
  #asked: { readonly at: number; readonly silent: Promise<readonly MspId[]> } | undefined;

  /** @param identities one of each organisation, who asks at its peer */
  constructor(
    ledger: Pick<Ledger, "evaluate">,
    identities: readonly LedgerIdentity[],
    { now = Date.now, answerMsMax = ANSWER_MS_MAX }: ChaincodeWatchOptions = {},
  ) {
    this.#ledger = ledger;
    this.#identities = identities;
    this.#now = now;
    this.#answerMsMax = answerMsMax;
  }

  async findings(): Promise<readonly Finding[]> {
    const silent = await this.#silent();
    return silent.map((mspId) => ({
      check: "chaincode",
      says: `The chaincode of ${mspId} does not answer at its peer.`,
      next: `Start the chaincode process of ${mspId} and its peer, and read their logs; what is asked meanwhile may be sent again.`,
    }));
  }

  #silent(): Promise<readonly MspId[]> {
    const at = this.#now();
    if (this.#asked === undefined || at - this.#asked.at > HEARD_MS_MAX) {
      const silent = Promise.all(this.#identities.map((identity) => this.#answers(identity))).then((answered) =>
        this.#identities.filter((_, index) => answered[index] === false).map(({ mspId }) => mspId),
      );
      this.#asked = { at, silent };
    }
    return this.#asked.silent;
  }

  /** A refusal is an answer: it is the chaincode that refuses. */
  async #answers(identity: LedgerIdentity): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), this.#answerMsMax);
    });
    const answer = this.#ledger.evaluate({ identity, ...QUESTION }).then(
      () => true,
      (error: unknown) => error instanceof LedgerError && error.refusal !== undefined,
    );
    try {
      return await Promise.race([answer, patience]);
    } finally {
      clearTimeout(timer);
    }
  }
}

/** One identity of each organisation. */
export function oneOfEach(identities: Iterable<LedgerIdentity>): readonly LedgerIdentity[] {
  const found = new Map<MspId, LedgerIdentity>();
  for (const identity of identities) if (!found.has(identity.mspId)) found.set(identity.mspId, identity);
  return [...found.values()];
}
