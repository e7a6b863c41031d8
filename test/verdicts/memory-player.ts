// SPDX-License-Identifier: Apache-2.0
import { sharingRules } from "@licet/chaincode/internal/areas/sharing/rules";
import { AREA_RULES } from "@licet/chaincode/internal/contracts/areas";
import { commitmentAt } from "@licet/chaincode/internal/contracts/commitments";
import { savedState } from "@licet/chaincode/internal/testing/custody/acts";
import { found, joinOf } from "@licet/chaincode/internal/testing/ledgers/registers";
import { Stage } from "@licet/chaincode/internal/testing/ledgers/stage";
import {
  canonicalJson,
  hashOfText,
  type JsonValue,
  LicetError,
  type SaltedPart,
  type TransactionDefinition,
} from "@licet/domain";
import { ACTORS, type ActorName } from "@licet/scripts/demonstration/actors";
import type { Confidential, Outcome, Player } from "./player.js";

/** When the ledger in memory begins: rows name days relative to it. */
const BEGINS = "2026-11-02T08:00:00.000Z";
const MILLISECONDS_A_DAY = 86_400_000;

/** What the identities of the consortium say of those who act in rows. */
const ATTRIBUTES: Readonly<
  Record<ActorName, { readonly role: string; readonly office?: string; readonly party?: string }>
> = {
  gbLicensingOfficer: { role: "licensing-officer" },
  gbSeniorOfficer: { role: "senior-licensing-officer" },
  gbSecondSenior: { role: "senior-licensing-officer" },
  gbCertifier: { role: "certifying-officer" },
  gbCustoms: { role: "customs-officer", office: "GB000051" },
  gbExporter: { role: "exporter", party: "GB-EX-0001" },
  gbRegistrar: { role: "registrar" },
  aeCustoms: { role: "customs-officer", office: "AE000001" },
  aeRegistrar: { role: "registrar" },
  pkCertifier: { role: "certifying-officer" },
  pkCustoms: { role: "customs-officer", office: "PK000001" },
  pkEndUser: { role: "end-user", party: "PK-EU-0001" },
  pkRegistrar: { role: "registrar" },
  deCustoms: { role: "customs-officer", office: "DE000001" },
  carrier1: { role: "carrier", party: "CARRIERS-CR-0001" },
  carrier2: { role: "carrier", party: "CARRIERS-CR-0002" },
  carrier3: { role: "carrier", party: "CARRIERS-CR-0003" },
  carriersRegistrar: { role: "registrar" },
};

type Rule = (typeof AREA_RULES)[number]["handlers"][string];

/** Plays on the chaincode's rules and a world state in memory, each act a minute after the one before. */
export class MemoryPlayer implements Player {
  readonly channel = "licet";
  readonly #stage: Stage;
  readonly #rules: ReadonlyMap<string, { readonly definition: TransactionDefinition; readonly rule: Rule }>;
  #restore: (() => void) | undefined;

  private constructor(stage: Stage) {
    this.#stage = stage;
    this.#rules = new Map(
      [...AREA_RULES, sharingRules(commitmentAt)].flatMap(({ manifest, handlers }) =>
        Object.entries(manifest.transactions).map(([name, definition]) => [
          name,
          { definition, rule: handlers[name]! },
        ]),
      ),
    );
  }

  /** A founded consortium, and nothing else. */
  static async start(): Promise<MemoryPlayer> {
    const stage = new Stage(undefined, BEGINS);
    await found(stage);
    return new MemoryPlayer(stage);
  }

  /** Keeps the ledger as it is: every row begins with it. */
  keep(): void {
    this.#restore = savedState(this.#stage.ledger);
  }

  /** The same ledger for another row, with what was kept. */
  again(): MemoryPlayer {
    this.#restore?.();
    const player = new MemoryPlayer(new Stage(this.#stage.ledger, this.#stage.time));
    return player;
  }

  now(): string {
    return this.#stage.time;
  }

  wait(days: number): void {
    this.#stage.waitUntil(new Date(Date.parse(this.now()) + days * MILLISECONDS_A_DAY).toISOString());
  }

  join(state: string): Promise<void> {
    return joinOf(this.#stage, state);
  }

  async call(
    actor: ActorName,
    transaction: string,
    input: Readonly<Record<string, unknown>>,
    confidential: Confidential = {},
  ): Promise<Outcome> {
    const { definition, rule } = this.#rules.get(transaction)!;
    const mspId = ACTORS[actor].slice(ACTORS[actor].indexOf("@") + 1);
    const person = { mspId, officer: hashOfText(ACTORS[actor]).slice(0, 32), ...ATTRIBUTES[actor] };
    try {
      const result = await (definition.kind === "submit"
        ? this.#stage.act(definition, rule, input, person as never, partsOf(confidential))
        : this.#stage.ask(definition, rule, input, person as never));
      return { result: result as Record<string, unknown> };
    } catch (error) {
      if (error instanceof LicetError) return { code: error.code, sentence: error.sentence };
      throw error;
    }
  }
}

/** Parts with a salt that follows from their content, unless one was given. */
function partsOf({ confidential = {}, salts = {} }: Confidential): Record<string, SaltedPart> {
  return Object.fromEntries(
    Object.entries(confidential).map(([part, content]) => [
      part,
      { salt: salts[part] ?? hashOfText(canonicalJson(content as JsonValue)), content: content as JsonValue },
    ]),
  );
}
