// SPDX-License-Identifier: Apache-2.0
import { FairQueue, type Owner } from "./fair-queue.js";
import { type AdmissionBounds, type Lane, LANES, WAITING_MAX } from "./lane.js";
import { ServiceTime } from "./service-time.js";

/** Refusal of work that would have to wait too long. */
export class OverloadedError extends Error {
  readonly lane: Lane;
  /** When the work that waits now will have been done, in seconds: at least one. */
  readonly retryAfterSeconds: number;
  readonly waiting: number;

  constructor(lane: Lane, retryAfterSeconds: number, waiting: number) {
    super(`${waiting} requests are waiting: yours would have to wait about ${retryAfterSeconds} s.`);
    this.name = "OverloadedError";
    this.lane = lane;
    this.retryAfterSeconds = retryAfterSeconds;
    this.waiting = waiting;
  }
}

/** What is thrown to end work that nobody waits for any more. It is told to nobody. */
export class AbandonedError extends Error {
  constructor() {
    super("Whoever asked has gone.");
    this.name = "AbandonedError";
  }
}

/** A place among what runs. */
export interface Admitted {
  /** Aborts when whoever asked has gone. */
  readonly gone: AbortSignal;
  /** Gives the place to others, while the work waits for something that is none of the gateway's effort. */
  pause(): void;
  /** Takes a place again, before all that waits. Does nothing where it was not given up. */
  resume(): Promise<void>;
}

interface Waiting {
  readonly owner: Owner;
  readonly begin: () => void;
}

/** How a place is given back and taken again. */
interface PlaceMoves {
  readonly give: () => void;
  readonly take: () => Promise<void>;
}

/** A place that work has, and how long it has worked in it. */
class Place implements Admitted {
  readonly gone: AbortSignal;
  readonly #now: () => number;
  readonly #moves: PlaceMoves;
  #held = true;
  #since: number;
  #worked = 0;

  constructor(gone: AbortSignal, now: () => number, moves: PlaceMoves) {
    this.gone = gone;
    this.#now = now;
    this.#moves = moves;
    this.#since = now();
  }

  /** Without the time in which it was given up, in milliseconds. */
  get workedMs(): number {
    return this.#worked + (this.#held ? this.#now() - this.#since : 0);
  }

  pause(): void {
    if (!this.#held) return;
    this.#worked = this.workedMs;
    this.#held = false;
    this.#moves.give();
  }

  async resume(): Promise<void> {
    if (this.#held) return;
    await this.#moves.take();
    this.#held = true;
    this.#since = this.#now();
  }
}

/**
 * Lets as much work run as can be done in time, lets a little more wait, and refuses the rest at once. Checks come before reads and reads
 * before writes; in each lane organisations and their people have their turns one after another. What waits longer than its lane
 * allows is refused, and what nobody waits for any more is dropped, before anything of it was done.
 */
export class Admission {
  readonly #bounds: AdmissionBounds;
  readonly #now: () => number;
  readonly #lanes: Readonly<Record<Lane, LaneState>> = {
    check: new LaneState(),
    read: new LaneState(),
    write: new LaneState(),
  };

  constructor(bounds: AdmissionBounds, now: () => number = () => performance.now()) {
    this.#bounds = bounds;
    this.#now = now;
  }

  /** Work that runs, in a lane or in all. */
  running(lane?: Lane): number {
    return this.#sum(lane, (state) => state.running);
  }

  /** Work that waits, in a lane or in all. */
  waiting(lane?: Lane): number {
    return this.#sum(lane, (state) => state.queue.length + state.returning.length);
  }

  /**
   * Runs work when its turn has come.
   * @throws {OverloadedError} where its turn would not come in time, or did not.
   * @throws {AbandonedError} where whoever asked has gone before.
   */
  async run<Result>(
    lane: Lane,
    owner: Owner,
    gone: AbortSignal,
    work: (admitted: Admitted) => Promise<Result>,
  ): Promise<Result> {
    await this.#turn(lane, owner, gone);
    const state = this.#lanes[lane];
    const place = new Place(gone, this.#now, {
      give: () => this.#leave(state),
      take: () => this.#return(lane),
    });
    try {
      return await work(place);
    } finally {
      state.service.note(place.workedMs);
      place.pause();
    }
  }

  #turn(lane: Lane, owner: Owner, gone: AbortSignal): Promise<void> {
    if (gone.aborted) return Promise.reject(new AbandonedError());
    const state = this.#lanes[lane];
    if (state.queue.length === 0 && this.#hasRoom(lane)) {
      state.running += 1;
      return Promise.resolve();
    }
    const expected = this.#expectedWait(lane, owner);
    const { waitMs } = this.#bounds.lanes[lane];
    if (expected > waitMs || this.waiting() >= WAITING_MAX) return Promise.reject(this.#refusal(lane, expected));
    return this.#wait(lane, owner, gone, waitMs);
  }

  #wait(lane: Lane, owner: Owner, gone: AbortSignal, waitMs: number): Promise<void> {
    const { queue } = this.#lanes[lane];
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        clearTimeout(timer);
        gone.removeEventListener("abort", leave);
      };
      const waiting: Waiting = {
        owner,
        begin: () => {
          settle();
          resolve();
        },
      };
      const giveUp = (why: () => Error): void => {
        settle();
        queue.remove(waiting);
        reject(why());
      };
      const leave = (): void => giveUp(() => new AbandonedError());
      const timer = setTimeout(() => giveUp(() => this.#refusal(lane, this.#expectedWait(lane, owner))), waitMs);
      gone.addEventListener("abort", leave, { once: true });
      queue.add(waiting);
    });
  }

  /** Waits for a place of work that had one: it is not refused, because it was begun. */
  #return(lane: Lane): Promise<void> {
    const state = this.#lanes[lane];
    if (this.#hasRoom(lane)) {
      state.running += 1;
      return Promise.resolve();
    }
    return new Promise((resolve) => state.returning.push({ begin: resolve }));
  }

  #leave(state: LaneState): void {
    state.running -= 1;
    for (const lane of LANES) this.#fill(lane);
  }

  #fill(lane: Lane): void {
    const state = this.#lanes[lane];
    while (this.#hasRoom(lane)) {
      const next = state.returning.shift() ?? state.queue.take();
      if (next === undefined) return;
      state.running += 1;
      next.begin();
    }
  }

  #hasRoom(lane: Lane): boolean {
    return this.running() < this.#bounds.running && this.#lanes[lane].running < this.#bounds.lanes[lane].running;
  }

  #expectedWait(lane: Lane, owner: Owner): number {
    const { queue, service, returning } = this.#lanes[lane];
    const turns = returning.length + queue.turnsUntil(owner);
    return (turns * service.ms) / this.#bounds.lanes[lane].running;
  }

  #refusal(lane: Lane, expectedMs: number): OverloadedError {
    return new OverloadedError(lane, Math.max(1, Math.ceil(expectedMs / 1_000)), this.waiting());
  }

  #sum(lane: Lane | undefined, of: (state: LaneState) => number): number {
    if (lane !== undefined) return of(this.#lanes[lane]);
    return Object.values(this.#lanes).reduce((sum, state) => sum + of(state), 0);
  }
}

/** One lane's work. */
class LaneState {
  running = 0;
  readonly queue = new FairQueue<Waiting>();
  /** Work that had a place, gave it up and waits for one again. */
  readonly returning: Pick<Waiting, "begin">[] = [];
  readonly service = new ServiceTime();
}
