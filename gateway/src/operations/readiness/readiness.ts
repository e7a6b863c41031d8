// SPDX-License-Identifier: Apache-2.0
import { GatewayError } from "../../errors/gateway-error.js";
import type { Ledger, LedgerIdentity } from "../../ports/ledger.js";
import type { Finding, Watch } from "./finding.js";
import { type Following, ReadModelWatch } from "./read-model-watch.js";

/** How long an answer about the ledger is given again, in milliseconds, so that probes cost it little. */
const HEIGHT_AGE_MS_MAX = 1_000;

/** What readiness is told from. */
export interface ReadinessOptions {
  readonly ledger: Pick<Ledger, "height">;
  readonly identity: LedgerIdentity;
  readonly following: Following;
  /** What is watched besides ledger and read model. */
  readonly watches: readonly Watch[];
}

/** What a gateway that is ready says of itself. */
export interface Ready {
  /** Blocks of the channel. */
  readonly height: number;
  readonly readModel: Awaited<ReturnType<ReadModelWatch["state"]>>;
}

/** Whether this gateway can do what it is there for, and what to do where it cannot. */
export class Readiness {
  readonly #options: ReadinessOptions;
  readonly #readModel: ReadModelWatch;
  #asked: { readonly at: number; readonly height: Promise<bigint> } | undefined;
  #stopping = false;

  constructor(options: ReadinessOptions) {
    this.#options = options;
    this.#readModel = new ReadModelWatch(options.following, () => this.height());
  }

  /** From now on the answer is no, so that no new requests are sent here. */
  stop(): void {
    this.#stopping = true;
  }

  /**
   * The channel's height.
   * @throws {LedgerError}
   * @throws {GatewayError} LEDGER_UNAVAILABLE while the gateway stops.
   */
  height(): Promise<bigint> {
    if (this.#stopping) return Promise.reject(new GatewayError("LEDGER_UNAVAILABLE", "The gateway is stopping."));
    const now = Date.now();
    if (!this.#asked || now - this.#asked.at > HEIGHT_AGE_MS_MAX) {
      const { ledger, identity } = this.#options;
      const height = ledger.height(identity);
      height.catch(() => undefined);
      this.#asked = { at: now, height };
    }
    return this.#asked.height;
  }

  /**
   * @returns what it says of itself when it is ready
   * @throws {LedgerError} where no peer answers.
   * @throws {GatewayError} LEDGER_UNAVAILABLE while it stops; NOT_READY with every finding.
   */
  async require(): Promise<Ready> {
    const height = await this.height();
    const readModel = await this.#readModel.state();
    const found = await Promise.all(
      [this.#readModel, ...this.#options.watches].map((watch) => Promise.resolve(watch.findings())),
    );
    const findings = found.flat();
    const [first] = findings;
    if (first === undefined) return { height: Number(height), readModel };
    const more = findings.length === 1 ? "" : ` ${(findings.length - 1).toString()} more in the details.`;
    throw new GatewayError("NOT_READY", `${first.says}${more}`, { findings: findings.map(listed) });
  }
}

function listed({ check, says, next }: Finding): {
  readonly check: string;
  readonly says: string;
  readonly next: string;
} {
  return { check, says, next };
}
