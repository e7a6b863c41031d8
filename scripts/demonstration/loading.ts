// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

const FILE = "demonstration.json";

const Progress = z.strictObject({
  /** Number of the playing; see `References`. */
  run: z.int().min(0),
  /** Steps that have come out as expected, in their order. */
  done: z.array(z.string()),
  /** The step that was being played when the file was written. */
  underWay: z.string().optional(),
  finished: z.boolean(),
});

/** How far the loading of the demonstration on a ledger has come, so that a start after one that was ended goes on there. */
export class Loading {
  readonly #file: string;
  #progress: z.infer<typeof Progress> | undefined;

  /** @param folder the gateway's, which goes with the ledger when that is thrown away */
  constructor(folder: string) {
    this.#file = path.join(folder, FILE);
    if (existsSync(this.#file)) this.#progress = Progress.parse(JSON.parse(readFileSync(this.#file, "utf8")));
  }

  /** Number of the playing that was begun and not finished; undefined where there is none. */
  get unfinished(): number | undefined {
    return this.#progress?.finished === false ? this.#progress.run : undefined;
  }

  begin(run: number): void {
    this.#keep({ run, done: [], finished: false });
  }

  isDone(step: string): boolean {
    return this.#progress?.done.includes(step) ?? false;
  }

  /** Whether a step was being played when the process ended. */
  wasUnderWay(step: string): boolean {
    return this.#progress?.underWay === step;
  }

  playing(step: string): void {
    const { run, done } = this.#begun();
    this.#keep({ run, done, underWay: step, finished: false });
  }

  done(step: string): void {
    const { run, done } = this.#begun();
    this.#keep({ run, done: [...done, step], finished: false });
  }

  missed(): void {
    const { run, done } = this.#begun();
    this.#keep({ run, done, finished: false });
  }

  finish(): void {
    const { run, done } = this.#begun();
    this.#keep({ run, done, finished: true });
  }

  #begun(): z.infer<typeof Progress> {
    if (this.#progress === undefined) throw new Error("The loading has not begun.");
    return this.#progress;
  }

  /** In one step, so that an end in between leaves the file before or the file after. */
  #keep(progress: z.infer<typeof Progress>): void {
    const next = `${this.#file}.next`;
    writeFileSync(next, JSON.stringify(progress));
    renameSync(next, this.#file);
    this.#progress = progress;
  }
}
