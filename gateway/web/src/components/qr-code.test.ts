// SPDX-License-Identifier: Apache-2.0
import decodeQr from "qr/decode.js";
import { describe, expect, it } from "vitest";
import { QUIET_ZONE, qrDrawing } from "./qr-code";

/** The modules that a drawing fills. */
function filled(path: string, size: number): boolean[][] {
  const modules = Array.from({ length: size }, () => new Array<boolean>(size).fill(false));
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let at = Number(x); at < Number(x) + Number(length); at += 1) modules[Number(y)]![at] = true;
  }
  return modules;
}

describe("a code", () => {
  const TEXT =
    "HC1:6BF+70790T9WJWG.FKY*4GO0.O1CV2 O5 N2FBBRW1*70HS8WY04AC*WIFN0AHCD8KD97TK0F90KECTHGWJC0FDC:5AIA%G7X+AQB9746HS80";

  it("reads as the text that it was made of", () => {
    const { size, path } = qrDrawing(TEXT);
    const modules = filled(path, size);
    const scale = 4;
    const width = size * scale;
    const data = new Uint8Array(width * width * 4).fill(255);
    for (let y = 0; y < width; y += 1) {
      for (let x = 0; x < width; x += 1) {
        if (modules[Math.floor(y / scale)]![Math.floor(x / scale)])
          data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
      }
    }
    expect(decodeQr({ width, height: width, data })).toBe(TEXT);
  });

  it("has a quiet zone of four modules all round", () => {
    const { size, path } = qrDrawing(TEXT, "low");
    const modules = filled(path, size);
    const edge = modules.flatMap((row, y) =>
      row.filter((_, x) => Math.min(x, y, size - 1 - x, size - 1 - y) < QUIET_ZONE),
    );
    expect(edge).not.toContain(true);
    expect(modules[QUIET_ZONE]![QUIET_ZONE]).toBe(true);
  });

  it("is refused where the text is too long for any", () => {
    expect(() => qrDrawing("x".repeat(5_000))).toThrow();
  });
});
