// SPDX-License-Identifier: Apache-2.0
import decodeQr from "qr/decode.js";

/** Longest side of a picture that is looked at, in pixels: more costs time and finds nothing more. */
const SIDE_MAX = 1_600;
/** Sides that a picture is tried in, in pixels: a small code is found in the large one, a blurred one in the small. */
const SIDES: readonly number[] = [SIDE_MAX, 800, 400];
/** Codes on papers and containers that a browser may know to read by itself. */
const FORMATS = ["qr_code", "code_128", "code_39", "data_matrix", "pdf417", "ean_13"];

interface Detector {
  detect(source: ImageBitmapSource): Promise<readonly { readonly rawValue: string }[]>;
}

interface DetectorClass {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
}

/** The browser's own reader of codes, barcodes too; undefined where it has none. */
export async function ownDetector(): Promise<Detector | undefined> {
  const Own = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
  const known = (await Own?.getSupportedFormats().catch(() => [])) ?? [];
  const formats = FORMATS.filter((format) => known.includes(format));
  return Own === undefined || formats.length === 0 ? undefined : new Own({ formats });
}

/** The text of a code in a picture; undefined where none can be read, so that the number is typed instead. */
export async function codeIn(picture: ImageBitmapSource, detector?: Detector): Promise<string | undefined> {
  const found = await detector?.detect(picture).catch(() => []);
  const own = found?.find(({ rawValue }) => rawValue.trim() !== "")?.rawValue;
  if (own !== undefined) return textIn(own);
  const bitmap = await createImageBitmap(picture);
  try {
    for (const side of SIDES) {
      const text = qrIn(bitmap, side);
      if (text !== undefined) return textIn(text);
    }
    return undefined;
  } finally {
    bitmap.close();
  }
}

function qrIn(bitmap: ImageBitmap, side: number): string | undefined {
  const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
  const width = Math.max(1, Math.round(bitmap.width * scale));
  const height = Math.max(1, Math.round(bitmap.height * scale));
  const context = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  if (context === null) return undefined;
  context.drawImage(bitmap, 0, 0, width, height);
  try {
    return decodeQr(context.getImageData(0, 0, width, height));
  } catch {
    // The decoder throws where it finds no code.
    return undefined;
  }
}

/**
 * What a code says, as it goes into the box: the reference at the end of an address, or the text itself. A code never opens an address:
 * whoever prints one could lead the officer elsewhere.
 */
export function textIn(code: string): string {
  const text = code.trim();
  if (!/^https?:\/\//i.test(text)) return text;
  const path = text.replace(/^https?:\/\/[^/?#]*/i, "").replace(/[?#].*$/, "");
  const last = path.split("/").findLast((part) => part !== "") ?? "";
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
