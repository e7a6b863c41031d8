// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
import {
  type JsonValue,
  domainFor,
  ownerOfReference,
  type SignedValue,
  type SigningAct,
  signingDigest,
} from "@licet/domain";
import type { ActorName } from "@licet/scripts/demonstration/actors";
import { computeAddress, SigningKey } from "ethers";
import type { Confidential, Outcome, Player } from "./player.js";

/** What is said of a step. */
export type Said = Readonly<Record<string, JsonValue>>;

/** Parties of rows, by the name that steps use. */
export const PARTIES: Readonly<
  Record<string, { readonly id: string; readonly name: string; readonly country: string }>
> = {
  exporter: { id: "GB-EX-0001", name: "Tees Valley Instruments Ltd", country: "GB" },
  rival: { id: "GB-EX-0002", name: "Mersey Optics Ltd", country: "GB" },
  forwarder: { id: "GB-AG-0001", name: "Humber Forwarding Ltd", country: "GB" },
  agentAbroad: { id: "AE-AG-0001", name: "Jebel Ali Forwarding LLC", country: "AE" },
  endUser: { id: "PK-EU-0001", name: "Lahore Metrology Institute", country: "PK" },
  endUserAbroad: { id: "GB-EU-0001", name: "Muscat Metrology Centre", country: "OM" },
  trader: { id: "PK-EU-0002", name: "Karachi Instruments Trading", country: "PK" },
  carrier1: { id: "CARRIERS-CR-0001", name: "Northern Straits Shipping", country: "GB" },
  carrier2: { id: "CARRIERS-CR-0002", name: "Gulf Shuttle Lines", country: "AE" },
  carrier3: { id: "CARRIERS-CR-0003", name: "Harbour Lighters", country: "AE" },
};

/** Kinds that parties are registered as, by the two letters of their reference. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  EX: ["exporter"],
  AG: ["agent"],
  EU: ["end-user", "consignee"],
  CR: ["carrier"],
};

const REGISTRARS: Readonly<Record<string, ActorName>> = {
  GBAuthorityMSP: "gbRegistrar",
  AEAuthorityMSP: "aeRegistrar",
  PKAuthorityMSP: "pkRegistrar",
  CarriersMSP: "carriersRegistrar",
};

/** A row as it is played: whose references are whose, and what earlier steps left behind. */
export class Story {
  readonly player: Player;
  /** Distinguishes this playing from every other on the same ledger. */
  readonly mark: string;
  /** References that steps leave for later ones: licence, consignment, hold, event, certificate. */
  readonly refs = new Map<string, string>();
  /** Confidential content that later steps build on. */
  readonly contents = new Map<string, Record<string, JsonValue>>();
  readonly #parties = new Map<string, string>();

  constructor(player: Player, mark: string) {
    this.player = player;
    this.mark = mark;
  }

  /**
   * A reference that an earlier step left.
   * @throws {Error} where none did.
   */
  ref(name: string): string {
    const found = this.refs.get(name);
    if (found !== undefined) return found;
    throw new Error(`No step has left a ${name}.`);
  }

  /**
   * Calls, and it must come out.
   * @throws {Error} with the refusal.
   */
  async must(
    actor: ActorName,
    transaction: string,
    input: Readonly<Record<string, unknown>>,
    confidential: Confidential = {},
  ): Promise<Record<string, unknown>> {
    const outcome = await this.player.call(actor, transaction, input, confidential);
    if ("result" in outcome) return outcome.result;
    throw new Refused(outcome.code, `${transaction} by ${actor}: ${outcome.code} ${outcome.sentence}`);
  }

  /** As `must`; what is on the ledger already counts as done. */
  async ensure(...call: Parameters<Story["must"]>): Promise<void> {
    const outcome: Outcome = await this.player.call(...call);
    if ("code" in outcome && outcome.code !== "ALREADY_EXISTS") throw new Refused(outcome.code, outcome.sentence);
  }

  /** Register id of a party by its name: its own in this row, where a step has entered one. */
  party(name: string): string {
    return this.#parties.get(name) ?? PARTIES[name]?.id ?? name;
  }

  /** A party as documents name it. */
  named(name: string): { party: string; name: string; country: string } {
    const { name: title, country } = PARTIES[name]!;
    return { party: this.party(name), name: title, country };
  }

  registrarOf(party: string): ActorName {
    return REGISTRARS[ownerOfReference(party)]!;
  }

  /** Enters a party of its own for this row in place of the common one, because something will become of it. */
  async ownParty(name: string, identifiers?: readonly Identifier[]): Promise<void> {
    const { id } = PARTIES[name]!;
    const own = `${id.slice(0, id.lastIndexOf("-"))}-${this.mark}`;
    await this.enter(name, own, identifiers);
    this.#parties.set(name, own);
  }

  /** Enters a party into its register, with its EORI unless other numbers are given, and with the key that it signs with. */
  async enter(name: string, id: string, identifiers?: readonly Identifier[]): Promise<void> {
    const { country } = PARTIES[name]!;
    const registrar = this.registrarOf(id);
    const kinds = KINDS[id.split("-")[1] ?? ""];
    const content = partyContent(name, identifiers ?? [{ scheme: "EORI", value: eoriOf(id) }]);
    const input = { id, kinds, jurisdiction: country, validFrom: "2026-01-01" };
    await this.ensure(registrar, "party:Register", input, { confidential: { content } });
    const key = { party: id, address: computeAddress(keyOf(id).publicKey), validFrom: "2026-01-01T00:00:00Z" };
    await this.ensure(registrar, "party:AddKey", key);
  }

  /** A party's signature on a message, as its device makes it. */
  sign<F extends string>(party: string, act: SigningAct<F>, message: Readonly<Record<F, SignedValue>>): string {
    return keyOf(party).sign(signingDigest(domainFor(this.player.channel), act, message)).serialized;
  }

  /** A day so many days from today. */
  day(offset: number): string {
    return new Date(Date.parse(this.player.now()) + offset * 86_400_000).toISOString().slice(0, 10);
  }
}

/** A number of a register outside the ledger. */
export interface Identifier {
  readonly scheme: string;
  readonly value: string;
}

/** What a register holds of a party of rows. */
export function partyContent(name: string, identifiers: readonly Identifier[]): JsonValue {
  const { name: title, country } = PARTIES[name]!;
  return { name: title, identifiers: identifiers.map((each) => ({ ...each })), address: "1 Quay Road", country };
}

/** A step that was refused, with the code. */
export class Refused extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** EORI of a party of rows, made from its register id. */
export function eoriOf(id: string): string {
  const digits = createHash("sha256").update(id).digest().readUInt32BE(0).toString().padStart(12, "0");
  return `${id.slice(0, 2)}${digits}`;
}

/** Key that a party of rows signs with, made from its register id: it protects nothing. */
export function keyOf(party: string): SigningKey {
  return new SigningKey(`0x${createHash("sha256").update(`key of ${party} in the table of verdicts`).digest("hex")}`);
}

/** A text that a step says, or the default. */
export function said(of: Said, name: string, otherwise: string): string {
  const value = of[name];
  return typeof value === "string" ? value : otherwise;
}
