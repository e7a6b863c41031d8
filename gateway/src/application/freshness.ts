// SPDX-License-Identifier: Apache-2.0
import type { Freshness, MspId } from "@licet/domain";
import type { Ledger, LedgerIdentity, LedgerPosition } from "../ports/ledger.js";

/** How long what was heard of the peers serves further answers, in milliseconds. */
const HEARD_MS_MAX = 5_000;

const MS_PER_SECOND = 1_000;

/** Says how fresh the answers of an organisation's peer are. */
export class FreshnessReader {
  readonly #ledger: Pick<Ledger, "position">;
  readonly #now: () => number;
  readonly #heard = new Map<MspId, { readonly at: number; readonly position: Promise<LedgerPosition | undefined> }>();

  constructor(ledger: Pick<Ledger, "position">, now: () => number = Date.now) {
    this.#ledger = ledger;
    this.#now = now;
  }

  /** How fresh an answer of the caller's own peer is. Where the peer does not say, so much is said: it throws nothing. */
  async of(identity: LedgerIdentity): Promise<Freshness> {
    const position = await this.#position(identity);
    if (position === undefined) return { peersHeard: 0 };
    const { height, newestAt, others } = position;
    const highest = others.reduce((most, other) => (other.height > most ? other.height : most), height);
    return {
      block: Number(height - 1n),
      ...(newestAt === undefined ? {} : ageOf(newestAt, this.#now())),
      behind: Number(highest - height),
      peersHeard: others.length,
    };
  }

  #position(identity: LedgerIdentity): Promise<LedgerPosition | undefined> {
    const now = this.#now();
    const known = this.#heard.get(identity.mspId);
    if (known !== undefined && now - known.at <= HEARD_MS_MAX) return known.position;
    const position = this.#ledger.position(identity).catch(() => undefined);
    this.#heard.set(identity.mspId, { at: now, position });
    return position;
  }
}

/** How far a client's clock may be ahead of this one, in milliseconds: as far as Fabric 3.1 takes its transactions. */
const AHEAD_MS_MAX = 15 * 60 * MS_PER_SECOND;

/** Nothing is younger than now; what says that it is from much later says nothing of how old it is. */
function ageOf(newestAt: Date, now: number): Pick<Freshness, "blockAt" | "ageSeconds"> {
  if (newestAt.getTime() - now > AHEAD_MS_MAX) return {};
  const ageSeconds = Math.max(0, Math.floor((now - newestAt.getTime()) / MS_PER_SECOND));
  return { blockAt: newestAt.toISOString(), ageSeconds };
}
