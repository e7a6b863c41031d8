// SPDX-License-Identifier: Apache-2.0
import { claim, one } from "./case-parts.js";
import { changeXml, EORI, type MessageDocument, originalXml } from "./message.js";
import { CREATED, type Expected, type Row, type Step } from "./row.js";

const CERTEX = "CERTEX write-off interface: a reservation names declaration and item";
const EA = "EA in HMRC's annotated samples (TT_EX004a)";
const EXISTS: Expected = { status: 409, code: "RESERVATION_EXISTS" };

/** What stands on a licence's line, in kilograms. */
function balance(licence: string, reserved: number, consumed = 0): Step {
  const milligrams = (kilograms: number): string => (kilograms * 1_000_000).toString();
  return {
    address: `/v1/licences/${licence}/lines/1`,
    expected: { status: 200, body: { reserved: milligrams(reserved), consumed: milligrams(consumed) } },
  };
}

/** Customs sets ten kilograms of item 1 aside, for no consignment. */
function setAside(licence: string, said: object): Step {
  const line = { licence, line: 1, item: 1, quantity: { amount: "10000000", unit: "KGM" } };
  return {
    address: "/v1/write-offs/reservations",
    post: { office: "GB000051", ...said, lines: [line] },
    expected: CREATED,
  };
}

/** Its consignment is declared, for ten kilograms. */
function declared(licence: string, expected = CREATED, kilograms = "10"): Step {
  return { xml: originalXml(one(licence, claim(licence, kilograms))), expected };
}

/** A supplementary declaration of the same UCR says that it was attributed before. */
function supplement(licence: string, expected: Expected, quantities: readonly string[] = ["10"]): Step {
  const documents = (quantity: string): readonly MessageDocument[] => [claim(licence, quantity, { status: "EA" })];
  const items = quantities.map((quantity) => ({ documents: documents(quantity) }));
  return { xml: originalXml({ lrn: `${licence}-S`, ucr: licence, typeCode: "EXY", items }), expected };
}

const attributedBy = (by: object, licence: string): Expected => ({
  status: 200,
  body: { result: { attributedBefore: [{ item: 1, licence, line: 1, by }] } },
});
const notAttributed = (says: RegExp): Expected => ({ status: 422, code: "DECLARATION_NOT_ATTRIBUTED", says });

function row(id: string, story: string, source: string, steps: (licence: string) => readonly Step[]): Row {
  const licence = `GB${id.replaceAll("-", "").toUpperCase()}`;
  return { id, story, source, licences: [{ number: licence }], steps: steps(licence) };
}

const byLrn = (licence: string) => ({ document: { type: "LRN", reference: licence } });
const byUcr = (licence: string) => ({ document: { type: "DUCR", reference: `5${EORI}-${licence}` } });

/** What customs reserved for a declaration before its consignment was registered, and what declarations say was attributed before. */
export const BEFORE_ROWS: readonly Row[] = [
  row("reserved-fully", "What customs reserved before is the consignment's, once.", CERTEX, (licence) => [
    setAside(licence, { ...byLrn(licence), ucr: `5${EORI}-${licence}`, declarant: "GB-EX-0001" }),
    declared(licence),
    balance(licence, 10),
    {
      xml: originalXml({ ...one(licence, claim(licence, "10")), declarant: "GB150454489082" }),
      expected: { status: 409, code: "UCR_IN_USE" },
    },
  ]),
  row("reserved-lrn", "The same, by the local reference number alone.", CERTEX, (licence) => [
    setAside(licence, byLrn(licence)),
    declared(licence),
    balance(licence, 10),
  ]),
  row("reserved-ducr", "The same, by the UCR alone.", CERTEX, (licence) => [
    setAside(licence, byUcr(licence)),
    declared(licence),
    balance(licence, 10),
  ]),
  row("reserved-other", "Another quantity was reserved before: it is adjusted first.", CERTEX, (licence) => [
    setAside(licence, byUcr(licence)),
    declared(licence, { ...EXISTS, says: /is reserved on line 1/ }, "9"),
    balance(licence, 10),
  ]),
  row("ea-reserved", "Attributed before by customs' own reservation.", EA, (licence) => [
    setAside(licence, { ...byLrn(licence), ucr: `5${EORI}-${licence}` }),
    supplement(licence, attributedBy({ lrn: licence }, licence)),
    balance(licence, 10),
  ]),
  row("ea-ducr", "The same, by the UCR in place of a document.", EA, (licence) => [
    setAside(licence, byUcr(licence)),
    supplement(licence, attributedBy({ ducr: `5${EORI}-${licence}` }, licence)),
  ]),
  row("ea-never", "Attributed before, and nothing was.", EA, (licence) => [
    supplement(licence, notAttributed(/no earlier declaration/)),
    balance(licence, 0),
  ]),
  row("ea-cancelled", "Attributed by a declaration that was cancelled since.", EA, (licence) => [
    declared(licence),
    { xml: changeXml(licence, "INV"), expected: { status: 200 } },
    supplement(licence, notAttributed(/no earlier declaration/)),
    balance(licence, 0),
  ]),
  row("ea-zero", "Attributed by a declaration that was corrected to zero since.", EA, (licence) => [
    declared(licence),
    { xml: changeXml(licence, "COR", [claim(licence, "0")]), expected: { status: 200 } },
    supplement(licence, notAttributed(/no earlier declaration/)),
  ]),
  row("ea-less", "Attributed by a declaration that was corrected downwards since.", EA, (licence) => [
    declared(licence),
    { xml: changeXml(licence, "COR", [claim(licence, "4")]), expected: { status: 200 } },
    supplement(licence, notAttributed(/10 KGM is said to be attributed, and 4 KGM was/)),
    supplement(licence, attributedBy({ lrn: licence }, licence), ["4"]),
  ]),
  row("ea-twice", "Two items say together more than was attributed.", EA, (licence) => [
    declared(licence),
    supplement(licence, notAttributed(/12 KGM is said to be attributed, and 10 KGM was/), ["6", "6"]),
    supplement(licence, { status: 200 }, ["6", "4"]),
    balance(licence, 10),
  ]),
  row("ea-left", "Attributed by a declaration whose goods have left.", EA, (licence) => [
    declared(licence),
    {
      address: "/v1/consignments/{consignment}/export-release",
      post: { licences: [licence], office: "GB000051" },
      expected: { status: 200 },
    },
    supplement(licence, attributedBy({ lrn: licence }, licence)),
    balance(licence, 0, 10),
  ]),
];
