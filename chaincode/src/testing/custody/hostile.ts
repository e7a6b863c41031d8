// SPDX-License-Identifier: Apache-2.0
import { CustodyEvent, CustodyHead, hashOfText, linksAfter, type Trail, trailAfter } from "@licet/domain";
import { entryKey, type LinkedEntry } from "../../fabric/chain";
import { proofKey } from "../../fabric/keys";
import { parseRecord, recordKeyAt, storedText } from "../../fabric/records";
import type { Transaction } from "../../fabric/transaction";
import type { MemoryLedger } from "../fabric/memory-ledger";
import { CONSIGNMENT } from "../worlds/custody-world";
import { CUSTODY_EVENTS, CUSTODY_HEADS } from "../../rules/custody/records";

/** Whether Fabric lets a transaction that these organisations endorse, and nobody else, write or delete a key on the channel. */
export function mayWrite(ledger: MemoryLedger, key: string, organisations: readonly string[]): boolean {
  const policy = ledger.endorsers.get(key);
  if (policy === undefined) return true;
  if (policy === null) return false;
  if ("needed" in policy) return policy.of.filter((one) => organisations.includes(one)).length >= policy.needed;
  return policy.every((one) => organisations.includes(one));
}

/** The same for an entry of an organisation's collection. */
export function mayWritePrivately(
  ledger: MemoryLedger,
  organisation: string,
  key: string,
  organisations: readonly string[],
): boolean {
  return organisations.includes(organisation) && !ledger.locked.has(`${organisation} ${key}`);
}

/** Key at which the custody head of the world's consignment lies. */
export function headKey(ledger: MemoryLedger): string {
  const owner = CUSTODY_HEADS.ownerOf(CONSIGNMENT);
  const proof = ledger.collections.get(owner)?.get(proofKey(CUSTODY_HEADS.type, CONSIGNMENT)) ?? "";
  return recordKeyAt(CUSTODY_HEADS.type, hashOfText(proof));
}

/** The head as it lies on the channel, whatever it says. */
export function storedHead(ledger: MemoryLedger): CustodyHead {
  return parseRecord(CustodyHead, ledger.state.get(headKey(ledger)) ?? "", "The head").record;
}

/** Writes a head as altered chaincode would. */
export function forgeHead(ledger: MemoryLedger, change: Partial<CustodyHead>): void {
  ledger.state.set(headKey(ledger), storedText({ ...storedHead(ledger), ...change }));
}

/** Every event of the chain, oldest first, with the link that leads to it. */
export function storedEvents(ledger: MemoryLedger): LinkedEntry<CustodyEvent>[] {
  const events: LinkedEntry<CustodyEvent>[] = [];
  let [link] = storedHead(ledger).trail;
  while (link !== undefined) {
    const text = ledger.state.get(entryKey(CUSTODY_EVENTS, [CONSIGNMENT], link)) ?? "";
    const entry = parseRecord(CustodyEvent, text, "The event").record;
    events.unshift({ link, entry });
    link = entry.previous;
  }
  return events;
}

/**
 * Rewrites the chain from an event on and links it anew, with a head that says what the last event says, and with organisations that
 * say of events that stay in their places whatever they are now: more than anybody could on Fabric, where all these are locked. What an audit still finds, it finds whoever conspires.
 * @param rewrite the events from there on, as they shall be.
 */
export function forgeEvents(
  ledger: MemoryLedger,
  from: number,
  rewrite: (events: readonly CustodyEvent[]) => readonly CustodyEvent[],
): void {
  const events = storedEvents(ledger);
  const kept = events.slice(0, from - 1).reduce<Trail>((trail, { link }) => trailAfter(trail, link), []);
  const rewritten = rewrite(events.slice(from - 1).map(({ entry }) => entry));
  const trail = rewritten.reduce<Trail>((before, event) => writeEvent(ledger, before, event), kept);
  const last = rewritten.at(-1) ?? events[from - 2]?.entry;
  if (last === undefined) throw new Error("nothing is left of the chain");
  const optional = { pending: last.after.pending, previousHolder: last.after.previousHolder };
  forgeHead(ledger, { ...last.after, ...optional, count: trail[0]?.sequence ?? 0, trail });
  restate(ledger, hashesChanged(events, storedEvents(ledger)));
}

/** Hashes of events that lie where they lay, before and now. */
function hashesChanged(before: readonly LinkedEntry<CustodyEvent>[], now: readonly LinkedEntry<CustodyEvent>[]) {
  const changed = now.map(({ link }) => {
    const same = before.find((one) => one.link.sequence === link.sequence && one.link.txId === link.txId);
    return [same?.link.hash, link.hash] as const;
  });
  return changed.flatMap(([was, is]) => (was === undefined || was === is ? [] : [[was, is] as const]));
}

/** Makes whoever named an event by its hash name the event as it is now, locked or not. */
function restate(ledger: MemoryLedger, changed: readonly (readonly [was: string, is: string])[]): void {
  for (const collection of ledger.collections.values()) {
    for (const [key, value] of collection) {
      if (!key.startsWith("consent/custody/")) continue;
      collection.set(
        key,
        changed.reduce((text, [was, is]) => text.replaceAll(was, is), value),
      );
    }
  }
}

/** Changes one event and leaves the others as they are, but for their links. */
export function forgeEvent(
  ledger: MemoryLedger,
  sequence: number,
  change: (event: CustodyEvent) => CustodyEvent,
): void {
  forgeEvents(ledger, sequence, (events) =>
    events.map((event) => (event.sequence === sequence ? change(event) : event)),
  );
}

function writeEvent(ledger: MemoryLedger, trail: Trail, event: CustodyEvent): Trail {
  const { previous: _previous, jump: _jump, ...body } = event;
  const place = { sequence: event.sequence, txId: event.txId };
  const text = storedText({ ...body, ...linksAfter(trail) });
  ledger.state.set(entryKey(CUSTODY_EVENTS, [CONSIGNMENT], place), text);
  return trailAfter(trail, { ...place, hash: hashOfText(text) });
}

/** A transaction whose calls on the ledger are counted, by kind. */
export function counted(tx: Transaction): { readonly tx: Transaction; readonly calls: Map<string, number> } {
  const calls = new Map<string, number>();
  const watched = <T extends object>(of: string, target: T): T =>
    new Proxy(target, {
      get: (object, name): unknown => {
        const call = `${of}.${String(name)}`;
        calls.set(call, (calls.get(call) ?? 0) + 1);
        return Reflect.get(object, name);
      },
    });
  return {
    tx: { ...tx, state: watched("state", tx.state), privateState: watched("private", tx.privateState) },
    calls,
  };
}
