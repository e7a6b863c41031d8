// SPDX-License-Identifier: Apache-2.0
import { EORI, type MessageDocument, type MessageParty, originalXml } from "./message.js";
import type { Expected, Row, RowLicence } from "./row.js";

/** A document that claims of line 1 of a licence. */
export const claim = (licence: string, quantity = "1", given: Partial<MessageDocument> = {}): MessageDocument => ({
  reference: `${licence}-0001`,
  status: "EP",
  quantity,
  ...given,
});

/** A declaration of one item that claims of one licence. */
export const one = (
  lrn: string,
  document: MessageDocument,
): { lrn: string; items: { documents: MessageDocument[] }[] } => ({
  lrn,
  items: [{ documents: [document] }],
});

/** A row of one declaration on a licence of its own. */
export function single(
  id: string,
  story: string,
  source: string,
  expected: Expected,
  given: {
    readonly licence?: Partial<RowLicence>;
    readonly document?: Partial<MessageDocument>;
    readonly message?: object;
  },
): Row {
  const number = `GBCASE${id.toUpperCase().replace(/[^A-Z0-9]/g, "")}`;
  const message = { ...one(`CASE-${id}`, claim(number, "1", given.document)), ...given.message };
  return {
    id,
    story,
    source,
    licences: [{ number, ...given.licence }],
    steps: [{ xml: originalXml(message), expected }],
  };
}

/** A name that is longer than customs write one. */
export const LONG_NAME =
  "Solent and Thames Estuary Precision Electro-Optical Instruments Manufacturing Company of Rawalpindi Limited";

/** Names as a licence has them, and as a declaration does. */
export const NAMES: readonly (readonly [licensed: string, declared: string])[] = [
  ["Zakłady Mechaniczne Łabędy S.A.", "ZAKLADY MECHANICZNE LABEDY SA"],
  ["Zakłady Mechaniczne Łabędy S.A.", "ZAKLADY MECHANICZNE LABEDY S.A."],
  ["Ångström Ørsted AS", "ANGSTROM ORSTED AS"],
  ["Yıldırım Elektronik A.Ş.", "YILDIRIM ELEKTRONIK A.S."],
  ["Karachi Instruments Ltd", "Karachi Instruments Limited"],
  ["Karachi & Sindh Instruments Ltd", "KARACHI AND SINDH INSTRUMENTS LTD"],
  ["Groß & Söhne GmbH", "GROSS & SOHNE GMBH"],
  ["Société d’Études Électroniques", "SOCIETE D'ETUDES ELECTRONIQUES"],
  ["Škoda Elektrika a.s.", "SKODA ELEKTRIKA AS"],
];

/** Countries as a licence has them, and as a declaration does. */
export const COUNTRIES = [
  ["RS", "XS"],
  ["MC", "FR"],
  ["PR", "US"],
  ["AX", "FI"],
] as const;

/** A party in Pakistan unless it is said. */
export const party = (name: string, country = "PK"): MessageParty => ({ name, country });

/** A consignment that is registered without a customs message, with a control code, which messages have none of. */
export function consignmentOf(licence: string, index: number, controlCode: string): object {
  const id = `CASE29-${index}`;
  return {
    consignment: `GB-CN-${id}`,
    ucr: `5${EORI}-${id}`,
    declaration: { typeCode: "EXD", lrn: id },
    route: ["GBFXT", "PKBQM"],
    custodian: "GB-EX-0001",
    eventTime: "2026-01-02T10:00:00Z",
    allocations: [{ item: 1, licence, line: 1, quantity: { amount: "1000000", unit: "KGM" } }],
    confidential: {
      goods: {
        exporter: { party: "GB-EX-0001" },
        consignee: party("PK Rifle Ltd"),
        destination: "PK",
        items: [{ item: 1, description: "Goods", controlCode, commodityCode: "85176200" }],
      },
      transport: {},
    },
  };
}
