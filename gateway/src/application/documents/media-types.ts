// SPDX-License-Identifier: Apache-2.0

const MEBIBYTE = 1_048_576;

/** A media type that files may have, and by what its bytes are told. */
export interface MediaType {
  /** Ending of a file's name. */
  readonly extension: string;
  /** Whether a file that begins so can be one. */
  begins(head: Buffer): boolean;
  /** Whether a file that ends so can be one; any can, where it is left out. */
  ends?(tail: Buffer): boolean;
  /** What is read as text from beginning to end. */
  readonly text?: "plain" | "xml";
  /** Largest file of the type in bytes, where that is less than of others. */
  readonly bytesMax?: number;
}

/** Brands of the ISO base media file format (ISO/IEC 14496-12) that pictures of telephones have (ISO/IEC 23008-12). */
const HEIF_BRANDS: readonly string[] = ["heic", "heix", "heim", "heis", "mif1", "msf1"];

const PNG_BEGINS = Buffer.from("89504e470d0a1a0a", "hex");
const PNG_ENDS = Buffer.from("0000000049454e44ae426082", "hex");
const JPEG_BEGINS = Buffer.from("ffd8ff", "hex");
const TIFF_BEGINS = [Buffer.from("49492a00", "hex"), Buffer.from("4d4d002a", "hex")];

const startsWith = (head: Buffer, magic: Buffer): boolean => head.subarray(0, magic.length).equals(magic);

/**
 * The media types that are taken. What a browser or an office program would run is not among them: no SVG, no HTML, no office document,
 * no archive.
 */
export const MEDIA_TYPES: Readonly<Record<string, MediaType>> = {
  "application/pdf": {
    extension: "pdf",
    begins: (head) => head.subarray(0, 5).toString("latin1") === "%PDF-",
    // ISO 32000-2, 7.5.5; readers look for it in the last 1024 bytes.
    ends: (tail) => tail.subarray(-1_024).includes("%%EOF"),
  },
  "image/jpeg": { extension: "jpg", begins: (head) => startsWith(head, JPEG_BEGINS) },
  "image/png": {
    extension: "png",
    begins: (head) => startsWith(head, PNG_BEGINS),
    ends: (tail) => tail.subarray(-PNG_ENDS.length).equals(PNG_ENDS),
  },
  "image/tiff": { extension: "tif", begins: (head) => TIFF_BEGINS.some((magic) => startsWith(head, magic)) },
  "image/heic": {
    extension: "heic",
    begins: (head) => head.toString("latin1", 4, 8) === "ftyp" && HEIF_BRANDS.includes(head.toString("latin1", 8, 12)),
  },
  // A parser holds more of XML in memory than of other files.
  "application/xml": { extension: "xml", begins: (head) => head.length > 0, text: "xml", bytesMax: 16 * MEBIBYTE },
  "text/plain": { extension: "txt", begins: (head) => head.length > 0, text: "plain", bytesMax: 16 * MEBIBYTE },
};

/** What is written otherwise and means the same. */
const ALIASES: Readonly<Record<string, string>> = { "text/xml": "application/xml", "image/heif": "image/heic" };

/** The media type that a Content-Type header names, as files are kept under; undefined where it is none that is taken. */
export function mediaTypeOf(contentType: string | undefined): string | undefined {
  const [essence = "", ...parameters] = (contentType ?? "").toLowerCase().split(";");
  const named = essence.trim();
  const name = Object.hasOwn(ALIASES, named) ? ALIASES[named] : named;
  if (name === undefined || !Object.hasOwn(MEDIA_TYPES, name)) return undefined;
  return parameters.every((parameter) => isUtf8(parameter)) ? name : undefined;
}

/** Text is kept in UTF-8: no other charset is taken, and no other parameter says anything. */
function isUtf8(parameter: string): boolean {
  const [name = "", value = ""] = parameter.split("=");
  return name.trim() !== "charset" || ["utf-8", "utf8"].includes(value.trim().replace(/^"(.*)"$/, "$1"));
}
