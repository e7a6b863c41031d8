// SPDX-License-Identifier: Apache-2.0
import type { HttpDoor } from "../http.js";
import type { Session } from "../session.js";

/** When something came here first, by the number of its block, in milliseconds of this process's clock. */
export type Arrivals = ReadonlyMap<bigint, number>;

/** Somebody who listens, what came to them, and how they stop. */
export interface Listener {
  readonly arrivals: Arrivals;
  stop(): void;
}

/** Blocks as they come from a peer to a client of its gateway service: the earliest that anybody outside the peer can know of them. */
export async function listenToPeer(session: Session, user: string): Promise<Listener> {
  const arrivals = new Map<bigint, number>();
  const blocks = await session.network(user).getFilteredBlockEvents();
  const reading = (async (): Promise<void> => {
    for await (const block of blocks) arrivals.set(BigInt(block.getNumber()), performance.now());
  })();
  // Closing the iterator ends the call with an error of its own.
  reading.catch(() => undefined);
  return {
    arrivals,
    stop: () => {
      blocks.close();
    },
  };
}

/** The id of a server-sent event: block and transaction. */
const ID = /^id: ?(\d+):\d+$/;

/** Events as a subscriber of the gateway is told of them: of each block the first. */
export async function listenToGateway(door: HttpDoor, user: string): Promise<Listener> {
  const arrivals = new Map<bigint, number>();
  let block: string | undefined;
  const stop = await door.lines(user, "/v1/events", (line) => {
    // An id without an event only says how far the gateway has looked.
    block = line === "" ? undefined : (ID.exec(line)?.[1] ?? block);
    if (block === undefined || !line.startsWith("event:") || arrivals.has(BigInt(block))) return;
    arrivals.set(BigInt(block), performance.now());
  });
  return { arrivals, stop };
}

/** Milliseconds from the one's arrivals to the other's, of what came to both; nothing is known before it is. */
export function delays(from: Arrivals, to: Arrivals): Float64Array {
  const both = [...to].flatMap(([block, at]) => {
    const before = from.get(block);
    return before === undefined ? [] : [Math.max(0, at - before)];
  });
  return Float64Array.from(both).sort();
}
