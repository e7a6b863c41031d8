// SPDX-License-Identifier: Apache-2.0
import path from "node:path";
import { OwnParts } from "@licet/gateway/application/held-parts";
import { decodeBlock } from "@licet/gateway/blocks/decode-block";
import { EventReader } from "@licet/gateway/blocks/event-reader";
import type { JoinedEvent } from "@licet/gateway/blocks/join-parts";
import type { Checkpoint, JoinedWrite } from "@licet/gateway/blocks/ledger-event";
import { readProfiles } from "@licet/gateway/adapters/files/profiles";
import type { Ledger, LedgerIdentity } from "@licet/gateway/ports/ledger";
import type { NetworkProfiles } from "@licet/gateway/ports/network-profiles";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Place } from "./gateway-suite.js";
import { GatewayUnderTest } from "./gateway-under-test.js";
import { issueLicence, registerExporter } from "./licence-case.js";

type Client = Ledger["client"];

const OFFICER = "licensing1@GBAuthorityMSP";
const ABROAD = "customs1@PKAuthorityMSP";

/** How many events a reader handles before it is stopped. */
const STOPPED_AFTER = [1, 2, 5];

/** A channel's blocks as events, read through one of the clients. */
export function describeEvents(
  place: () => Place,
  client: Client,
  openLedger: (client: Client, profiles: NetworkProfiles) => Ledger,
): void {
  const licence = client === "fabric-gateway" ? "GBSIEE2EEVENTSG" : "GBSIEE2EEVENTSN";
  let gateway: GatewayUnderTest;
  /** Behind which the case of this suite begins. */
  let before: Checkpoint | undefined;

  beforeAll(async () => {
    const { profilesFolder, home } = place();
    gateway = await GatewayUnderTest.start(client, profilesFolder, path.join(home, `events-${client}`));
    await registerExporter(gateway);
    before = (await read(OFFICER)).at(-1)?.at;
    await issueLicence(gateway, licence, 100);
  });
  afterAll(() => gateway.stop());

  /** The events up to the channel's height, or as many as are asked for, by a reader that is closed afterwards. */
  async function read(who: string, after?: Checkpoint, most = Infinity): Promise<JoinedEvent[]> {
    const profiles = readProfiles(place().profilesFolder);
    const ledger = openLedger(client, profiles);
    const identity = profiles.identities.get(who)!;
    try {
      return await readWith(ledger, identity, after, most);
    } finally {
      await ledger.close();
    }
  }

  async function readWith(
    ledger: Ledger,
    identity: LedgerIdentity,
    after: Checkpoint | undefined,
    most: number,
  ): Promise<JoinedEvent[]> {
    const parts = new OwnParts(ledger, identity);
    const reader = new EventReader({ ledger, identity, chaincodeName: "licet", parts: [parts] });
    // The last block's transactions are told together, so that a tip within it is no end.
    const last = (await ledger.height(identity)) - 1n;
    const size = await sizeOf(ledger, identity, last);
    const isLast = ({ at }: JoinedEvent): boolean =>
      at.block > last || (at.block === last && at.transaction === size - 1);
    const found: JoinedEvent[] = [];
    if (after !== undefined && after.block === last && after.transaction === size - 1) return found;
    for await (const event of reader.events(after, new AbortController().signal)) {
      found.push(event);
      if (found.length === most || isLast(event)) break;
    }
    return found;
  }

  it("tell every transaction of every block once, and understand all of Licet's", async () => {
    const events = await read(OFFICER);
    expect(events[0]).toMatchObject({ kind: "configuration", at: { block: 0n, transaction: 0 } });
    expect(new Set(events.map(placeOf)).size).toBe(events.length);
    const announced = events.flatMap((event) => (event.kind === "transaction" ? [event.announced] : []));
    expect(announced.filter((each) => each !== undefined && each.state !== "known")).toEqual([]);
  });

  it("tell how a licence came about, with what its authority alone holds", async () => {
    const told = (await read(OFFICER, before)).filter((event) => event.kind === "transaction");
    expect(told.map(({ announced }) => announced)).toMatchObject([
      { state: "known", name: "LicenceAppliedFor", payload: { application: `GB-AP-${licence}` } },
      { state: "known", name: "ApplicationDecided", payload: { outcome: "approve", reason: "criteria-met" } },
      { state: "known", name: "LicenceIssued", payload: { licence, lines: [{ line: 1, authorised: "100000000" }] } },
    ]);
    expect(told.map(({ name, creator }) => [name, creator])).toEqual([
      ["licence:Apply", "GBAuthorityMSP"],
      ["licence:Decide", "GBAuthorityMSP"],
      ["licence:Issue", "GBAuthorityMSP"],
    ]);
    const content = partsOf(told).filter(({ part }) => part?.kind === "licence");
    expect(content).toMatchObject([
      { part: { id: licence, part: "content" }, state: "held", content: { destination: "PK" } },
    ]);
  });

  it("tell another member the same without the content", async () => {
    const told = (await read(ABROAD, before)).filter((event) => event.kind === "transaction");
    expect(told).toHaveLength(3);
    expect(partsOf(told).map(({ state }) => state)).toEqual(partsOf(told).map(() => "hashed"));
    const text = JSON.stringify(told, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value));
    expect(text).not.toContain("Switching of a telephone network");
  });

  it("go on behind a checkpoint after a reader was killed, each once", async () => {
    const all = await read(OFFICER, before);
    for (const stopped of STOPPED_AFTER) {
      const handled: JoinedEvent[] = [];
      while (handled.length < all.length) handled.push(...(await read(OFFICER, handled.at(-1)?.at ?? before, stopped)));
      expect(handled.map(placeOf)).toEqual(all.map(placeOf));
    }
  });
}

/** How many transactions a block holds, by a reader of it alone. */
async function sizeOf(ledger: Ledger, identity: LedgerIdentity, number: bigint): Promise<number> {
  const end = new AbortController();
  for await (const block of ledger.blocks(identity, number, end.signal)) {
    if (block.number !== number) continue;
    end.abort();
    return decodeBlock(block.bytes, "licet").events.length;
  }
  throw new Error(`The peer gave no block ${number}.`);
}

function placeOf({ at }: JoinedEvent): string {
  return `${at.block}/${at.transaction}`;
}

function partsOf(events: readonly JoinedEvent[]): JoinedWrite[] {
  return events
    .flatMap((event) => (event.kind === "transaction" ? event.privateWrites : []))
    .filter(({ part }) => part !== undefined);
}
