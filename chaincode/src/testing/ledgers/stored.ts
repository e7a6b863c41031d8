// SPDX-License-Identifier: Apache-2.0
import { Membership } from "@licet/domain";
import { type KeyPolicy, MemoryLedger } from "../fabric/memory-ledger";

/** One key of the channel: what it holds, and who must endorse its next change (null: nobody can change it). */
interface KeptKey {
  readonly key: readonly string[];
  readonly endorsers?: KeyPolicy;
  readonly value: unknown;
}

/** One entry of an organisation's implicit collection. */
interface KeptEntry {
  readonly organisation: string;
  readonly key: string;
  readonly locked?: true;
  readonly value: unknown;
}

/** A ledger as a release left it. */
export interface KeptLedger {
  /** Time of the last transaction, RFC 3339. */
  readonly at: string;
  /** How many transaction ids it has used. */
  readonly transactions: number;
  readonly state: readonly KeptKey[];
  readonly collections: readonly KeptEntry[];
}

const DELIMITER = "\u0000";

/**
 * What lies on a ledger, sorted, so that two are compared line by line.
 * @throws {Error} where a value cannot be kept to the letter.
 */
export function keptLedger(ledger: MemoryLedger, at: string, transactions: number): KeptLedger {
  return {
    at,
    transactions,
    state: sorted(ledger.state).map(([key, text]) => {
      const endorsers = ledger.endorsers.get(key);
      return {
        key: key.split(DELIMITER).slice(1, -1),
        ...(endorsers === undefined ? {} : { endorsers }),
        value: jsonOf(text),
      };
    }),
    collections: sorted(ledger.collections).flatMap(([organisation, entries]) =>
      sorted(entries).map(([key, text]) => ({
        organisation,
        key,
        ...(ledger.locked.has(`${organisation} ${key}`) ? { locked: true as const } : {}),
        value: jsonOf(text),
      })),
    ),
  };
}

/** Puts a kept ledger into memory, value by value as it was. */
export function ledgerOf({ state, collections }: KeptLedger): MemoryLedger {
  const ledger = new MemoryLedger(Membership.NONE);
  for (const { key, endorsers, value } of state) {
    const name = `${DELIMITER}${key.map((attribute) => `${attribute}${DELIMITER}`).join("")}`;
    ledger.state.set(name, textOf(value));
    if (endorsers !== undefined) ledger.endorsers.set(name, endorsers);
  }
  for (const { organisation, key, locked, value } of collections) {
    const entries = ledger.collections.get(organisation) ?? new Map<string, string>();
    ledger.collections.set(organisation, entries.set(key, textOf(value)));
    if (locked === true) ledger.locked.add(`${organisation} ${key}`);
  }
  return ledger;
}

/** Parts of a key of a collection: `proof`, its kind and its reference; a reference may hold slashes. */
export function privateKeyParts(key: string): { readonly word: string; readonly kind: string; readonly rest: string } {
  const [word = "", kind = "", ...rest] = key.split("/");
  return { word, kind, rest: rest.join("/") };
}

/** The ledger keeps canonical JSON, and secrets as plain text. */
function jsonOf(text: string): unknown {
  const value: unknown = text.startsWith("{") ? JSON.parse(text) : text;
  if (textOf(value) === text) return value;
  throw new Error(`a value cannot be kept to the letter: ${text}`);
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function sorted<V>(entries: ReadonlyMap<string, V>): (readonly [string, V])[] {
  return [...entries].sort(([left], [right]) => (left < right ? -1 : 1));
}
