// SPDX-License-Identifier: Apache-2.0

/** A document of a goods item: category and type in four characters, reference, status, and what is written off. */
export interface MessageDocument {
  readonly code?: string;
  readonly reference: string;
  readonly status?: string;
  readonly quantity?: string;
  readonly unit?: string;
  readonly amount?: string;
}

/** A party by name and country. */
export interface MessageParty {
  readonly name: string;
  readonly country: string;
}

/** A goods item; what is left out is the same for all. */
export interface MessageItem {
  readonly documents: readonly MessageDocument[];
  readonly consignee?: MessageParty;
  readonly destination?: string;
}

/** A declaration; what is left out is the same for all. */
export interface Message {
  readonly lrn: string;
  /** What follows the exporter's number in the unique consignment reference. */
  readonly ucr?: string;
  readonly typeCode?: string;
  readonly exporter?: string;
  readonly declarant?: string;
  readonly consignee?: MessageParty;
  readonly destination?: string;
  readonly items: readonly MessageItem[];
  readonly seals?: readonly string[];
  /** Further previous documents: type and reference. */
  readonly previous?: readonly (readonly [type: string, reference: string])[];
}

/** Number of the exporter whose licences the declarations name, made up. */
export const EORI = "GB417869120000";
const CONSIGNEE: MessageParty = { name: "PK Rifle Ltd", country: "PK" };

const OPEN =
  '<md:MetaData xmlns:md="urn:wco:datamodel:WCO:DocumentMetaData-DMS:2" xmlns="urn:wco:datamodel:WCO:DEC-DMS:2">' +
  "<md:WCODataModelVersionCode>3.6</md:WCODataModelVersionCode><md:WCOTypeName>DEC</md:WCOTypeName>";
const CLOSE = "</md:MetaData>";

/** An original export declaration of the WCO data model, shaped as the annotated samples of HMRC are. */
export function originalXml(message: Message): string {
  const { lrn, typeCode = "EXD", exporter = EORI, declarant, consignee = CONSIGNEE, items } = message;
  const destination = message.destination ?? consignee.country;
  const routing = ["GB", destination].map(
    (country, index) =>
      `<Itinerary><SequenceNumeric>${index + 1}</SequenceNumeric><RoutingCountryCode>${country}</RoutingCountryCode></Itinerary>`,
  );
  const previous = [["DCR", `5${EORI}-${message.ucr ?? lrn}`], ...(message.previous ?? [])].map(
    ([type = "", reference = ""]) =>
      `<PreviousDocument><CategoryCode>Z</CategoryCode><ID>${text(reference)}</ID><TypeCode>${type}</TypeCode>` +
      "<LineNumeric>1</LineNumeric></PreviousDocument>",
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    OPEN,
    `<Declaration><FunctionCode>9</FunctionCode><FunctionalReferenceID>${text(lrn)}</FunctionalReferenceID>`,
    `<TypeCode>${typeCode}</TypeCode><GoodsItemQuantity>${items.length}</GoodsItemQuantity>`,
    "<TotalPackageQuantity>1</TotalPackageQuantity>",
    `<Consignment>${routing.join("")}</Consignment>`,
    declarant === undefined ? "" : `<Declarant><ID>${declarant}</ID></Declarant>`,
    `<Exporter><ID>${exporter}</ID></Exporter>`,
    `<GoodsShipment>${consigneeXml(consignee)}<Consignment>${sealsXml(message.seals ?? [])}</Consignment>`,
    `<Destination><CountryCode>${destination}</CountryCode></Destination><ExportCountry><ID>GB</ID></ExportCountry>`,
    ...items.map(itemXml),
    ...previous,
    `</GoodsShipment></Declaration>${CLOSE}`,
  ].join("\n");
}

/** A change of a declaration: a correction of what items claim, or a cancellation, which names none. */
export function changeXml(lrn: string, typeCode: "COR" | "INV", documents: readonly MessageDocument[] = []): string {
  const items =
    documents.length === 0
      ? ""
      : "<GoodsShipment><GovernmentAgencyGoodsItem><SequenceNumeric>1</SequenceNumeric>" +
        `${documents.map(documentXml).join("")}</GovernmentAgencyGoodsItem></GoodsShipment>`;
  return (
    `${OPEN}<Declaration><FunctionCode>13</FunctionCode><FunctionalReferenceID>${lrn}</FunctionalReferenceID>` +
    `<ID>26GB00000000000001</ID><TypeCode>${typeCode}</TypeCode>` +
    "<Amendment><ChangeReasonCode>32</ChangeReasonCode><Pointer><DocumentSectionCode>42A</DocumentSectionCode></Pointer></Amendment>" +
    `${items}</Declaration>${CLOSE}`
  );
}

/** What customs answer, by function code. */
export function responseXml(functionCode: string): string {
  return (
    "<MetaData><WCOTypeName>RES</WCOTypeName><Response>" +
    `<FunctionCode>${functionCode}</FunctionCode><FunctionalReferenceID>33a255bb919f4856</FunctionalReferenceID>` +
    "<Declaration><FunctionalReferenceID>LRN</FunctionalReferenceID><ID>26GB00000000000001</ID></Declaration>" +
    "</Response></MetaData>"
  );
}

/** A message of inventory linking, by message code. */
export function movementXml(messageCode: string): string {
  const [element, reference] =
    messageCode === "CST"
      ? ["inventoryLinkingConsolidationRequest", "<inv:masterUCR>A:85659360832</inv:masterUCR>"]
      : ["inventoryLinkingMovementRequest", "<inv:ucrBlock><inv:ucr>5GB1-1</inv:ucr></inv:ucrBlock>"];
  return (
    `<inv:${element} xmlns:inv="http://gov.uk/customs/inventoryLinking/v1">` +
    `<inv:messageCode>${messageCode}</inv:messageCode>${reference}</inv:${element}>`
  );
}

function itemXml({ documents, consignee, destination }: MessageItem, index: number): string {
  return (
    `<GovernmentAgencyGoodsItem><SequenceNumeric>${index + 1}</SequenceNumeric>` +
    '<StatisticalValueAmount currencyID="GBP">950.00</StatisticalValueAmount>' +
    documents.map(documentXml).join("") +
    "<Commodity><Description>Goods</Description><Classification><ID>85176200</ID>" +
    "<IdentificationTypeCode>TSP</IdentificationTypeCode></Classification></Commodity>" +
    (consignee === undefined ? "" : consigneeXml(consignee)) +
    (destination === undefined ? "" : `<Destination><CountryCode>${destination}</CountryCode></Destination>`) +
    "</GovernmentAgencyGoodsItem>"
  );
}

function documentXml({ code = "9104", reference, status, quantity, unit = "KGM", amount }: MessageDocument): string {
  const counted = quantity === undefined ? "" : `<QuantityQuantity unitCode="${unit}">${quantity}</QuantityQuantity>`;
  const valued = amount === undefined ? "" : `<AmountAmount currencyID="GBP">${amount}</AmountAmount>`;
  const writeOff = counted + valued;
  return (
    `<AdditionalDocument><CategoryCode>${code.slice(0, 1)}</CategoryCode><ID>${reference}</ID>` +
    `<TypeCode>${code.slice(1)}</TypeCode>` +
    (status === undefined ? "" : `<LPCOExemptionCode>${status}</LPCOExemptionCode>`) +
    (writeOff === "" ? "" : `<WriteOff>${writeOff}</WriteOff>`) +
    "</AdditionalDocument>"
  );
}

function consigneeXml({ name, country }: MessageParty): string {
  return (
    `<Consignee><Name>${text(name)}</Name><Address><CityName>City</CityName><CountryCode>${country}</CountryCode>` +
    "<Line>1 Street</Line><PostcodeID>11000</PostcodeID></Address></Consignee>"
  );
}

function sealsXml(seals: readonly string[]): string {
  if (seals.length === 0) return "";
  const all = seals.map(
    (seal, index) => `<Seal><SequenceNumeric>${index + 1}</SequenceNumeric><ID>${seal}</ID></Seal>`,
  );
  return `<TransportEquipment><SequenceNumeric>1</SequenceNumeric><ID>MSCU6639870</ID>${all.join("")}</TransportEquipment>`;
}

function text(value: string): string {
  return value.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
