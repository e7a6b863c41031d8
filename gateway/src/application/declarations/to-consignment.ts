// SPDX-License-Identifier: Apache-2.0
import { ConsignmentGoods, type JsonValue } from "@licet/domain";
import { CURRENCY_DIGITS } from "./code-tables.js";
import type { DeclaredItem, DeclaredPartyData, OriginalDeclaration } from "./declaration.js";
import { type LicenceClaim, licenceClaims } from "./licence-claims.js";
import { incomplete, notSupported, withoutLicence } from "./refusals.js";

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
  readonly parts: { readonly goods: JsonValue; readonly transport: JsonValue };
}

/** A commodity code that the ledger takes; declarations have others too. */
const CommodityCode = ConsignmentGoods.shape.items.element.shape.commodityCode.unwrap();

/** Place code for "somewhere in this country": no UN/LOCODE ends in ZZZ. */
const ANYWHERE = "ZZZ";

/**
 * What a declaration asks to have written off.
 * @throws {GatewayError} DECLARATION_WITHOUT_LICENCE, DECLARATION_INCOMPLETE.
 */
export function claimsOf(declaration: OriginalDeclaration): readonly LicenceClaim[] {
  const claims = declaration.items.flatMap(({ item, documents }) => licenceClaims(item, documents));
  if (claims.length === 0) throw withoutLicence();
  return claims;
}

/**
 * The declaration's unique consignment reference.
 * @throws {GatewayError} DECLARATION_INCOMPLETE where it has none.
 */
export function ucrOf({ ducr }: OriginalDeclaration): string {
  return required(ducr, "PreviousDocument of type DCR");
}

/**
 * Makes the registration of a consignment from an original declaration.
 * @throws {GatewayError} DECLARATION_WITHOUT_LICENCE, DECLARATION_INCOMPLETE, DECLARATION_NOT_SUPPORTED.
 */
export function toRegistration(declaration: OriginalDeclaration, facts: DeclarationFacts): Registration {
  const claims = claimsOf(declaration);
  const destination = theOne("destination", [
    declaration.destination,
    ...declaration.items.map((item) => item.destination),
  ]);
  return {
    input: {
      consignment: facts.consignment,
      ucr: ucrOf(declaration),
      ...(declaration.ducrPart === undefined ? {} : { ucrPart: declaration.ducrPart }),
      declarant: facts.declarant,
      declaration: { typeCode: declaration.typeCode, lrn: declaration.lrn },
      route: facts.route ?? routeOf(declaration, destination),
      custodian: facts.custodian,
      eventTime: facts.eventTime,
      allocations: claims,
    },
    parts: { goods: goodsOf(declaration, facts, destination, claims), transport: transportOf(declaration) },
  };
}

function goodsOf(
  declaration: OriginalDeclaration,
  facts: DeclarationFacts,
  destination: string,
  claims: readonly LicenceClaim[],
): JsonValue {
  const exporter = required(declaration.exporter, "Exporter");
  const consignee = theConsignee(declaration);
  const claimed = new Set(claims.map(({ item }) => item));
  return {
    exporter: { ...(facts.exporter === undefined ? {} : { party: facts.exporter }), ...partyOf(exporter) },
    consignee: partyOf(consignee),
    destination,
    items: declaration.items.filter(({ item }) => claimed.has(item)).map(goodsItem),
    documents: declaration.items.flatMap((item) =>
      item.documents.map(({ code, reference, status }) => ({
        type: code.slice(0, 10),
        reference: reference === "" ? "none" : reference.slice(0, 70),
        ...(status === undefined ? {} : { status: status.slice(0, 5) }),
      })),
    ),
  };
}

function goodsItem(item: DeclaredItem): JsonValue {
  const { value, origin } = item;
  const commodityCode = CommodityCode.safeParse(item.commodityCode);
  return {
    item: item.item,
    description: required(item.description, `Commodity.Description of item ${item.item}`).slice(0, 512),
    ...(commodityCode.success ? { commodityCode: commodityCode.data } : {}),
    ...(value === undefined ? {} : { value: { amount: minorUnits(item.item, value), currency: value.currency } }),
    ...(origin === undefined ? {} : { origin }),
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
  const countries = [start, ...declaration.routing, destination].filter((country) => country !== undefined);
  const changes = countries.filter((country, index) => country !== countries[index - 1]);
  if (changes.length < 2) throw incomplete(["Itinerary.RoutingCountryCode"]);
  return changes.map((country) => `${country}${ANYWHERE}`);
}

function theConsignee(declaration: OriginalDeclaration): DeclaredPartyData {
  const all = [declaration.consignee, ...declaration.items.map((item) => item.consignee)];
  const [first, ...others] = all.filter((one) => one !== undefined);
  if (!first) throw incomplete(["Consignee"]);
  if (others.every((other) => JSON.stringify(other) === JSON.stringify(first))) return first;
  throw notSupported("The items go to several consignees; a licence has one.");
}

function theOne(what: string, values: readonly (string | undefined)[]): string {
  const distinct = [...new Set(values.filter((value) => value !== undefined))];
  if (distinct.length > 1) throw notSupported(`The items have several values of ${what}: ${distinct.join(", ")}.`);
  return required(distinct[0], what);
}

function partyOf(party: DeclaredPartyData): { readonly [name: string]: string } {
  const { identifier, name, country, address } = party;
  return {
    ...(identifier === undefined ? {} : { identifier: identifier.slice(0, 35) }),
    ...(name === undefined ? {} : { name: name.slice(0, 140) }),
    ...(country === undefined ? {} : { country }),
    ...(address === undefined ? {} : { address: address.slice(0, 350) }),
  };
}

function minorUnits(item: number, value: { readonly amount: string; readonly currency: string }): string {
  const digits = CURRENCY_DIGITS[value.currency];
  const match = /^(\d{1,16})(?:\.(\d{1,6}))?$/.exec(value.amount);
  const fraction = (match?.[2] ?? "").replace(/0+$/, "");
  if (!match || digits === undefined || fraction.length > digits)
    throw incomplete([`StatisticalValueAmount of item ${item}`]);
  return BigInt(`${match[1] ?? "0"}${fraction.padEnd(digits, "0")}`).toString();
}

function required<T>(value: T | undefined, element: string): T {
  if (value === undefined) throw incomplete([element]);
  return value;
}
