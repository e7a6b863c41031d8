// SPDX-License-Identifier: Apache-2.0
import type { EndorsementOptions } from "../discovery/layouts.js";
import type { PeerNode } from "../../endorser/peer.js";
import type { ProposalResponse } from "../../endorser/response.js";
import type { Layout } from "../../policy/policy.js";
import { detailOf } from "./outcome.js";
import type { ErrorDetail } from "./errors.js";

interface OpenLayout {
  /** Organisation to endorsements still missing. */
  readonly missing: Map<string, number>;
  readonly endorsements: Buffer[];
}

/**
 * The state of collecting endorsements: layouts are tried one after the other, an endorsement counts for every layout that wants
 * its organisation, and the first layout that is complete ends the collection.
 */
export class EndorsementPlan {
  readonly errors: ErrorDetail[] = [];
  readonly #layouts: (OpenLayout | undefined)[];
  /** Peers of each organisation that have not been asked. */
  readonly #unasked: Map<string, PeerNode[]>;
  #next = 0;
  #payload: Buffer | undefined;
  #complete: OpenLayout | undefined;

  constructor(layouts: readonly Layout[], peersByOrganisation: ReadonlyMap<string, readonly PeerNode[]>) {
    this.#layouts = layouts.map((layout) => ({ missing: new Map(layout), endorsements: [] }));
    this.#unasked = new Map([...peersByOrganisation].map(([mspId, peers]) => [mspId, [...peers]]));
  }

  get complete(): boolean {
    return this.#complete !== undefined;
  }

  /** The ProposalResponsePayload that all endorsers agree on. */
  get payload(): Buffer | undefined {
    return this.#payload;
  }

  /** The distinct endorsements of the completed layout. */
  get endorsements(): Buffer[] {
    const seen = new Set<string>();
    return (this.#complete?.endorsements ?? []).filter((endorsement) => {
      const key = endorsement.toString("latin1");
      return !seen.has(key) && seen.add(key);
    });
  }

  /** The peers to ask for the next layout; undefined when no layout is left. */
  nextPeers(): PeerNode[] | undefined {
    while (this.#next < this.#layouts.length) {
      const layout = this.#layouts[this.#next];
      const peers = layout && this.#take(layout.missing);
      if (peers) return peers;
      this.#layouts[this.#next++] = undefined;
    }
    return undefined;
  }

  #take(missing: ReadonlyMap<string, number>): PeerNode[] | undefined {
    for (const [mspId, quantity] of missing) if (quantity > (this.#unasked.get(mspId)?.length ?? 0)) return undefined;
    return [...missing].flatMap(([mspId, quantity]) => this.#unasked.get(mspId)?.splice(0, quantity) ?? []);
  }

  /** Counts an endorsement. False when its payload differs from that of earlier ones. */
  accept(peer: PeerNode, answer: ProposalResponse): boolean {
    this.#forget(peer);
    if (this.#payload === undefined) this.#payload = answer.payload;
    else if (!answer.payload || !this.#payload.equals(answer.payload)) {
      this.errors.push(detailOf(peer, "ProposalResponsePayloads do not match"));
      return false;
    }
    if (answer.endorsement)
      for (const layout of this.#layouts) if (layout) this.#count(layout, peer.mspId, answer.endorsement);
    return true;
  }

  #count(layout: OpenLayout, mspId: string, endorsement: Buffer): void {
    const quantity = layout.missing.get(mspId);
    if (quantity === undefined) return;
    layout.endorsements.push(endorsement);
    if (quantity > 1) layout.missing.set(mspId, quantity - 1);
    else layout.missing.delete(mspId);
    if (layout.missing.size === 0) this.#complete ??= layout;
  }

  #forget(peer: PeerNode): void {
    const peers = this.#unasked.get(peer.mspId);
    const at = peers?.indexOf(peer) ?? -1;
    if (at >= 0) peers?.splice(at, 1);
  }

  /** Another peer of the same organisation to ask after `peer` failed; without one, layouts that need the organisation end. */
  replacement(peer: PeerNode): PeerNode | undefined {
    const next = this.#unasked.get(peer.mspId)?.shift();
    if (next) return next;
    for (const [index, layout] of this.#layouts.entries())
      if (layout?.missing.has(peer.mspId)) this.#layouts[index] = undefined;
    return undefined;
  }
}

/** A plan from policies, in which layouts with the preferred organisation come first and each organisation's `first` peer leads. */
export function planFrom(options: EndorsementOptions, preferred: string | undefined, local: PeerNode): EndorsementPlan {
  const shuffled = shuffle(options.layouts);
  const layouts = preferred
    ? [...shuffled.filter((layout) => layout.has(preferred)), ...shuffled.filter((layout) => !layout.has(preferred))]
    : shuffled;
  const peers = [...options.peersByOrganisation].map(([mspId, group]) => [mspId, localFirst(group, local)] as const);
  return new EndorsementPlan(layouts, new Map(peers));
}

export function localFirst(peers: readonly PeerNode[], local: PeerNode): PeerNode[] {
  return peers.includes(local) ? [local, ...peers.filter((peer) => peer !== local)] : [...peers];
}

/** Spreads load over equivalent layouts. */
function shuffle<T>(items: readonly T[]): T[] {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last--) {
    const other = Math.floor(Math.random() * (last + 1));
    [result[last], result[other]] = [result[other]!, result[last]!];
  }
  return result;
}
