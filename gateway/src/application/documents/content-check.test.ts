// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { GatewayError } from "../../errors/gateway-error.js";
import { ContentCheck } from "./content-check.js";
import { MEDIA_TYPES, mediaTypeOf } from "./media-types.js";

const hex = (digits: string): Buffer => Buffer.from(digits, "hex");
const PNG = Buffer.concat([hex("89504e470d0a1a0a0000000d49484452"), Buffer.alloc(40), hex("0000000049454e44ae426082")]);
const JPEG = Buffer.concat([hex("ffd8ffe000104a464946"), Buffer.alloc(40), hex("ffd9")]);
const TIFF = Buffer.concat([hex("49492a00"), Buffer.alloc(40)]);
const HEIC = Buffer.concat([hex("00000018"), Buffer.from("ftypheic"), Buffer.alloc(40)]);
const PDF = Buffer.from("%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n");
const MP4 = Buffer.concat([hex("00000018"), Buffer.from("ftypisom"), Buffer.alloc(40)]);
const ZIP = Buffer.concat([hex("504b0304"), Buffer.alloc(40), hex("504b0506"), Buffer.alloc(18)]);
const xml = (text: string): Buffer => Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${text}`);
const WELL = xml("<invoice xmlns='urn:x'><line n='1'>tubes &amp; seals</line></invoice>");
const deep = (depth: number): Buffer => xml("<a>".repeat(depth) + "</a>".repeat(depth));
const PAD = Buffer.alloc(3_000, "a");

/** "taken", or the code of the refusal, whatever the pieces that the file comes in. */
function outcomeOf(type: string, bytes: Buffer): string {
  const outcomes = [1, 7, 65_536].map((step) => {
    try {
      const check = new ContentCheck(type);
      for (let at = 0; at < bytes.length; at += step) check.update(bytes.subarray(at, at + step));
      check.finish();
      return "taken";
    } catch (error) {
      if (error instanceof GatewayError) return error.code;
      throw error;
    }
  });
  expect(new Set(outcomes).size).toBe(1);
  return outcomes[0] ?? "";
}

const DIFFERS = "DOCUMENT_NOT_AS_DECLARED";
const REFUSED = "DOCUMENT_CONTENT_REFUSED";

describe("what a file is", () => {
  it.each<[string, string, Buffer, string]>([
    ["a PDF", "application/pdf", PDF, "taken"],
    ["a JPEG", "image/jpeg", JPEG, "taken"],
    ["a JPEG with more behind it, as telephones make them", "image/jpeg", Buffer.concat([JPEG, MP4]), "taken"],
    ["a PNG", "image/png", PNG, "taken"],
    ["a TIFF, little-endian", "image/tiff", TIFF, "taken"],
    ["a TIFF, big-endian", "image/tiff", Buffer.concat([hex("4d4d002a"), PAD]), "taken"],
    ["a HEIC", "image/heic", HEIC, "taken"],
    ["XML", "application/xml", WELL, "taken"],
    ["XML with a byte order mark", "application/xml", Buffer.concat([hex("efbbbf"), WELL]), "taken"],
    ["XML as deep as may be", "application/xml", deep(200), "taken"],
    ["text", "text/plain", Buffer.from("Zoë: 5 €\r\n\tchecked"), "taken"],
    ["text that talks of a page far down", "text/plain", Buffer.concat([PAD, Buffer.from("<html>")]), "taken"],

    ["nothing, as each type", "text/plain", Buffer.alloc(0), DIFFERS],
    [
      "a PDF that begins later, as readers bear",
      "application/pdf",
      Buffer.concat([Buffer.from("GIF89a"), PDF]),
      DIFFERS,
    ],
    ["a PDF that is cut off", "application/pdf", PDF.subarray(0, 30), DIFFERS],
    ["a PDF whose end stands too early", "application/pdf", Buffer.concat([PDF, PAD]), DIFFERS],
    ["a PNG that is cut off", "image/png", PNG.subarray(0, 40), DIFFERS],
    ["a PNG with more behind it", "image/png", Buffer.concat([PNG, PAD]), DIFFERS],
    ["a PNG as a JPEG", "image/jpeg", PNG, DIFFERS],
    ["a film as a picture", "image/heic", MP4, DIFFERS],
    ["an archive as a PDF", "application/pdf", ZIP, DIFFERS],
    ["a program as text", "text/plain", Buffer.concat([hex("7f454c46"), PAD]), DIFFERS],
    ["Latin-1 as text", "text/plain", hex("5a6feb"), DIFFERS],
    ["half a character at the end", "text/plain", hex("5a6fc3"), DIFFERS],
    ["UTF-16 as text", "text/plain", hex("fffe41004200"), DIFFERS],
    ["XML that is cut off", "application/xml", WELL.subarray(0, WELL.length - 3), DIFFERS],
    ["XML that is none", "application/xml", Buffer.from("invoice 4711"), DIFFERS],
    ["XML too deep", "application/xml", deep(201), DIFFERS],
    ["an entity that is not declared", "application/xml", xml("<a>&evil;</a>"), DIFFERS],

    ["SVG as XML", "application/xml", xml("<svg xmlns='http://www.w3.org/2000/svg'/>"), REFUSED],
    [
      "SVG under another prefix, far down",
      "application/xml",
      xml(`<a>${PAD.toString()}<s:svg xmlns:s='http://www.w3.org/2000/svg'/></a>`),
      REFUSED,
    ],
    ["SVG without a namespace", "application/xml", xml("<svg onload='x()'/>"), REFUSED],
    [
      "XHTML as XML",
      "application/xml",
      xml("<r><script xmlns='http://www.w3.org/1999/xhtml'>x()</script></r>"),
      REFUSED,
    ],
    ["HTML as XML", "application/xml", Buffer.from("<html><body/></html>"), REFUSED],
    [
      "a document type",
      "application/xml",
      xml("<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>"),
      REFUSED,
    ],
    ["a style sheet", "application/xml", xml("<?xml-stylesheet type='text/xsl' href='x.xsl'?><a/>"), REFUSED],
    ["HTML as text", "text/plain", Buffer.from("hello <HTML><body onload=x()>"), REFUSED],
    ["a script as text", "text/plain", Buffer.from("<script>x()</script>"), REFUSED],
    [
      "a picture that is a page",
      "image/jpeg",
      Buffer.concat([JPEG.subarray(0, 20), Buffer.from("<ScRiPt>x()</script>")]),
      REFUSED,
    ],
    ["a picture that is a PDF", "image/jpeg", Buffer.concat([JPEG.subarray(0, 20), PDF]), REFUSED],
    ["a picture that is an archive", "image/jpeg", Buffer.concat([JPEG, ZIP]), REFUSED],
    ["an archive with a comment", "image/tiff", Buffer.concat([TIFF, ZIP, PAD]), REFUSED],
    ["a PDF that is an archive", "application/pdf", Buffer.concat([PDF, ZIP, Buffer.from("%%EOF")]), REFUSED],
  ])("%s: %s", (_what, type, bytes, outcome) => {
    expect(outcomeOf(type, bytes)).toBe(outcome);
  });

  it.each(Object.keys(MEDIA_TYPES))("nothing at all is no %s", (type) => {
    expect(outcomeOf(type, Buffer.alloc(0))).toBe(DIFFERS);
  });

  it.each([
    ["application/pdf", "application/pdf"],
    ["Image/JPEG", "image/jpeg"],
    ["text/xml; charset=utf-8", "application/xml"],
    ['text/plain;charset="UTF-8"', "text/plain"],
    ["text/plain; charset=iso-8859-1", undefined],
    ["text/html", undefined],
    ["image/svg+xml", undefined],
    ["application/zip", undefined],
    ["application/octet-stream", undefined],
    ["constructor", undefined],
    ["", undefined],
    [undefined, undefined],
  ])("Content-Type %j is taken as %j", (header, name) => {
    expect(mediaTypeOf(header)).toBe(name);
  });
});
