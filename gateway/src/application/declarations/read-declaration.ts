// SPDX-License-Identifier: Apache-2.0
import type {
  CustomsDeclaration,
  DeclarationCorrection,
  DeclaredItem,
  DeclaredPartyData,
  OriginalDeclaration,
  ProducedDocument,
} from "./declaration.js";
import { normalised } from "./reference.js";
import { incomplete, notSupported } from "./refusals.js";
import type { XmlElement } from "./xml.js";

/** Function codes of the WCO data model: an original, and a request to change one. */
const ORIGINAL = "9";
const CHANGE = "13";

/** Type of a change that corrects; others invalidate. */
const CORRECTION = "COR";

/** Declarations for export, and those for trade with the special fiscal territories. */
const EXPORT_TYPE_PATTERN = /^(?:EX|CO)[A-Z]$/;

/** Goods items of one declaration at most (DE 1/9, n..3). */
const ITEMS_MAX = 999;

/** Types of transport documents (bill of lading, air waybill, consignment notes) among previous documents. */
const TRANSPORT_DOCUMENT_PATTERN = /^7\d\d$/;

/** Type of the previous document that is the declaration's unique consignment reference. */
const DUCR_TYPE = "DCR";

/** Type of the previous document that is a part of that reference. */
const DUCR_PART_TYPE = "DCS";

/**
 * Reads a WCO-DMR message.
 * @throws {GatewayError} DECLARATION_NOT_SUPPORTED for messages of another kind, DECLARATION_INCOMPLETE where an element is missing.
 */
export function readDeclaration(root: XmlElement): CustomsDeclaration {
  const declaration = root.name === "Declaration" ? root : root.at("Declaration");
  if (!declaration) {
    throw notSupported(`The message is ${kindOf(root)}, not a declaration.`, { message: kindOf(root) });
  }
  const { functionCode, typeCode } = kindOfDeclaration(declaration);
  if (functionCode === ORIGINAL && EXPORT_TYPE_PATTERN.test(typeCode)) return readOriginal(declaration, typeCode);
  if (functionCode === CHANGE && typeCode === CORRECTION) return readCorrection(declaration);
  throw notSupported(`The declaration has function ${functionCode} and type ${typeCode}.`, {
    functionCode,
    typeCode,
  });
}

function kindOfDeclaration(declaration: XmlElement): { functionCode: string; typeCode: string } {
  return {
    functionCode: declaration.textAt("FunctionCode") ?? "none",
    typeCode: declaration.textAt("TypeCode") ?? "none",
  };
}

function readOriginal(declaration: XmlElement, typeCode: string): OriginalDeclaration {
  const shipment = required(declaration.at("GoodsShipment"), "GoodsShipment");
  const items = shipment.all("GovernmentAgencyGoodsItem");
  if (items.length === 0) throw incomplete(["GovernmentAgencyGoodsItem"]);
  if (items.length > ITEMS_MAX) throw notSupported(`The declaration has more than ${ITEMS_MAX} items.`);
  const equipment = shipment.at("Consignment")?.all("TransportEquipment") ?? [];
  const previous = [...shipment.all("PreviousDocument"), ...items.flatMap((item) => item.all("PreviousDocument"))];
  const ducr = previousOf(previous, DUCR_TYPE);
  return {
    kind: "original",
    typeCode,
    lrn: requiredText(declaration, "FunctionalReferenceID"),
    ...given("ducr", ducr),
    ...given("ducrPart", ducrPart(ducr, previousOf(previous, DUCR_PART_TYPE))),
    ...given("declaredBy", declaration.textAt("Declarant", "ID")),
    ...given("exporter", party(declaration.at("Exporter"))),
    ...given("consignee", party(shipment.at("Consignee"))),
    ...given("destination", shipment.textAt("Destination", "CountryCode")),
    ...given("exportCountry", shipment.textAt("ExportCountry", "ID")),
    routing: texts(declaration.at("Consignment")?.all("Itinerary") ?? [], "RoutingCountryCode"),
    ...given("packages", wholeNumber(declaration.textAt("TotalPackageQuantity"))),
    containers: texts(equipment, "ID"),
    seals: texts(
      equipment.flatMap((one) => one.all("Seal")),
      "ID",
    ),
    ...given("means", means(declaration, shipment)),
    transportDocuments: previous.flatMap(transportDocument),
    items: items.map(readItem),
  };
}

function previousOf(previous: readonly XmlElement[], type: string): string | undefined {
  return previous.find((document) => document.textAt("TypeCode") === type)?.textAt("ID");
}

/** The part alone, where the document repeats the reference that it is a part of. */
function ducrPart(ducr: string | undefined, part: string | undefined): string | undefined {
  if (part === undefined) return undefined;
  const text = normalised(part);
  const whole = normalised(ducr ?? "");
  return whole !== "" && text.startsWith(whole) ? text.slice(whole.length).replace(/^[-/]/, "") : text;
}

function readCorrection(declaration: XmlElement): DeclarationCorrection {
  const items = declaration.at("GoodsShipment")?.all("GovernmentAgencyGoodsItem") ?? [];
  return {
    kind: "correction",
    lrn: requiredText(declaration, "FunctionalReferenceID"),
    mrn: requiredText(declaration, "ID"),
    reasonCode: requiredText(declaration, "Amendment", "ChangeReasonCode"),
    items: items.map((item) => ({ item: itemNumber(item), documents: item.all("AdditionalDocument").map(document) })),
  };
}

function readItem(item: XmlElement): DeclaredItem {
  const commodity = item.at("Commodity");
  const value = item.at("StatisticalValueAmount");
  const currency = value?.attribute("currencyID");
  return {
    item: itemNumber(item),
    ...given("description", commodity?.textAt("Description")),
    ...given("commodityCode", commodity && commodityCode(commodity)),
    ...given("value", value && currency ? { amount: value.text, currency } : undefined),
    ...given("origin", item.textAt("Origin", "CountryCode")),
    ...given("destination", item.textAt("Destination", "CountryCode")),
    ...given("consignee", party(item.at("Consignee"))),
    documents: item.all("AdditionalDocument").map(document),
  };
}

/** Combined nomenclature code (TSP), as the declaration classifies the goods. */
function commodityCode(commodity: XmlElement): string | undefined {
  const code = commodity
    .all("Classification")
    .find((classification) => classification.textAt("IdentificationTypeCode") === "TSP");
  return code?.textAt("ID")?.replace(/\s/g, "");
}

function document(element: XmlElement): ProducedDocument {
  const code = `${element.textAt("CategoryCode") ?? ""}${element.textAt("TypeCode") ?? ""}`;
  const quantity = element.at("WriteOff", "QuantityQuantity");
  const writeOff = quantity && {
    ...given("quantity", quantity.text === "" ? undefined : quantity.text),
    ...given("unitCode", quantity.attribute("unitCode")),
  };
  return {
    code: code.replace(/\s/g, "").toUpperCase(),
    reference: element.textAt("ID") ?? "",
    ...given("status", element.textAt("LPCOExemptionCode")?.toUpperCase()),
    ...given("writeOff", writeOff),
  };
}

function party(element: XmlElement | undefined): DeclaredPartyData | undefined {
  if (!element) return undefined;
  const address = element.at("Address");
  const lines = ["Line", "CityName", "PostcodeID"]
    .map((name) => address?.textAt(name))
    .filter((line) => line !== undefined);
  const read = {
    ...given("identifier", element.textAt("ID")),
    ...given("name", element.textAt("Name")),
    ...given("country", address?.textAt("CountryCode")),
    ...given("address", lines.length === 0 ? undefined : lines.join(", ")),
  };
  return Object.keys(read).length === 0 ? undefined : read;
}

function means(declaration: XmlElement, shipment: XmlElement): OriginalDeclaration["means"] {
  const border = declaration.at("BorderTransportMeans");
  const departure = shipment.at("Consignment", "DepartureTransportMeans");
  const identification = border?.textAt("ID") ?? departure?.textAt("ID");
  if (identification === undefined) return undefined;
  return { identification, ...given("nationality", border?.textAt("RegistrationNationalityCode")) };
}

function transportDocument(element: XmlElement): { type: string; reference: string }[] {
  const type = element.textAt("TypeCode") ?? "";
  const reference = element.textAt("ID");
  return TRANSPORT_DOCUMENT_PATTERN.test(type) && reference !== undefined ? [{ type, reference }] : [];
}

function itemNumber(item: XmlElement): number {
  const number = wholeNumber(requiredText(item, "SequenceNumeric"));
  if (number === undefined) throw incomplete(["GovernmentAgencyGoodsItem.SequenceNumeric"]);
  return number;
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

function texts(elements: readonly XmlElement[], name: string): string[] {
  return elements.map((element) => element.textAt(name)).filter((text) => text !== undefined);
}

/** A member that is left out where its value is undefined. */
function given<N extends string, V>(name: N, value: V | undefined): { readonly [K in N]?: V } {
  return (value === undefined ? {} : { [name]: value }) as { readonly [K in N]?: V };
}

function required<T>(value: T | undefined, element: string): T {
  if (value === undefined) throw incomplete([element]);
  return value;
}

function requiredText(element: XmlElement, ...path: readonly string[]): string {
  return required(element.textAt(...path), `${element.name}.${path.join(".")}`);
}

function kindOf(root: XmlElement): string {
  const [inner] = ["Response"].filter((name) => root.at(name));
  return (inner === undefined ? root.name : `${root.name}/${inner}`).slice(0, 64);
}
