// SPDX-License-Identifier: Apache-2.0
import { ProblemError } from "../api/problem";

/**
 * How what was typed is kept. `elsewhere`: another window has changed the same draft, and nothing is kept from here any more;
 * `failed`: it could not be kept, and is tried again with the next change.
 */
export type KeptState = "unchanged" | "changed" | "kept" | "elsewhere" | "failed";

/** How long nobody types before it is kept, in milliseconds. */
const PAUSE_MS = 600;

interface DraftKeeperOptions<Content> {
  /** Version of the draft when the form was opened; 0 where there is none yet. */
  readonly version: number;
  /** Keeps a content that was made from a version, and says the version that it has then. */
  readonly keep: (content: Content, version: number) => Promise<number>;
  readonly onState: (state: KeptState) => void;
}

/** Keeps what somebody types, one request at a time and the newest content only. */
export class DraftKeeper<Content> {
  readonly #options: DraftKeeperOptions<Content>;
  #version: number;
  #pending: { readonly content: Content } | undefined;
  #running: Promise<void> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #ended = false;

  constructor(options: DraftKeeperOptions<Content>) {
    this.#options = options;
    this.#version = options.version;
  }

  /** Takes what is typed now; it is kept after a pause. */
  change(content: Content): void {
    if (this.#ended) return;
    this.#pending = { content };
    this.#options.onState("changed");
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), PAUSE_MS);
  }

  /** Keeps at once what has not been kept. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#running;
    if (this.#pending === undefined || this.#ended) return;
    this.#running = this.#keep(this.#pending);
    await this.#running;
  }

  /** Keeps nothing more; resolves when nothing is on its way. */
  async end(): Promise<void> {
    this.#ended = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  async #keep(pending: { readonly content: Content }): Promise<void> {
    try {
      this.#version = await this.#options.keep(pending.content, this.#version);
      if (this.#pending === pending) {
        this.#pending = undefined;
        this.#options.onState("kept");
      }
    } catch (error) {
      const elsewhere = error instanceof ProblemError && error.is("DRAFT_CHANGED");
      if (elsewhere) this.#ended = true;
      this.#options.onState(elsewhere ? "elsewhere" : "failed");
    }
  }
}
