// SPDX-License-Identifier: Apache-2.0
import { changeXml, type Message, type MessageDocument, movementXml, originalXml, responseXml } from "./message.js";
import { CREATED, EXPORTER, type Expected, type Row } from "./row.js";

const XML = "W3C, Extensible Markup Language 1.0 and Namespaces in XML 1.0";
const WCO = "WCO data model, HMRC's annotated samples of the declaration service";
const LICENCE = "GBMESSAGE";

const claim = (quantity = "1", given: Partial<MessageDocument> = {}): MessageDocument => ({
  reference: `${LICENCE}-0001`,
  status: "EP",
  quantity,
  ...given,
});

const message = (lrn: string, given: Partial<Message> = {}): Message => ({
  lrn,
  items: [{ documents: [claim()] }],
  ...given,
});

const refused = (code: string, says: RegExp, status = 422): Expected => ({ status, code, says });
const notReadable = (says: RegExp): Expected => refused("DECLARATION_NOT_READABLE", says, 400);

/** A row of one message, made of the same declaration by a change of its text. */
function changed(id: string, story: string, source: string, expected: Expected, change: (xml: string) => string): Row {
  return { id, story, source, steps: [{ xml: change(originalXml(message(`MSG-${id}`))), expected }] };
}

function named(id: string, xml: string, says: RegExp): Row {
  const story = "What customs send is recognised by name and refused with a sentence that says what it is.";
  return { id, story, source: WCO, steps: [{ xml, expected: refused("DECLARATION_NOT_SUPPORTED", says) }] };
}

const withoutProlog = (xml: string): string => xml.slice(xml.indexOf("?>") + 2);
const DESTINATION = "<Destination><CountryCode>PK</CountryCode></Destination>";

/** Situations of whole messages, of their functions, claims, identities and places. */
export const MESSAGE_ROWS: readonly Row[] = [
  {
    id: "licence",
    story: "The licence that the messages below draw on.",
    source: WCO,
    licences: [{ number: LICENCE }],
    steps: [{ address: `/v1/licences/${LICENCE}`, expected: { status: 200 } }],
  },
  changed("soap11", "A declaration in a SOAP 1.1 envelope is read.", XML, CREATED, (xml) =>
    [
      '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Header><t xmlns="urn:t">1</t></s:Header><s:Body>',
      withoutProlog(xml),
      "</s:Body></s:Envelope>",
    ].join(""),
  ),
  changed("soap12", "A declaration in a SOAP 1.2 envelope is read.", XML, CREATED, (xml) =>
    [
      '<env:Envelope xmlns:env="http://www.w3.org/2003/05/soap-envelope"><env:Body>',
      withoutProlog(xml),
      "</env:Body></env:Envelope>",
    ].join(""),
  ),
  changed(
    "own-envelope",
    "A declaration in a sender's own envelope is read.",
    XML,
    CREATED,
    (xml) => `<batch xmlns="urn:sender"><message><body>${withoutProlog(xml)}</body></message></batch>`,
  ),
  changed("bare", "A declaration without MetaData is read.", XML, CREATED, (xml) =>
    xml
      .replace(/<md:MetaData[^]*<Declaration>/, '<Declaration xmlns="urn:wco:datamodel:WCO:DEC-DMS:2">')
      .replace("</md:MetaData>", ""),
  ),
  changed("prefix", "Prefixes are the sender's choice.", XML, CREATED, (xml) =>
    xml
      .replaceAll(/<(\/?)(?!md:|\?)([A-Z])/g, "<$1q:$2")
      .replace('xmlns="urn:wco:datamodel:WCO:DEC-DMS:2"', 'xmlns:q="urn:wco:datamodel:WCO:DEC-DMS:2"'),
  ),
  changed("foreign", "An element of another namespace is none of customs'.", XML, CREATED, (xml) =>
    xml.replace(
      DESTINATION,
      `<x:Destination xmlns:x="urn:x"><x:CountryCode>IR</x:CountryCode></x:Destination>${DESTINATION}`,
    ),
  ),
  changed(
    "foreign-declaration",
    "A declaration of another namespace is none of customs'.",
    XML,
    refused("DECLARATION_NOT_SUPPORTED", /no customs declaration/),
    (xml) => xml.replaceAll("urn:wco:datamodel:WCO:", "urn:example:"),
  ),
  changed("cdata", "Character data is taken to the letter.", XML, CREATED, (xml) =>
    xml.replace("<Name>PK Rifle Ltd</Name>", "<Name><![CDATA[PK Rifle Ltd]]></Name>"),
  ),
  changed("comment", "A comment is no document type definition.", XML, CREATED, (xml) =>
    xml.replace("<GoodsShipment>", "<!-- <!DOCTYPE a> --><GoodsShipment>"),
  ),
  changed("doctype", "A document type definition is refused.", XML, notReadable(/document type definition/), (xml) =>
    xml.replace("?>", '?><!DOCTYPE a [<!ENTITY b "c">]>'),
  ),
  changed("entity", "An undefined entity is refused by name.", XML, notReadable(/&nbsp; is not defined/), (xml) =>
    xml.replace("PK Rifle Ltd", "PK&nbsp;Rifle Ltd"),
  ),
  changed(
    "twice",
    "A destination that stands twice is refused by name.",
    XML,
    notReadable(/Destination 2 times/),
    (xml) => xml.replace(DESTINATION, `${DESTINATION}<Destination><CountryCode>IR</CountryCode></Destination>`),
  ),
  changed("ucr-twice", "Two UCRs are refused by name.", WCO, notReadable(/PreviousDocuments of type DCR/), (xml) =>
    xml.replace(
      "</GoodsShipment>",
      "<PreviousDocument><ID>5GB1-X</ID><TypeCode>DCR</TypeCode></PreviousDocument></GoodsShipment>",
    ),
  ),
  changed(
    "item-twice",
    "A goods item that stands twice is refused by name.",
    WCO,
    notReadable(/goods item 1 twice/),
    (xml) => xml.replace(/<GovernmentAgencyGoodsItem>.*<\/GovernmentAgencyGoodsItem>/, "$&\n$&"),
  ),
  changed(
    "two",
    "Two declarations in one message are refused.",
    WCO,
    refused("DECLARATION_NOT_SUPPORTED", /2 customs messages/),
    (xml) => `<batch>${withoutProlog(xml)}${withoutProlog(xml)}</batch>`,
  ),
  changed(
    "import",
    "An import declaration is named.",
    WCO,
    refused("DECLARATION_NOT_SUPPORTED", /an import declaration/),
    (xml) => xml.replace("EXD", "IMA"),
  ),
  changed(
    "lrn-characters",
    "A local reference number that is none is refused by element.",
    WCO,
    refused("DECLARATION_INCOMPLETE", /^FunctionalReferenceID/),
    (xml) => xml.replace("MSG-lrn-characters", "Überweisung"),
  ),
  named("DMSACC", responseXml("01"), /accepted.*DMSACC/),
  named("DMSCLE", responseXml("09"), /cleared.*DMSCLE.*export release/),
  named("DMSINV", responseXml("10"), /cancelled.*DMSINV/),
  named("DMSROG", responseXml("8"), /released.*DMSROG/),
  named("EAL", movementXml("EAL"), /arrival.*EAL/),
  named("EDL", movementXml("EDL"), /departure.*EDL/),
  named("CST", movementXml("CST"), /master consignment.*CST/),
  {
    id: "correction-without-licence",
    story: "A correction that touches no licence says so.",
    source: "gov.uk, amending an export declaration",
    steps: [
      {
        xml: changeXml("MSG-soap11", "COR", [{ code: "Y901", reference: "a" }]),
        expected: refused("DECLARATION_WITHOUT_LICENCE", /touches no licence/),
      },
    ],
  },
  {
    id: "cancellation",
    story: "A cancellation gives everything back; an exporter asks customs for it.",
    source: WCO,
    steps: [
      { xml: originalXml(message("MSG-CANCEL")), expected: CREATED },
      { by: EXPORTER, xml: changeXml("MSG-CANCEL", "INV"), expected: { status: 403, code: "ROLE_NOT_ALLOWED" } },
      {
        xml: changeXml("MSG-CANCEL", "INV"),
        expected: { status: 200, body: { result: { status: "invalidated" } } },
      },
      { xml: changeXml("MSG-NOBODY", "INV"), expected: { status: 404, code: "NOT_FOUND", says: /MSG-NOBODY/ } },
    ],
  },
  {
    id: "negative",
    story: "A negative quantity is refused by name.",
    source: "XML Schema, xs:decimal",
    steps: [
      {
        xml: originalXml(message("MSG-NEG", { items: [{ documents: [claim("-5")] }] })),
        expected: refused("DECLARATION_INCOMPLETE", /negative/),
      },
    ],
  },
  {
    id: "unlicensed-beside",
    story: "Goods that need no licence stand beside goods that do.",
    source: WCO,
    steps: [
      {
        xml: originalXml(
          message("MSG-BESIDE", {
            items: [{ documents: [claim()] }, { documents: [{ code: "Y901", reference: "not listed" }] }],
          }),
        ),
        expected: CREATED,
      },
      {
        address: "/v1/parts/consignment/{consignment}/goods",
        expected: {
          status: 200,
          body: { content: { items: [{ item: 1 }, { item: 2 }], documents: [{ item: 1 }, { type: "Y901", item: 2 }] } },
        },
      },
    ],
  },
  {
    id: "own-consignee",
    story: "An item goes to a consignee and a country of its own, on the licence that names them, and on no other.",
    source: WCO,
    licences: [{ number: "GBGULF", consignee: { name: "Gulf Networks FZE", country: "AE" }, destination: "AE" }],
    steps: [
      {
        search: "&route=GBFXT,AEJEA,PKBQM",
        xml: originalXml(
          message("MSG-OWN", {
            items: [
              { documents: [claim()] },
              {
                documents: [claim("1", { reference: "GBGULF-1" })],
                consignee: { name: "GULF NETWORKS FZE", country: "AE" },
                destination: "AE",
              },
            ],
          }),
        ),
        expected: CREATED,
      },
      {
        xml: originalXml(
          message("MSG-OWN-2", {
            items: [
              { documents: [claim()] },
              { documents: [claim()], consignee: { name: "Gulf Networks FZE", country: "AE" }, destination: "AE" },
            ],
          }),
        ),
        expected: refused("CONSIGNMENT_MISMATCH", /items\[2\]\.consignee/),
      },
    ],
  },
  {
    id: "five-digits",
    story: "A line number of five digits is one.",
    source: "uktrade/lite-hmrc (lineNum n..5)",
    licences: [{ number: "GBFIVE", lines: [{ line: 12_345 }] }],
    steps: [
      {
        xml: originalXml(message("MSG-FIVE", { items: [{ documents: [claim("1", { reference: "GBFIVE-12345" })] }] })),
        expected: { status: 201, body: { result: { lines: [{ line: 12_345 }] } } },
      },
    ],
  },
  {
    id: "no-line",
    story: "A licence of several lines is named with its line.",
    source: WCO,
    licences: [{ number: "GBLINES", lines: [{ line: 1 }, { line: 2 }] }],
    steps: [
      {
        xml: originalXml(message("MSG-NOLINE", { items: [{ documents: [claim("1", { reference: "GBLINES" })] }] })),
        expected: refused("DECLARATION_INCOMPLETE", /its lines are 1, 2/),
      },
      {
        xml: originalXml(
          message("MSG-NOQUANTITY", { items: [{ documents: [{ reference: "GBLINES-1", status: "EP" }] }] }),
        ),
        expected: refused("DECLARATION_INCOMPLETE", /no quantity in KGM/),
      },
    ],
  },
  {
    id: "unknown-licence",
    story: "A licence that is not on the ledger is not found, in plain words.",
    source: "Notice to Exporters 2024/19 (gov.uk)",
    steps: [
      {
        xml: originalXml(message("MSG-UNKNOWN", { items: [{ documents: [claim("1", { reference: "GBNONE-1" })] }] })),
        expected: refused("NOT_FOUND", /GBNONE/, 404),
      },
    ],
  },
  {
    id: "parts",
    story: "Parts of one UCR stand beside each other.",
    source: "HMRC, DE 2/1 (DCS)",
    steps: ["001A", "002B"].map((part) => ({
      xml: originalXml(message(`MSG-PART-${part}`, { ucr: "PARTS", previous: [["DCS", part]] })),
      expected: CREATED,
    })),
  },
  {
    id: "mucr",
    story: "A master UCR lists what moves under it.",
    source: "HMRC, DE 2/1 (MCR)",
    steps: [
      ...["A:85659360832", "GB/FCP1-0812EDMUCR9"].flatMap((mucr, index) =>
        [1, 2].map((number) => ({
          xml: originalXml(message(`MSG-MUCR-${index}${number}`, { previous: [["MCR", mucr]] })),
          expected: CREATED,
        })),
      ),
      {
        address: "/v1/master-consignments?mucr=A:85659360832",
        expected: { status: 200, body: { items: [{ mucr: "A:85659360832" }, { mucr: "A:85659360832" }] } },
      },
    ],
  },
  {
    id: "another-exporter",
    story: "A declaration that names another exporter's number is not covered by the licence.",
    source: "Regulation (EU) 2021/821, Art. 12",
    steps: [
      {
        by: EXPORTER,
        xml: originalXml(message("MSG-OTHER", { exporter: "GB999999999000" })),
        expected: refused("CONSIGNMENT_MISMATCH", /exporter/),
      },
    ],
  },
  {
    id: "locode-digits",
    story: "Places with the digits 0 and 1 in their code are places.",
    source: "UN/LOCODE manual",
    steps: [{ search: "&route=GBFXT,BR01A,PKBQM", xml: originalXml(message("MSG-LOCODE")), expected: CREATED }],
  },
  {
    id: "seals",
    story: "A seal of 21 characters, and NOSEALS beside a seal, are refused by element.",
    source: "HMRC, Seal.ID (an..20); TT_EX034a",
    steps: [
      {
        xml: originalXml(message("MSG-SEAL21", { seals: ["A".repeat(21)] })),
        expected: refused("DECLARATION_INCOMPLETE", /^Seal\.ID/),
      },
      { xml: originalXml(message("MSG-NOSEALS", { seals: ["NOSEALS", "A1"] })), expected: notReadable(/NOSEALS/) },
    ],
  },
];
