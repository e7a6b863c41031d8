// SPDX-License-Identifier: Apache-2.0
import { eventKey } from "../../rules/custody/records";
import { listEvents } from "../../areas/custody/read";
import { CUSTODY_LIST_EVENTS, eventPlaceOf, hashOfText, type KeyType, LICENCE_LIST_ENTRIES } from "@licet/domain";
import { ledgerKey, sequenceAttribute } from "../../fabric/keys";
import { pageOfList } from "../../fabric/lists";
import { readProven, recordKeyAt, requireLockedProof } from "../../fabric/records";
import { listEntries } from "../../areas/licence/write-off/read";
import { PEOPLE } from "./people";
import { KEY_TYPES_ASIDE, kindOf } from "./kinds";
import { referencesOf } from "./questions";
import type { Stage } from "./stage";
import { privateKeyParts } from "./stored";

/** An ownership proof: in whose collection it lies, what it proves, and the key on the channel that it leads to. */
interface Proof {
  readonly organisation: string;
  readonly type: KeyType;
  readonly reference: string;
  readonly leadsTo: string;
}

/** Small pages, so that bookmarks are followed. */
const PAGE_SIZE = 2;

/** Every ownership proof of a ledger. */
export function proofsOn({ ledger }: Stage): readonly Proof[] {
  return [...ledger.collections].flatMap(([organisation, entries]) =>
    [...entries].flatMap(([key, text]) => {
      const { word, kind, rest } = privateKeyParts(key);
      if (word !== "proof") return [];
      const type = kind as KeyType;
      return [{ organisation, type, reference: rest, leadsTo: recordKeyAt(type, hashOfText(text)) }];
    }),
  );
}

/**
 * Reads every record that is proven, as its owner's, by its kind's schema.
 * @returns how many there are.
 * @throws {LicetError} LEDGER_DATA_INVALID where one is not what its kind says.
 * @throws {Error} where its proof is not the owner's.
 */
export async function readEveryRecord(stage: Stage): Promise<number> {
  const members = await stage.members(PEOPLE.customs.mspId);
  const records = proofsOn(stage).filter(({ type }) => !(KEY_TYPES_ASIDE as readonly KeyType[]).includes(type));
  for (const { organisation, type, reference } of records) {
    const kind = kindOf(type);
    if (kind.ownerOf(reference) !== organisation) throw new Error(`${organisation} proves ${type} ${reference}`);
    const proven = await stage.ledger.run({ members }, async (tx) => {
      if (kind.joint === true) await requireLockedProof(tx, kind, reference);
      return readProven(tx, kind, reference);
    });
    if (proven.result === undefined) throw new Error(`${type} ${reference} is proven and not read`);
  }
  return records.length;
}

/**
 * Walks every list to its end.
 * @returns for each list how many records it led to, and how many of its kind are proven to belong there.
 */
export async function walkLists(stage: Stage): Promise<ReadonlyMap<string, readonly [number, number]>> {
  const members = await stage.members(PEOPLE.customs.mspId);
  const walked = new Map<string, readonly [number, number]>();
  for (const { organisation, reference } of proofsOn(stage).filter(({ type }) => type === "list")) {
    const slash = reference.indexOf("/");
    const kind = kindOf(reference.slice(0, slash));
    const name = reference.slice(slash + 1);
    const belonging = referencesOf(stage.ledger, kind.type).filter((id) => kind.listedIn?.(id) === name);
    let bookmark = "";
    let count = 0;
    do {
      const request = { pageSize: PAGE_SIZE, bookmark };
      const page = await stage.ledger.run({ members }, (tx) => pageOfList(tx, kind, organisation, name, request));
      count += page.result.items.length;
      ({ bookmark } = page.result);
    } while (bookmark !== "");
    walked.set(reference, [count, belonging.length]);
  }
  return walked;
}

/** Walks every chain to its start. @returns the keys of the entries that the walk led to. */
export async function walkChains(stage: Stage): Promise<readonly string[]> {
  const keys: string[] = [];
  for (const reference of referencesOf(stage.ledger, "licence-line")) {
    const [licence = "", line = ""] = reference.split("#");
    keys.push(...(await walkEntries(stage, licence, Number(line))));
  }
  for (const consignment of referencesOf(stage.ledger, "custody-head")) {
    keys.push(...(await walkEvents(stage, consignment)));
  }
  return keys;
}

async function walkEntries(stage: Stage, licence: string, line: number): Promise<readonly string[]> {
  const keys: string[] = [];
  let bookmark = "";
  do {
    const input = { licence, line, pageSize: PAGE_SIZE, bookmark };
    const page = await stage.ask(LICENCE_LIST_ENTRIES, listEntries, input, PEOPLE.customs);
    keys.push(
      ...page.items.map(({ sequence, txId }) =>
        ledgerKey("licence-entry", licence, line.toString(), sequenceAttribute(sequence), txId),
      ),
    );
    ({ bookmark } = page);
  } while (bookmark !== "");
  return keys;
}

async function walkEvents(stage: Stage, consignment: string): Promise<readonly string[]> {
  const keys: string[] = [];
  let bookmark = "";
  do {
    const input = { consignment, pageSize: PAGE_SIZE, bookmark };
    const page = await stage.ask(CUSTODY_LIST_EVENTS, listEvents, input, PEOPLE.customs);
    keys.push(...page.items.map(({ id }) => eventKey(consignment, eventPlaceOf(id))));
    ({ bookmark } = page);
  } while (bookmark !== "");
  return keys;
}
