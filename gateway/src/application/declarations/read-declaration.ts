// SPDX-License-Identifier: Apache-2.0
import { GOODS_ITEMS_MAX } from "@licet/domain";
import type {
  CustomsDeclaration,
  DeclarationCancellation,
  DeclarationCorrection,
  DeclaredItem,
  DeclaredMoney,
  DeclaredPartyData,
  OriginalDeclaration,
  ProducedDocument,
} from "./declaration.js";
import { declarationIn } from "./customs-message.js";
import { normalised } from "./reference.js";
import { incomplete, notReadable, notSupported, requireAtMost } from "./refusals.js";
import type { XmlElement } from "./xml-element.js";

/** Function codes of the WCO data model: an original, and a request to change one. */
const ORIGINAL = "9";
const CHANGE = "13";

/** Types of changes: one that corrects, one that cancels. */
const CORRECTION = "COR";
const CANCELLATION = "INV";

/** What declarations are that are not taken here, by the beginning of their type. */
const OTHER_TYPES: readonly (readonly [type: RegExp, meaning: string])[] = [
  [/^IM/, "an import declaration"],
  [/^(?:EX|CO)/, "an export declaration of an additional type that is not known"],
  [/^(?:EU|T)/, "a declaration of trade within a customs union or of transit"],
];

/** Declarations for export, and those for trade with the special fiscal territories. */
const EXPORT_TYPE_PATTERN = /^(?:EX|CO)[A-Z]$/;

/** Types of transport documents (bill of lading, air waybill, consignment notes) among previous documents. */
const TRANSPORT_DOCUMENT_PATTERN = /^7\d\d$/;

/** Type of the previous document that is the declaration's unique consignment reference. */
const DUCR_TYPE = "DCR";

/** Type of the previous document that is a part of that reference. */
const DUCR_PART_TYPE = "DCS";

/** Type of the previous document that is the master consignment's reference. */
const MUCR_TYPE = "MCR";

/** What a declaration has in place of a seal's number where there is none (HMRC, TT_EX034a). */
const NO_SEALS = "NOSEALS";

/**
 * Reads a message of the WCO data model, in whatever envelope.
 * @throws {GatewayError} DECLARATION_NOT_SUPPORTED for messages of another kind, DECLARATION_TOO_LARGE, DECLARATION_INCOMPLETE where an element is missing,
 *   DECLARATION_NOT_READABLE where one stands twice.
 */
export function readDeclaration(root: XmlElement): CustomsDeclaration {
  const declaration = declarationIn(root);
  const { functionCode, typeCode } = kindOfDeclaration(declaration);
  if (functionCode === ORIGINAL && EXPORT_TYPE_PATTERN.test(typeCode)) return readOriginal(declaration, typeCode);
  if (functionCode === CHANGE && typeCode === CORRECTION) return readCorrection(declaration);
  if (functionCode === CHANGE && typeCode === CANCELLATION) return readCancellation(declaration);
  const meaning = OTHER_TYPES.find(([type]) => functionCode === ORIGINAL && type.test(typeCode))?.[1];
  const named = meaning === undefined ? "" : `: it is ${meaning}`;
  throw notSupported(
    `The declaration has function ${functionCode.slice(0, 5)} and type ${typeCode.slice(0, 5)}${named}.`,
    {
      functionCode,
      typeCode,
    },
  );
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
  requireAtMost(GOODS_ITEMS_MAX, items.length, "goods items");
  const equipment = shipment.at("Consignment")?.all("TransportEquipment") ?? [];
  const previous = [...shipment.all("PreviousDocument"), ...items.flatMap((item) => item.all("PreviousDocument"))];
  const ducr = previousOf(previous, DUCR_TYPE);
  return {
    kind: "original",
    typeCode,
    lrn: requiredText(declaration, "FunctionalReferenceID"),
    ...given("ducr", ducr),
    ...given("ducrPart", ducrPart(ducr, previousOf(previous, DUCR_PART_TYPE))),
    ...given("mucr", previousOf(previous, MUCR_TYPE)),
    ...given("declaredBy", declaration.textAt("Declarant", "ID")),
    ...given("exporter", party(declaration.at("Exporter"))),
    ...given("consignee", party(shipment.at("Consignee"))),
    ...given("destination", shipment.textAt("Destination", "CountryCode")),
    ...given("exportCountry", shipment.textAt("ExportCountry", "ID")),
    routing: texts(declaration.at("Consignment")?.all("Itinerary") ?? [], "RoutingCountryCode"),
    ...given("packages", wholeNumber(declaration.textAt("TotalPackageQuantity"))),
    containers: texts(equipment, "ID"),
    seals: sealNumbers(
      texts(
        equipment.flatMap((one) => one.all("Seal")),
        "ID",
      ),
    ),
    ...given("means", means(declaration, shipment)),
    transportDocuments: previous.flatMap(transportDocument),
    items: items.map(readItem),
  };
}

/** The reference of a type, which the whole declaration and its items may repeat, and of which there is one. */
function previousOf(previous: readonly XmlElement[], type: string): string | undefined {
  const [first, ...others] = texts(
    previous.filter((document) => document.textAt("TypeCode") === type),
    "ID",
  );
  if (first === undefined || others.every((other) => normalised(other) === normalised(first))) return first;
  throw notReadable(`The declaration holds several PreviousDocuments of type ${type} with different references.`, {
    element: "PreviousDocument",
    type,
  });
}

/** @throws {GatewayError} DECLARATION_NOT_READABLE where the declaration says both that there are seals and that there are none. */
function sealNumbers(declared: readonly string[]): readonly string[] {
  const numbers = declared.filter((number) => number.toUpperCase() !== NO_SEALS);
  if (numbers.length === 0 || numbers.length === declared.length) return numbers;
  throw notReadable(`The declaration holds ${NO_SEALS} beside seal numbers.`, { element: "Seal" });
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
    reasonCode: changeReason(declaration),
    items: items.map((item) => ({ item: itemNumber(item), documents: item.all("AdditionalDocument").map(document) })),
  };
}

function readCancellation(declaration: XmlElement): DeclarationCancellation {
  return {
    kind: "cancellation",
    lrn: requiredText(declaration, "FunctionalReferenceID"),
    mrn: requiredText(declaration, "ID"),
    reasonCode: changeReason(declaration),
  };
}

/** Reason of a change; a declaration may hold several changes, the first of which is told. */
function changeReason(declaration: XmlElement): string {
  const [reason] = texts(declaration.all("Amendment"), "ChangeReasonCode");
  return required(reason, "Declaration.Amendment.ChangeReasonCode");
}

function readItem(item: XmlElement): DeclaredItem {
  const commodity = item.at("Commodity");
  return {
    item: itemNumber(item),
    ...given("description", commodity?.textAt("Description")),
    ...given("commodityCode", commodity && commodityCode(commodity)),
    ...given("value", money(item.at("StatisticalValueAmount"))),
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
  const writeOff = element.at("WriteOff") && {
    ...given("quantity", quantity === undefined || quantity.text === "" ? undefined : quantity.text),
    ...given("unitCode", quantity?.attribute("unitCode")),
    ...given("amount", money(element.at("WriteOff", "AmountAmount"))),
  };
  return {
    code: code.replace(/\s/g, "").toUpperCase(),
    reference: element.textAt("ID") ?? "",
    ...given("status", element.textAt("LPCOExemptionCode")?.toUpperCase()),
    ...given("writeOff", writeOff),
  };
}

function money(element: XmlElement | undefined): DeclaredMoney | undefined {
  const currency = element?.attribute("currencyID");
  return element && currency ? { amount: element.text, currency } : undefined;
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
