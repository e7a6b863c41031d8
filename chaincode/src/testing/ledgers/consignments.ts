// SPDX-License-Identifier: Apache-2.0
import { amendDeclaration } from "../../areas/consignment/amend";
import { invalidate, releaseForExport } from "../../areas/consignment/leave";
import { receive, resolveDifference } from "../../areas/consignment/receive";
import { register } from "../../areas/consignment/register";
import { fulfil } from "../../areas/certificate/fulfil";
import {
  CERTIFICATE_FULFIL,
  CONSIGNMENT_AMEND_DECLARATION,
  CONSIGNMENT_INVALIDATE,
  CONSIGNMENT_RECEIVE,
  CONSIGNMENT_REGISTER,
  CONSIGNMENT_RELEASE_FOR_EXPORT,
  CONSIGNMENT_RESOLVE_DIFFERENCE,
  type SaltedPart,
} from "@licet/domain";
import { EXPORTER, PEOPLE, salted } from "./people";
import { CERTIFICATE } from "./certificates";
import { CONTROL_CODE, LICENCE, LICENCE_2, PARTIES } from "./licences";
import type { Stage } from "./stage";

/** Consignments that a release keeps, by what has become of them. */
export const CONSIGNMENTS = {
  /** Delivered by way of a warehouse; its difference was resolved and its certificate fulfilled. */
  delivered: "GB-CN-0001",
  /** Part of a UCR that two consignments share; amended, and not released yet. */
  registered: "GB-CN-0002",
  invalidated: "GB-CN-0003",
  /** With broken seals, on hold abroad. */
  held: "GB-CN-0004",
  /** Received short; the difference is open. */
  short: "GB-CN-0005",
  /** Released, with an open offer of custody. */
  offered: "GB-CN-0006",
} as const;

/** Unique consignment reference of two consignments, each a part of it. */
export const SHARED_UCR = "6GB123456789000-SHARED";

const LICENCES = [LICENCE, LICENCE_2];
const ROUTE = ["GBFXT", "AEJEA", "PKBQM"];
const OFFICE = "GB000051";

/** Goods items as they are declared, each drawn from a licence line. */
function goodsOf(items: readonly { readonly item: number }[]): SaltedPart {
  return salted({
    ...PARTIES,
    destination: "PK",
    items: items.map(({ item }) => ({
      item,
      description: "Routing apparatus",
      controlCode: CONTROL_CODE,
      commodityCode: "85176200",
      value: { amount: (item * 100_000).toString(), currency: "GBP" },
      origin: "GB",
    })),
    documents: [{ type: "X002", reference: LICENCE, status: "AE" }],
  });
}

/** Number of the seal that a consignment sets out with. */
export const SEAL = { number: "GB7001", source: "SHI" } as const;

const TRANSPORT = salted({
  packages: 4,
  containers: ["MSKU0000000"],
  seals: [SEAL],
  documents: [{ type: "N705", reference: "BL-1" }],
  means: { identification: "IMO9321483", nationality: "GB" },
});

const kilograms = (count: number): { amount: string; unit: string } => ({
  amount: (count * 1_000_000).toString(),
  unit: "KGM",
});

type Allocation = { item: number; licence: string; line: number; quantity: { amount: string; unit: string } };

/** Item 1 on the first licence and item 3 on the second; where all of it is sent, item 2 on the line that is controlled by value too. */
function allocations(first: number, isWhole: boolean): Allocation[] {
  return [
    { item: 1, licence: LICENCE, line: 1, quantity: kilograms(first) },
    ...(isWhole ? [{ item: 2, licence: LICENCE, line: 2, quantity: kilograms(3) }] : []),
    { item: 3, licence: LICENCE_2, line: 1, quantity: kilograms(5) },
  ];
}

/** Every consignment is registered, and all but two are released. */
export async function registerConsignments(stage: Stage): Promise<void> {
  const { delivered, registered, invalidated, held, short, offered } = CONSIGNMENTS;
  const shared = { ucr: SHARED_UCR };
  await declare(stage, delivered, { ...shared, ucrPart: "1", sealState: "intact", owningParty: EXPORTER });
  await declare(stage, registered, { ...shared, ucrPart: "2" });
  for (const consignment of [invalidated, held, short, offered]) {
    await declare(stage, consignment, { ucr: `6GB123456789000-${consignment.slice(-4)}`, sealState: "intact" });
  }
  await amend(stage, registered);
  const given = { consignment: invalidated, licences: LICENCES, reason: "declared-in-error" } as const;
  await stage.act(CONSIGNMENT_INVALIDATE, invalidate, { ...given }, PEOPLE.customs);
  for (const consignment of [delivered, held, short, offered]) {
    const input = { consignment, licences: LICENCES, office: OFFICE };
    await stage.act(CONSIGNMENT_RELEASE_FOR_EXPORT, releaseForExport, input, PEOPLE.customs);
  }
}

async function declare(
  stage: Stage,
  consignment: string,
  given: {
    readonly ucr: string;
    readonly ucrPart?: string;
    readonly sealState?: "intact" | "unknown";
    readonly owningParty?: string;
  },
): Promise<void> {
  const lrn = `LRN-${consignment}`;
  const number = consignment.slice(-4);
  const declaration = {
    typeCode: "EXD",
    lrn,
    ...(given.ucrPart === undefined ? {} : { mrn: `26GB0000000000${number}` }),
  };
  const input = {
    consignment,
    ...given,
    declarant: EXPORTER,
    declaration,
    route: [...ROUTE],
    custodian: EXPORTER,
    eventTime: stage.time,
    allocations: allocations(12, consignment === CONSIGNMENTS.delivered),
  };
  const parts = { goods: goodsOf(input.allocations), transport: TRANSPORT };
  await stage.act(CONSIGNMENT_REGISTER, register, input, PEOPLE.customs, parts);
}

async function amend(stage: Stage, consignment: string): Promise<void> {
  const amended = allocations(10, false).map((allocation, index) =>
    index === 0 ? { ...allocation, claimedStatus: "EP" as const } : allocation,
  );
  const declaration = { typeCode: "EXD", lrn: `LRN-${consignment}`, mrn: `26GB0000000000${consignment.slice(-4)}` };
  const input = { consignment, declaration, allocations: amended, reasonCode: "25" };
  await stage.act(CONSIGNMENT_AMEND_DECLARATION, amendDeclaration, input, PEOPLE.exporter);
}

/** Two consignments are received short; the difference of one is resolved, and its certificate is fulfilled. */
export async function receiveConsignments(stage: Stage): Promise<void> {
  const { delivered, short } = CONSIGNMENTS;
  for (const consignment of [delivered, short]) await count(stage, consignment);
  const resolution = { consignment: delivered, destination: "PK", reason: "measurement" } as const;
  await stage.act(CONSIGNMENT_RESOLVE_DIFFERENCE, resolveDifference, resolution, PEOPLE.licensing);
  const arrival = { consignment: delivered, place: "PKBQM", arrivedOn: stage.time.slice(0, 10) };
  await stage.act(CERTIFICATE_FULFIL, fulfil, { certificate: CERTIFICATE, ...arrival }, PEOPLE.certifier);
}

async function count(stage: Stage, consignment: string): Promise<void> {
  const items = allocations(11, consignment === CONSIGNMENTS.delivered);
  const counts = items.map(({ item, quantity }) => ({ item, quantity }));
  const input = { consignment, place: "PKBQM", eventTime: stage.time, counts };
  await stage.act(CONSIGNMENT_RECEIVE, receive, input, PEOPLE.pkCustoms);
}
