// SPDX-License-Identifier: Apache-2.0
import type { z } from "zod";
import {
  CUSTODY_ACCEPT,
  CUSTODY_AUDIT,
  CUSTODY_CANCEL,
  CUSTODY_CLOSE_MATTER,
  CUSTODY_DECLARE_ERROR,
  CUSTODY_HANDOFF,
  CUSTODY_PROPOSE,
  CUSTODY_REFUSE,
  CUSTODY_REPORT_INCIDENT,
  CUSTODY_RESEAL,
  type CustodyProblem,
  type SubmitDefinition,
} from "@licet/domain";
import type { Handler } from "../../fabric/handler";
import type { MemoryLedger, RunOutcome, TransactionSetting } from "../fabric/memory-ledger";
import { play } from "../fabric/play";
import { CARRIER_1, CARRIER_2, CONSIGNMENT, CONSIGNOR, CustodyWorld, WAREHOUSE } from "../worlds/custody-world";
import { accept, cancel, refuse } from "../../areas/custody/answer";
import { audit } from "../../areas/custody/audit";
import { handOff } from "../../areas/custody/handoff";
import { closeMatter, declareError, reportIncident, reseal } from "../../areas/custody/matters";
import { propose } from "../../areas/custody/propose";
import { mayWrite, mayWritePrivately, storedHead } from "./hostile";

/** Every act on a custody chain, with the rule behind it. */
export const ACTS = {
  propose: [CUSTODY_PROPOSE, propose],
  accept: [CUSTODY_ACCEPT, accept],
  refuse: [CUSTODY_REFUSE, refuse],
  cancel: [CUSTODY_CANCEL, cancel],
  handOff: [CUSTODY_HANDOFF, handOff],
  reseal: [CUSTODY_RESEAL, reseal],
  reportIncident: [CUSTODY_REPORT_INCIDENT, reportIncident],
  closeMatter: [CUSTODY_CLOSE_MATTER, closeMatter],
  declareError: [CUSTODY_DECLARE_ERROR, declareError],
} as const;
export type Act = keyof typeof ACTS;
type InputOf<A extends Act> = z.input<(typeof ACTS)[A][0]["input"]>;
type OutputOf<A extends Act> = z.output<(typeof ACTS)[A][0]["output"]>;

/**
 * Runs an act as one transaction.
 * @throws {Error} where the endorsement that its definition asks for would not do on Fabric.
 */
export async function perform<A extends Act>(
  ledger: MemoryLedger,
  act: A,
  input: InputOf<A>,
  setting: TransactionSetting,
): Promise<RunOutcome<OutputOf<A>>> {
  const [definition, rule] = ACTS[act] as unknown as [SubmitDefinition, Handler<SubmitDefinition>];
  const before = { endorsers: new Map(ledger.endorsers), locked: new Set(ledger.locked) } as MemoryLedger;
  const { keepers } = storedHead(ledger);
  const run = await play(ledger, definition, rule, input, setting);
  const endorsers = definition.endorsedBy(definition.input.parse(input), {
    callerMsp: setting.caller?.mspId ?? "",
    keepers,
  });
  const refused = [
    ...[...run.writes.keys()].filter((key) => !mayWrite(before, key, endorsers)),
    ...run.privateWrites
      .filter(({ organisation, key }) => !mayWritePrivately(before, organisation, key, endorsers))
      .map(({ organisation, key }) => `${organisation} ${key}`),
  ];
  if (refused.length > 0) throw new Error(`${endorsers.join(", ")} do not suffice for ${refused.join(", ")}`);
  return run as RunOutcome<OutputOf<A>>;
}

/** Where the goods can be: whose party has them, and who keeps the head then. */
export const PLACES = {
  "the owner's, which alone keeps it": { route: [CONSIGNOR], keepers: ["GBAuthorityMSP"] },
  "the carriers'": { route: [CONSIGNOR, CARRIER_1], keepers: ["CarriersMSP", "GBAuthorityMSP"] },
  "the carriers', at a second of theirs": {
    route: [CONSIGNOR, CARRIER_2, CARRIER_1],
    keepers: ["CarriersMSP", "GBAuthorityMSP"],
  },
  "a state's on the way": { route: [CONSIGNOR, CARRIER_1, WAREHOUSE], keepers: ["AEAuthorityMSP", "GBAuthorityMSP"] },
  "the carriers' once more": {
    route: [CONSIGNOR, CARRIER_1, WAREHOUSE, CARRIER_1],
    keepers: ["CarriersMSP", "GBAuthorityMSP"],
  },
  "the owner's again": {
    route: [CONSIGNOR, CARRIER_1, CONSIGNOR],
    keepers: ["CarriersMSP", "GBAuthorityMSP"],
  },
} as const;
export type Place = keyof typeof PLACES;

/** A world in which the goods have come to a place. */
export async function worldAt(place: Place): Promise<CustodyWorld> {
  const { route } = PLACES[place];
  const world = await CustodyWorld.start(route[0]);
  for (const [index, receivedBy] of route.slice(1).entries()) {
    await passOn(world, { transfer: index + 1, receivedBy });
  }
  return world;
}

/** Keeps what lies on a ledger. @returns what puts it back. */
export function savedState(ledger: MemoryLedger): () => void {
  const [state, endorsers] = [new Map(ledger.state), new Map(ledger.endorsers)];
  const collections = [...ledger.collections].map(([name, entries]) => [name, new Map(entries)] as const);
  const locked = new Set(ledger.locked);
  return () => {
    replaced(ledger.state, state);
    replaced(ledger.endorsers, endorsers);
    replaced(ledger.collections, new Map(collections.map(([name, entries]) => [name, new Map(entries)])));
    ledger.locked.clear();
    for (const entry of locked) ledger.locked.add(entry);
  };
}

function replaced<V>(target: Map<string, V>, source: ReadonlyMap<string, V>): void {
  target.clear();
  for (const [key, value] of source) target.set(key, value);
}

/** Problems that an audit of the whole chain finds, in pages of 100. */
export async function auditOf(ledger: MemoryLedger, pageSize = 100): Promise<readonly CustodyProblem[]> {
  const problems: CustodyProblem[] = [];
  let bookmark = "";
  do {
    const input = { consignment: CONSIGNMENT, pageSize, bookmark };
    const { result } = await play(ledger, CUSTODY_AUDIT, audit, input);
    problems.push(...result.problems);
    ({ bookmark } = result);
  } while (bookmark !== "");
  return problems;
}

/** Hands the goods on from whoever has them, signed by both. */
export async function passOn(
  world: CustodyWorld,
  given: { readonly receivedBy: string; readonly transfer?: number; readonly at?: string },
): Promise<unknown> {
  const head = await world.head();
  const at = given.at ?? `2026-11-23T08:${head.count.toString().padStart(2, "0")}:00Z`;
  return world.runHandoff(
    {
      transfer: given.transfer ?? head.transfers + 1,
      releasedBy: head.custodian,
      receivedBy: given.receivedBy,
      eventTime: at,
    },
    { acceptedAt: at },
  );
}

function member(mspId: string, role: string, more: object = {}): TransactionSetting {
  return { caller: { mspId, role, officer: `${mspId} ${role}`, ...more } } as TransactionSetting;
}

/** An identity that a party's register issued for it. */
export function personOf(party: string): TransactionSetting {
  const mspId = party.startsWith("CARRIERS") ? "CarriersMSP" : `${party.slice(0, 2)}AuthorityMSP`;
  return member(mspId, mspId === "CarriersMSP" ? "carrier" : "exporter", { party });
}

/** A customs officer of a state. */
export function customsOf(state: string): TransactionSetting {
  return member(`${state}AuthorityMSP`, "customs-officer");
}

/** A customs officer that an organisation of no state has made up, or one of another organisation that says it is a party's. */
export const PRETENDERS = {
  carriersCustoms: member("CarriersMSP", "customs-officer"),
  impostor: (party: string) => member("DEAuthorityMSP", "carrier", { party }),
} as const;

const SALT = "a5".repeat(32);

/** Seals put on, and an incident that breaks none, for the confidential parts of acts. */
export const CONTENT = {
  seals: { content: { salt: SALT, content: { removed: [], affixed: [{ number: "N1", source: "CUS" }] } } },
  incident: { content: { salt: SALT, content: { text: "road closed", equipment: [] } } },
  brokenSeal: {
    content: { salt: SALT, content: { text: "door forced", equipment: [{ seals: [] }], numberOfSeals: 1 } },
  },
} as const;

/** Where and when most acts of tests take place. */
export const HERE = { consignment: CONSIGNMENT, place: "AEJEA", eventTime: "2026-11-23T09:30:00Z" } as const;
