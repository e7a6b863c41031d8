// SPDX-License-Identifier: Apache-2.0
import type { MspId } from "@licet/domain";
import { type BlockContent, decodeBlockContent } from "../../blocks/block-content.js";
import { certificateEnd } from "../../blocks/certificate-attributes.js";
import type { Ledger, LedgerIdentity, PeerHeight } from "../../ports/ledger.js";
import { mapInOrder } from "../batches.js";

/** Blocks that are looked through, the newest ones. */
export const LOOKED_THROUGH_MAX = 50;

const READS_AT_A_TIME = 8;

/** How often an organisation's peers endorsed what people of an organisation sent. */
export interface Endorsing {
  readonly sender: MspId;
  readonly endorser: MspId;
  readonly transactions: number;
}

/** The channel's peers, and who endorses for whom, as one's own peer and its newest blocks tell. */
export interface NetworkView {
  /** The caller's own organisation, whose peer was asked. */
  readonly organisation: MspId;
  readonly height: number;
  /** When the newest transaction was made, as its client says. */
  readonly newestAt?: string;
  /** Peers of others that it hears of, which do not have to be all. */
  readonly others: readonly { readonly organisation: MspId; readonly height: number; readonly behind: number }[];
  /** Blocks that were looked through for the rest. */
  readonly blocks: { readonly from: number; readonly to: number };
  readonly endorsing: readonly Endorsing[];
  /** Until when the certificates hold by which peers have endorsed; the soonest one of each organisation's. */
  readonly certificates: readonly { readonly organisation: MspId; readonly notAfter: string }[];
  /** Transactions that changed nothing, by Fabric's validation code. */
  readonly invalid: readonly { readonly validationCode: string; readonly transactions: number }[];
}

/** Tells of the channel's peers. */
export class NetworkViewer {
  readonly #ledger: Pick<Ledger, "position" | "block">;
  readonly #chaincodeName: string;

  constructor(ledger: Pick<Ledger, "position" | "block">, chaincodeName: string) {
    this.#ledger = ledger;
    this.#chaincodeName = chaincodeName;
  }

  /**
   * The channel's peers, and who has endorsed for whom lately.
   * @throws {LedgerError}
   */
  async view(identity: LedgerIdentity): Promise<NetworkView> {
    const position = await this.#ledger.position(identity);
    const height = Number(position.height);
    const from = Math.max(0, height - LOOKED_THROUGH_MAX);
    const numbers = Array.from({ length: height - from }, (_, at) => BigInt(from + at));
    const contents = await mapInOrder(numbers, READS_AT_A_TIME, async (number) =>
      decodeBlockContent(await this.#ledger.block(identity, number), this.#chaincodeName),
    );
    const { newestAt, others } = position;
    return {
      organisation: identity.mspId,
      height,
      ...(newestAt === undefined ? {} : { newestAt: newestAt.toISOString() }),
      others: others.map((peer) => standing(peer, height)).sort((a, b) => compare(a.organisation, b.organisation)),
      blocks: { from, to: height - 1 },
      ...lookedThrough(contents),
    };
  }
}

function standing({ mspId, height }: PeerHeight, own: number): NetworkView["others"][number] {
  return { organisation: mspId, height: Number(height), behind: Math.max(0, own - Number(height)) };
}

function lookedThrough(contents: readonly BlockContent[]): Pick<NetworkView, "endorsing" | "certificates" | "invalid"> {
  const events = contents.flatMap(({ events: own }) => own);
  const valid = events.filter((event) => event.kind === "transaction");
  const pairs = countOf(
    valid.flatMap(({ creator, endorsers }) => [...new Set(endorsers)].map((one) => JSON.stringify([creator, one]))),
  );
  const invalid = countOf(events.flatMap(({ kind, validationCode }) => (kind === "invalid" ? [validationCode] : [])));
  return {
    endorsing: pairs.map(([pair, transactions]) => {
      const [sender = "", endorser = ""] = JSON.parse(pair) as MspId[];
      return { sender, endorser, transactions };
    }),
    certificates: soonestEnds(contents),
    invalid: invalid.map(([validationCode, transactions]) => ({ validationCode, transactions })),
  };
}

function countOf(words: readonly string[]): (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([one], [other]) => compare(one, other));
}

/** Only what a valid transaction carries is known to be an endorser's. */
function soonestEnds(contents: readonly BlockContent[]): NetworkView["certificates"] {
  const ends = new Map<MspId, Date>();
  const endorsers = contents.flatMap(({ events, surroundings }) =>
    events.flatMap(({ kind, at }) => (kind === "transaction" ? (surroundings[at.transaction]?.endorsers ?? []) : [])),
  );
  for (const { mspId, certificate } of endorsers) {
    const end = certificateEnd(certificate);
    if (end !== undefined && end < (ends.get(mspId) ?? FAR)) ends.set(mspId, end);
  }
  return [...ends]
    .sort(([one], [other]) => compare(one, other))
    .map(([organisation, end]) => ({ organisation, notAfter: end.toISOString() }));
}

/** Later than any certificate ends. */
const FAR = new Date(8.64e15);

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
