// SPDX-License-Identifier: Apache-2.0
import { claim, consignmentOf, COUNTRIES, LONG_NAME, NAMES, one, party, single } from "./case-parts.js";
import { changeXml, EORI, originalXml } from "./message.js";
import { CREATED, CUSTOMS, type Expected, type Row } from "./row.js";

const HMRC_EXPORTS = "hmrc/customs-declare-exports-frontend";
const NTE_2024_19 = "Notice to Exporters 2024/19 (gov.uk)";
const SENIOR = "licensing2@GBAuthorityMSP";

/** Cases from public reports, by their number: what practitioners expect of each. */
export const CASE_ROWS: readonly Row[] = [
  {
    id: "05",
    story: "A DUCR sent in small letters and then in capitals is one consignment, found by either.",
    source: `${HMRC_EXPORTS} #2046, #2004`,
    licences: [{ number: "GBCASE05" }],
    steps: [
      { xml: originalXml({ ...one("CASE-05", claim("GBCASE05")), ucr: "mixcase1" }), expected: CREATED },
      {
        xml: originalXml({ ...one("CASE-05", claim("GBCASE05")), ucr: "MIXCASE1" }),
        expected: { status: 409, says: /GB-CN-/ },
      },
      { address: `/v1/consignments?ucr=5gb417869120000-mixcase1`, expected: { status: 200, body: { items: [{}] } } },
      { address: `/v1/consignments?ucr=5${EORI}-MIXCASE1`, expected: { status: 200, body: { items: [{}] } } },
    ],
  },
  {
    id: "06",
    story: "Two agents use one local reference number; INV.2026-1 1 and INV.2026-11 are two.",
    source: `${HMRC_EXPORTS} Lrn.scala; HMRC EMCS BR001`,
    licences: [{ number: "GBCASE06" }],
    steps: [
      ...["GB150454489082", "GB239355053000"].map((declarant) => ({
        xml: originalXml({ ...one("20260002", claim("GBCASE06")), declarant, ucr: `AGENT-${declarant.slice(-3)}` }),
        expected: CREATED,
      })),
      ...["INV.2026-1 1", "INV.2026-11"].map((lrn, index) => ({
        xml: originalXml({ ...one(lrn, claim("GBCASE06")), ucr: `LRN${index}` }),
        expected: CREATED,
      })),
    ],
  },
  single("07", "A seal of 20 letters and digits is taken.", "hmrc/ctc-traders-phase5-tis IE015 (an..20)", CREATED, {
    message: { seals: ["CUSTOMSGB00012345678"] },
  }),
  {
    id: "08",
    story: "NOSEALS says that there is none.",
    source: "hmrc/customs-declarations TT_EX034a",
    licences: [{ number: "GBCASE08" }],
    steps: [
      { xml: originalXml({ ...one("CASE-08", claim("GBCASE08")), seals: ["NOSEALS"] }), expected: CREATED },
      {
        address: "/v1/parts/consignment/{consignment}/transport",
        expected: { status: 200, body: { content: { seals: [], containers: ["MSCU6639870"] } } },
      },
    ],
  },
  {
    id: "09",
    story: "Open licences are declared by their number alone: the use is recorded and nothing is counted.",
    source: "Notice to Exporters 2026/13 (gov.uk); uktrade/lite-hmrc 30cdcfc",
    licences: [
      { number: "GBOIEL/2026/00017", label: "OIEL", lines: [{ control: "open" }] },
      { number: "GBOGE2026/00123", label: "OGEL", lines: [{ control: "open" }] },
    ],
    steps: [
      ...[
        { reference: "GBOIEL/2026/00017", status: "EP" },
        { code: "X002", reference: "GBOGE2026/00123", status: "EP" },
      ].map((document, index) => ({
        xml: originalXml(one(`CASE-09-${index}`, document)),
        expected: {
          status: 201,
          body: { result: { lines: [{ line: 1, quantity: { amount: "0" }, balance: { reserved: "0" } }] } },
        },
      })),
      {
        address: "/v1/licences/GBOIEL%2F2026%2F00017/reservations",
        expected: { status: 200, body: { items: [{ status: "reserved", reserved: "0" }] } },
      },
    ],
  },
  {
    id: "10",
    story: "A line that is controlled by value is written off by an amount alone.",
    source: "HMRC WCO_DEC_2_DMS.xsd; lite-hmrc ControlledByEnum V",
    licences: [{ number: "GBCASE10", lines: [{ control: "value", value: "100000" }] }],
    steps: [
      {
        xml: originalXml(one("CASE-10", { reference: "GBCASE10-0001", status: "EP", amount: "950.00" })),
        expected: CREATED,
      },
      {
        address: "/v1/licences/GBCASE10/lines/1/value",
        expected: { status: 200, body: { reserved: "95000", available: "5000" } },
      },
      {
        xml: originalXml(one("CASE-10-2", { reference: "GBCASE10-0001", status: "EP", amount: "50.01" })),
        expected: { status: 409, code: "LICENCE_VALUE_EXCEEDED" },
      },
    ],
  },
  ...["MGM", "MLT", "MCG", "MCL", "TON"].map((unit) =>
    single(
      `11-${unit}`,
      `A line in ${unit} is claimed in ${unit}.`,
      "uktrade/lite-api #2066, lite-hmrc #265, #271",
      CREATED,
      {
        licence: { lines: [{ unit, authorised: "9000000000" }] },
        document: { quantity: "5", unit },
      },
    ),
  ),
  ...COUNTRIES.map(([licensed, declared]) =>
    single(
      `12-${licensed}`,
      `A licence for ${licensed} covers what customs declare for ${declared}.`,
      "uktrade/lite-api #1648 (trading country codes)",
      CREATED,
      {
        licence: { consignee: party("Fabrika Alata d.o.o.", licensed), destination: licensed },
        message: { consignee: party("Fabrika Alata d.o.o.", declared) },
      },
    ),
  ),
  single(
    "13",
    "A name that customs cut at its 70th character is no other party's.",
    "gov.uk CDS (name an..70); lite-hmrc #179",
    CREATED,
    {
      licence: { consignee: party(LONG_NAME) },
      message: { consignee: party(LONG_NAME.slice(0, 70)) },
    },
  ),
  ...NAMES.map(([licensed, declared], index) =>
    single(`14-${index + 1}`, `${licensed} is declared as ${declared}.`, "psolin/cleanco #56", CREATED, {
      licence: { consignee: party(licensed) },
      message: { consignee: party(declared) },
    }),
  ),
  ...["XI417869120000", "gb417869120000", "GB 417869120000"].map((exporter, index) =>
    single(`15-${index + 1}`, `${exporter} is the trader ${EORI}.`, "uktrade/lite-api #927", CREATED, {
      message: { exporter },
    }),
  ),
  {
    id: "16",
    story:
      "Two documents of one licence line on one item are added up; with another status they are refused by element.",
    source: NTE_2024_19,
    licences: [{ number: "GBCASE16" }],
    steps: [
      {
        xml: originalXml({
          lrn: "CASE-16",
          items: [{ documents: [claim("GBCASE16"), claim("GBCASE16", "2")] }],
        }),
        expected: { status: 201, body: { result: { lines: [{ quantity: { amount: "3000000", unit: "KGM" } }] } } },
      },
      {
        xml: originalXml({
          lrn: "CASE-16-2",
          items: [{ documents: [claim("GBCASE16"), claim("GBCASE16", "2", { status: "EE" })] }],
        }),
        expected: { status: 422, code: "DECLARATION_INCOMPLETE", says: /LPCOExemptionCode/ },
      },
    ],
  },
  {
    id: "18",
    story: "A correction to zero gives the reservation back.",
    source: NTE_2024_19,
    licences: [{ number: "GBCASE18" }],
    steps: [
      { xml: originalXml(one("CASE-18", claim("GBCASE18", "10.00"))), expected: CREATED },
      { xml: changeXml("CASE-18", "COR", [claim("GBCASE18", "0")]), expected: { status: 200 } },
      { address: "/v1/licences/GBCASE18/lines/1", expected: { status: 200, body: { reserved: "0", consumed: "0" } } },
    ],
  },
  {
    id: "19",
    story: "A correction to another licence is refused with what differs: cancel and declare anew.",
    source: `${NTE_2024_19} (wrong reference)`,
    licences: [{ number: "GBCASE19" }, { number: "GBOTHER19" }],
    steps: [
      { xml: originalXml(one("CASE-19", claim("GBCASE19", "10.00"))), expected: CREATED },
      {
        xml: changeXml("CASE-19", "COR", [claim("GBOTHER19", "10.00")]),
        expected: { status: 422, code: "ALLOCATION_NOT_AMENDABLE", says: /GBCASE19 1.*GBOTHER19 1/ },
      },
    ],
  },
  {
    id: "21",
    story: "40 items with 3 documents each are one declaration.",
    source: "HMRC CDS DE 2/3 (99 documents an item)",
    licences: [{ number: "GBCASE21" }],
    steps: [
      {
        xml: originalXml({
          lrn: "CASE-21",
          items: Array.from({ length: 40 }, () => ({
            documents: [claim("GBCASE21", "0.001"), { code: "Y901", reference: "a" }, { code: "Y935", reference: "b" }],
          })),
        }),
        expected: CREATED,
      },
    ],
  },
  {
    id: "23",
    story: "A suspended licence keeps its reservation, and is not released on until it is reinstated.",
    source: "uktrade/lite-api #2082",
    licences: [{ number: "GBCASE23" }],
    steps: [
      { xml: originalXml(one("CASE-23", claim("GBCASE23", "5"))), expected: CREATED },
      {
        by: SENIOR,
        address: "/v1/licences/GBCASE23/suspension",
        post: { reason: "investigation", legalBasis: "Art. 16" },
        expected: { status: 200 },
      },
      {
        address: "/v1/consignments/{consignment}/export-release",
        post: { licences: ["GBCASE23"], office: "GB000051" },
        expected: { status: 409, code: "LICENCE_SUSPENDED" },
      },
      { address: "/v1/licences/GBCASE23/lines/1", expected: { status: 200, body: { reserved: "5000000" } } },
      {
        by: "licensing1@GBAuthorityMSP",
        address: "/v1/licences/GBCASE23/reinstatement-requests",
        post: { reason: "cause-removed", legalBasis: "Art. 16" },
        expected: { status: 201 },
      },
      {
        by: SENIOR,
        address: "/v1/licences/GBCASE23/actions/{action}/confirmation",
        post: {},
        expected: { status: 200 },
      },
      {
        address: "/v1/consignments/{consignment}/export-release",
        post: { licences: ["GBCASE23"], office: "GB000051" },
        expected: { status: 200 },
      },
    ],
  },
  {
    id: "24",
    story:
      "A supplementary declaration with EA only is answered with the declaration that attributed before, or refused.",
    source: "EA in HMRC's annotated samples (TT_EX004a)",
    licences: [{ number: "GBCASE24" }],
    steps: [
      { xml: originalXml({ ...one("CASE-24", claim("GBCASE24", "10.00")), ucr: "EA1" }), expected: CREATED },
      {
        xml: originalXml({
          ...one("CASE-24-S", claim("GBCASE24", "10.00", { status: "EA" })),
          ucr: "EA1",
          typeCode: "EXY",
        }),
        expected: {
          status: 200,
          body: { result: { attributedBefore: [{ item: 1, licence: "GBCASE24", line: 1, by: { lrn: "CASE-24" } }] } },
        },
      },
      ...[
        ["EA1", "900.00", /900 KGM is said to be attributed, and 10 KGM was/],
        ["EA2", "10.00", /no earlier declaration/],
      ].map(([ucr, quantity, says]) => ({
        xml: originalXml({
          ...one("CASE-24-T", claim("GBCASE24", quantity as string, { status: "EA" })),
          ucr: ucr as string,
          typeCode: "EXY",
        }),
        expected: { status: 422, code: "DECLARATION_NOT_ATTRIBUTED", says: says as RegExp },
      })),
      { address: "/v1/licences/GBCASE24/lines/1", expected: { status: 200, body: { reserved: "10000000" } } },
    ],
  },
  {
    id: "29",
    story:
      "A line of 5A002a1, as the licensing service writes it, covers itself and what lies under it, and not its heading.",
    source: "uktrade/lite-api migration 0005_adds_5D001e",
    licences: [{ number: "GBCASE29", lines: [{ controlCode: "5A002a1" }] }],
    steps: [
      ["5A002.a.1", CREATED],
      ["5A002a1b", CREATED],
      ["5A002", { status: 422, code: "CONSIGNMENT_MISMATCH", says: /controlCode/ }],
    ].map(([code, expected], index) => ({
      address: "/v1/consignments",
      post: consignmentOf("GBCASE29", index, code as string),
      expected: expected as Expected,
    })),
  },
  ...["010.00", ".5", "+1", "5."].map((quantity, index) =>
    single(`30-${index + 1}`, `${quantity} is a decimal of XML Schema.`, `${HMRC_EXPORTS} DocumentWriteOff`, CREATED, {
      document: { quantity },
    }),
  ),
  single(
    "30-5",
    "1E+1 is no decimal.",
    "XML Schema, xs:decimal",
    { status: 422, code: "DECLARATION_INCOMPLETE", says: /1E\+1.*decimal/ },
    {
      document: { quantity: "1E+1" },
    },
  ),
  {
    id: "31",
    story: "Three times 0.1 kg of 0.3 kg, and nothing more.",
    source: "uktrade/lite-api (usage as float)",
    licences: [{ number: "GBCASE31", lines: [{ authorised: "300000" }] }],
    steps: [
      ...[1, 2, 3].map((index) => ({
        by: CUSTOMS,
        xml: originalXml(one(`CASE-31-${index}`, claim("GBCASE31", "0.1"))),
        expected: CREATED,
      })),
      {
        xml: originalXml(one("CASE-31-4", claim("GBCASE31", "0.000001"))),
        expected: {
          status: 409,
          code: "LICENCE_QUANTITY_EXCEEDED",
          body: { details: { shortBy: "1", available: "0" } },
        },
      },
    ],
  },
];
