// SPDX-License-Identifier: Apache-2.0

/** How much the newest measurement weighs. */
const WEIGHT = 0.05;

/** How long work takes at the moment: an average in which what is past fades. */
export class ServiceTime {
  #ms = 0;

  /** In milliseconds; 0 while nothing was measured. */
  get ms(): number {
    return this.#ms;
  }

  note(ms: number): void {
    this.#ms = this.#ms === 0 ? ms : this.#ms + WEIGHT * (ms - this.#ms);
  }
}
