// SPDX-License-Identifier: Apache-2.0
import { claim } from "./case-parts.js";
import { type MessageDocument, originalXml } from "./message.js";
import { CREATED, CUSTOMS, type Expected, type Row, type Step } from "./row.js";

const HMRC = "HMRC CDS export completion guide: DE 1/9 (n..3), DE 2/3 (99 an item)";

/** What a declaration holds: its items, documents of all items together, and how often it draws on a licence line. */
interface Size {
  readonly items: number;
  readonly documents: number;
  readonly claims: number;
}

/** As much as one declaration may hold of everything. */
const FULL: Size = { items: 999, documents: 9_999, claims: 99 };

/** Bytes of a declaration at most, as the gateway has it unless it is set. */
const BYTES_MAX = 8 * 1_048_576;

function declarationOf(id: string, licence: string, { items, documents, claims }: Size): string {
  const item = (index: number): { readonly documents: readonly MessageDocument[] } => {
    const own = Math.floor(((index + 1) * documents) / items) - Math.floor((index * documents) / items);
    const first =
      index < claims ? claim(licence, "0.001") : { code: "Y901", reference: `NOT-LISTED-${index.toString()}` };
    const others = Array.from({ length: own - 1 }, (_, at) => ({
      code: "Y935",
      reference: `DOCUMENT-${index.toString()}-${at.toString()}`,
    }));
    return { documents: [first, ...others] };
  };
  return originalXml({ lrn: id, items: Array.from({ length: items }, (_, index) => item(index)) });
}

/** A declaration of exactly so many bytes: a comment fills it up. */
function filledTo(bytes: number, xml: string): string {
  const frame = "<!---->";
  return xml.replace("?>", `?><!--${"x".repeat(bytes - Buffer.byteLength(xml) - frame.length)}-->`);
}

const notTaken = (says: RegExp): Expected => ({ status: 422, code: "DECLARATION_TOO_LARGE", says });

function sized(
  id: string,
  story: string,
  size: Partial<Size>,
  expected: Expected,
  more: { readonly bytes?: number; readonly then?: readonly Step[] } = {},
): Row {
  const licence = `GB${id.replaceAll("-", "").toUpperCase()}`;
  const xml = declarationOf(id, licence, { items: 1, documents: 1, claims: 1, ...size });
  const whole = more.bytes === undefined ? xml : filledTo(more.bytes, xml);
  return {
    id,
    story,
    source: HMRC,
    licences: [{ number: licence }],
    steps: [{ xml: whole, expected }, ...(more.then ?? [])],
  };
}

/** What a declaration of full size goes through after it was taken. */
const ON_ITS_WAY: readonly Step[] = [
  ...["goods", "transport"].map((part) => ({
    address: "/v1/shares",
    post: { ref: { kind: "consignment", id: "{consignment}", part }, to: "PKAuthorityMSP" },
    expected: CREATED,
  })),
  {
    address: "/v1/consignments/{consignment}/export-release",
    post: { licences: ["GBSIZEFULL"], office: "GB000051" },
    expected: { status: 200 },
  },
  {
    address: "/v1/checkpoint/verdicts",
    post: { consignment: "{consignment}", presented: { place: "GBFXT" } },
    by: CUSTOMS,
    expected: { status: 200 },
  },
];

/** Declarations as large as they may be, and one larger. */
export const SIZE_ROWS: readonly Row[] = [
  sized(
    "size-full",
    "999 items, 9,999 documents and 99 claims are taken, shared, released and asked about.",
    FULL,
    CREATED,
    {
      then: ON_ITS_WAY,
    },
  ),
  sized(
    "size-items",
    "A thousandth item is refused with both numbers.",
    { items: 1_000, documents: 1_000 },
    notTaken(/1000 goods items; 999 are taken/),
  ),
  sized(
    "size-documents",
    "A ten-thousandth document is refused with both numbers.",
    { items: 999, documents: 10_000 },
    notTaken(/10000 documents for its items; 9999 are taken/),
  ),
  sized(
    "size-claims",
    "A hundredth claim is refused with both numbers.",
    { items: 100, documents: 100, claims: 100 },
    notTaken(/100 claims on licence lines; 99 are taken/),
  ),
  sized("size-bytes", "As many bytes as are taken.", {}, CREATED, { bytes: BYTES_MAX }),
  sized(
    "size-byte-more",
    "One byte more is refused with the number.",
    {},
    { status: 413, code: "BODY_TOO_LARGE", says: /more than 8388608 bytes/ },
    { bytes: BYTES_MAX + 1 },
  ),
];
