// SPDX-License-Identifier: Apache-2.0
import {
  CONSIGNMENT_ITEMS_MAX,
  ConsignmentGoods,
  countryOfCustoms,
  GOODS_DOCUMENTS_MAX,
  type JsonValue,
} from "@licet/domain";
import type { ConfidentialParts } from "../transactions.js";
import type { LicenceClaim } from "./claim-resolver.js";
import type { DeclaredItem, DeclaredPartyData, OriginalDeclaration } from "./declaration.js";
import { exemptionOf } from "./exemptions.js";
import { minorUnits } from "./money.js";
import { incomplete, notReadable, requireAtMost } from "./refusals.js";

/** What a customs declaration does not say, from the request and the register. */
export interface DeclarationFacts {
  readonly consignment: string;
  readonly custodian: string;
  /** Register id of the party for whom it is declared. */
  readonly declarant: string;
  /** Register id of the exporter, where it is known. */
  readonly exporter?: string | undefined;
  /** Places in order, where they are known. */
  readonly route?: readonly string[] | undefined;
  readonly eventTime: string;
}

/** Input and confidential parts of `consignment:Register`. */
export interface Registration {
  readonly input: Readonly<Record<string, unknown>>;
  readonly parts: ConfidentialParts;
}

/** A commodity code that the ledger takes; declarations have others too. */
const CommodityCode = ConsignmentGoods.shape.items.element.shape.commodityCode.unwrap();

/** Place code for "somewhere in this country": no UN/LOCODE ends in ZZZ. */
const ANYWHERE = "ZZZ";

/**
 * The declaration's unique consignment reference.
 * @throws {GatewayError} DECLARATION_INCOMPLETE where it has none.
 */
export function ucrOf({ ducr }: OriginalDeclaration): string {
  return required(ducr, "PreviousDocument of type DCR");
}

/**
 * Makes the registration of a consignment from an original declaration and what it claims.
 * @throws {GatewayError} DECLARATION_INCOMPLETE, DECLARATION_NOT_READABLE where an item's number stands twice, DECLARATION_TOO_LARGE
 *   where it holds more documents or claims than a consignment can.
 */
export function toRegistration(
  declaration: OriginalDeclaration,
  claims: readonly LicenceClaim[],
  facts: DeclarationFacts,
): Registration {
  requireWithinLimits(declaration, claims);
  const receiver = receiverOf(declaration);
  return {
    input: {
      consignment: facts.consignment,
      ucr: ucrOf(declaration),
      ...(declaration.ducrPart === undefined ? {} : { ucrPart: declaration.ducrPart }),
      ...(declaration.mucr === undefined ? {} : { mucr: declaration.mucr }),
      declarant: facts.declarant,
      declaration: { typeCode: declaration.typeCode, lrn: declaration.lrn },
      route: facts.route ?? routeOf(declaration, receiver.destination),
      custodian: facts.custodian,
      eventTime: facts.eventTime,
      allocations: claims.map(({ value: _value, ...allocation }) => allocation),
    },
    parts: {
      goods: { content: goodsOf(declaration, facts, receiver) },
      transport: { content: transportOf(declaration) },
      ...valuesOf(claims),
    },
  };
}

/** Who receives the goods, and where, unless an item says otherwise. */
interface Receiver {
  readonly consignee: DeclaredPartyData;
  readonly destination: string;
}

/** What the declaration says for all items counts, or else what its first item says. */
function receiverOf({ consignee, destination, items }: OriginalDeclaration): Receiver {
  const first = <T>(values: readonly (T | undefined)[]): T | undefined => values.find((value) => value !== undefined);
  return {
    consignee: required(consignee ?? first(items.map((item) => item.consignee)), "Consignee"),
    destination: countryOfCustoms(required(destination ?? first(items.map((item) => item.destination)), "destination")),
  };
}

function requireWithinLimits({ items }: OriginalDeclaration, claims: readonly LicenceClaim[]): void {
  const seen = new Set<number>();
  for (const { item } of items) {
    if (!seen.has(item)) seen.add(item);
    else
      throw notReadable(`The declaration holds goods item ${item} twice.`, {
        element: "GovernmentAgencyGoodsItem.SequenceNumeric",
      });
  }
  const documents = items.reduce((sum, item) => sum + item.documents.length, 0);
  requireAtMost(GOODS_DOCUMENTS_MAX, documents, "documents for its items");
  requireAtMost(CONSIGNMENT_ITEMS_MAX, claims.length, "claims on licence lines");
}

/** Values that claims name themselves, in the order of the allocations. */
function valuesOf(claims: readonly LicenceClaim[]): ConfidentialParts {
  if (claims.every(({ value }) => value === undefined)) return {};
  return { values: { content: { values: claims.map(({ value }) => (value === undefined ? null : { ...value })) } } };
}

function goodsOf(declaration: OriginalDeclaration, facts: DeclarationFacts, receiver: Receiver): JsonValue {
  const exporter = required(declaration.exporter, "Exporter");
  return {
    exporter: { ...(facts.exporter === undefined ? {} : { party: facts.exporter }), ...partyOf(exporter) },
    consignee: partyOf(receiver.consignee),
    destination: receiver.destination,
    items: declaration.items.map((item) => goodsItem(item, receiver)),
    documents: declaration.items.flatMap(({ item, documents }) =>
      documents.map(({ code, reference, status }) => ({
        type: code === "" ? "none" : code.slice(0, 10),
        reference: reference === "" ? "none" : reference.slice(0, 70),
        ...(status === undefined ? {} : { status: status.slice(0, 5) }),
        item,
      })),
    ),
  };
}

function goodsItem(item: DeclaredItem, receiver: Receiver): JsonValue {
  const { value, origin } = item;
  const commodityCode = CommodityCode.safeParse(item.commodityCode);
  const exemption = exemptionOf(item);
  return {
    item: item.item,
    description: required(item.description, `Commodity.Description of item ${item.item}`).slice(0, 512),
    ...(commodityCode.success ? { commodityCode: commodityCode.data } : {}),
    ...(value === undefined ? {} : { value: moneyOf(item.item, value) }),
    ...(origin === undefined ? {} : { origin: countryOfCustoms(origin) }),
    ...ownReceiver(item, receiver),
    ...(exemption === undefined ? {} : { exemption }),
  };
}

/** Consignee and destination of an item, where they are others than the declaration's. */
function ownReceiver(
  { consignee, destination }: DeclaredItem,
  receiver: Receiver,
): Readonly<Record<string, JsonValue>> {
  const country = destination === undefined ? undefined : countryOfCustoms(destination);
  const isSame = consignee === undefined || JSON.stringify(consignee) === JSON.stringify(receiver.consignee);
  return {
    ...(isSame ? {} : { consignee: partyOf(consignee) }),
    ...(country === undefined || country === receiver.destination ? {} : { destination: country }),
  };
}

function moneyOf(item: number, value: NonNullable<DeclaredItem["value"]>): JsonValue {
  return {
    amount: required(minorUnits(value), `StatisticalValueAmount of item ${item}`),
    currency: value.currency,
  };
}

function transportOf(declaration: OriginalDeclaration): JsonValue {
  const { packages, means } = declaration;
  return {
    ...(packages === undefined ? {} : { packages }),
    containers: [...declaration.containers],
    // The declaration is the shipper's, and it does not say who affixed a seal.
    seals: declaration.seals.map((number) => ({ number, source: "SHI" })),
    documents: declaration.transportDocuments.map(({ type, reference }) => ({ type, reference })),
    ...(means === undefined ? {} : { means: { ...means } }),
  };
}

/** Countries of routing as places, where no places are given: the declaration knows no more. */
function routeOf(declaration: OriginalDeclaration, destination: string): string[] {
  const start = declaration.exportCountry ?? declaration.routing[0];
  const named = [start, ...declaration.routing].filter((country) => country !== undefined);
  const countries = [...named.map(countryOfCustoms), destination];
  const changes = countries.filter((country, index) => country !== countries[index - 1]);
  if (changes.length < 2) throw incomplete(["Itinerary.RoutingCountryCode"]);
  return changes.map((country) => `${country}${ANYWHERE}`);
}

function partyOf(party: DeclaredPartyData): { readonly [name: string]: string } {
  const { identifier, name, country, address } = party;
  return {
    ...(identifier === undefined ? {} : { identifier: identifier.slice(0, 35) }),
    ...(name === undefined ? {} : { name: name.slice(0, 140) }),
    ...(country === undefined ? {} : { country: countryOfCustoms(country) }),
    ...(address === undefined ? {} : { address: address.slice(0, 350) }),
  };
}

function required<T>(value: T | undefined, element: string): T {
  if (value === undefined) throw incomplete([element]);
  return value;
}
