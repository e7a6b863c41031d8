// SPDX-License-Identifier: Apache-2.0
import type { Finding, Watch } from "./finding.js";

/** Blocks that the read model may be behind: some seconds of a busy ledger. */
const BEHIND_MAX = 500;

/** How far the read model has come, and why it goes no further where it does not. */
export interface Following {
  readonly position: { readonly block: number } | undefined;
  readonly failed: Error | undefined;
}

/** Whether lists and search show what the ledger holds. */
export class ReadModelWatch implements Watch {
  readonly #following: Following;
  readonly #height: () => Promise<bigint>;

  constructor(following: Following, height: () => Promise<bigint>) {
    this.#following = following;
    this.#height = height;
  }

  /** Whether it follows, its last block, and how many blocks lie behind that. */
  async state(): Promise<{
    readonly state: "following" | "failed";
    readonly block: number | null;
    readonly behind: number;
  }> {
    const { position, failed } = this.#following;
    const newest = Number(await this.#height()) - 1;
    const behind = Math.max(0, newest - (position?.block ?? -1));
    return { state: failed === undefined ? "following" : "failed", block: position?.block ?? null, behind };
  }

  async findings(): Promise<readonly Finding[]> {
    const { state, behind } = await this.state();
    if (state === "failed")
      return [
        {
          check: "read-model",
          says: "The read model follows the ledger no more, so that lists and search show an old state.",
          next: "Read the gateway's log for the reason, and start the gateway again; npm run fsck finds what differs.",
        },
      ];
    if (behind <= BEHIND_MAX) return [];
    return [
      {
        check: "read-model",
        says: `The read model is ${behind.toString()} blocks behind the ledger, more than ${BEHIND_MAX.toString()}.`,
        next: "Wait until it has caught up; where it does not come nearer, look at the load of its database.",
      },
    ];
  }
}
