// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { projectFiles, read } from "./sources.js";

const FOLDER = "gateway/web/src/style";
const TOKENS = `${FOLDER}/tokens.css`;
const sheets = projectFiles(FOLDER).filter((file) => file.endsWith(".css"));
const withoutComments = (file: string): string => read(file).replace(/\/\*[\s\S]*?\*\//g, "");

/** Declarations of a sheet, `property: value`. */
function declarations(file: string): string[] {
  return [...withoutComments(file).matchAll(/(?<=[{;]\s*)([\w-]+):([^;{}]+);/g)].map(
    ([, property = "", value = ""]) => `${property}: ${value.trim()}`,
  );
}

describe("the style sheets", () => {
  it("are all taken into the one that pages load", () => {
    const taken = [...read(`${FOLDER}/index.css`).matchAll(/@import url\("\.\/([\w-]+\.css)"\)/g)].map(
      ([, name]) => name,
    );
    expect(taken.map((name) => `${FOLDER}/${name ?? ""}`).sort()).toEqual(
      sheets.filter((file) => !file.endsWith("/index.css")).sort(),
    );
  });

  it("know no left and no right, so that they turn with the language", () => {
    const physical = /^(?!--)[\w-]*\b(?:left|right)\b|^(?:width|height|top|bottom)\b|: (?:left|right)\b/;
    const found = sheets.flatMap((file) =>
      declarations(file)
        .filter((declaration) => physical.test(declaration))
        .map((declaration) => `${file}: ${declaration}`),
    );
    expect(found).toEqual([]);
  });

  it("set four sides at once only where both ends are the same", () => {
    const found = sheets.flatMap((file) =>
      declarations(file).filter((declaration) => {
        const [, sides] = /^(?:margin|padding|inset|border-width): (.+)$/.exec(declaration) ?? [];
        const [, end, , start] = sides?.replace(/\([^()]*\)/g, "()").split(/\s+/) ?? [];
        return start !== undefined && start !== end;
      }),
    );
    expect(found).toEqual([]);
  });

  it("take colours from the tokens, paper and codes for other devices aside", () => {
    const colour =
      /#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch|lab|lch|hwb|color)a?\(|: (?:black|white|red|green|blue|gr[ae]y)\b/i;
    const found = sheets
      .filter((file) => file !== TOKENS && !file.endsWith("/print.css"))
      .flatMap((file) => declarations(file).filter((declaration) => colour.test(declaration)));
    expect(found).toEqual(["background: #fff"]);
  });

  it("fetch nothing from elsewhere", () => {
    expect(
      sheets.filter((file) => /url\((?!"\.\/[\w-]+\.css"\))|@font-face|https?:/.test(withoutComments(file))),
    ).toEqual([]);
  });

  it("show no part of a balance thinner than 3 px, its edge of 2 px aside", () => {
    const rules = [...withoutComments(`${FOLDER}/balance.css`).matchAll(/([^{}]+)\{\s*min-inline-size: (\d+)px/g)];
    expect(rules.map(([, parts = "", width = ""]) => `${parts.trim().replace(/\s+/g, " ")}: ${width}`)).toEqual([
      ".balance-bar > .bal-consumed: 3",
      ".balance-bar > .bal-reserved, .balance-bar > .bal-left: 5",
    ]);
  });
});

/** A colour token in one theme. */
function tokensOf(theme: "light" | "dark"): Map<string, string> {
  const root = /:root \{([\s\S]*?)\n\}/.exec(withoutComments(TOKENS))?.[1] ?? "";
  return new Map(
    [...root.matchAll(/--([\w-]+):\s*(?:light-dark\((#\w+), (#\w+)\)|(#\w+));/g)].map(
      ([, name = "", light = "", dark = "", both]) => [name, both ?? (theme === "light" ? light : dark)] as const,
    ),
  );
}

/** Relative luminance of a colour (WCAG 2.2). */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((left, right) => left - right);
  return (light + 0.05) / (dark + 0.05);
}

const TEXT = 4.5;
const SHAPE = 3;
/** What stands on what, and the contrast that it needs: text 4.5, shapes and edges of controls 3 (WCAG 2.2, 1.4.3 and 1.4.11). */
const PAIRS: readonly (readonly [front: string, ground: string, least: number])[] = [
  ["ink", "paper", TEXT],
  ["ink", "surface", TEXT],
  ["ink", "sunken", TEXT],
  ["ink-2", "paper", TEXT],
  ["ink-2", "surface", TEXT],
  ["ink-2", "sunken", TEXT],
  ["paper", "ink", TEXT],
  ["on-action", "action", TEXT],
  ["on-action", "action-press", TEXT],
  ["action", "surface", TEXT],
  ["action", "action-tint", TEXT],
  ["ink", "action-tint", TEXT],
  ["ink-2", "action-tint", TEXT],
  ["link", "paper", TEXT],
  ["link", "surface", TEXT],
  ["link", "refer-tint", TEXT],
  ["link", "open-tint", TEXT],
  ["line-strong", "surface", SHAPE],
  ["line-strong", "paper", SHAPE],
  ["focus", "paper", SHAPE],
  ["focus", "surface", SHAPE],
  ["on-plate-stop", "plate-stop", TEXT],
  ["on-plate-refer", "plate-refer", TEXT],
  ["on-plate-pass", "plate-pass", TEXT],
  ["plate-pass-edge", "plate-pass", SHAPE],
  ["stop", "surface", TEXT],
  ["stop", "paper", TEXT],
  ["stop", "stop-tint", TEXT],
  ["refer", "surface", TEXT],
  ["refer", "refer-tint", TEXT],
  ["ink", "refer-tint", TEXT],
  ["on-refer-sign", "refer-sign", SHAPE],
  ["refer-edge", "surface", SHAPE],
  ["pass", "surface", TEXT],
  ["pass", "pass-tint", TEXT],
  ["open", "surface", TEXT],
  ["open", "open-tint", TEXT],
  ["bal-reserved", "surface", SHAPE],
  ["bal-consumed", "bal-reserved", SHAPE],
  ["bal-consumed", "bal-left", SHAPE],
];

describe.each(["light", "dark"] as const)("the colours, %s", (theme) => {
  const tokens = tokensOf(theme);

  it.each(PAIRS)("%s is told from %s by at least %s", (front, ground, least) => {
    expect(contrast(tokens.get(front) ?? "", tokens.get(ground) ?? "")).toBeGreaterThanOrEqual(least);
  });
});

describe("the plates", () => {
  it("are apart in greyscale: stop is dark, refer in the middle, may pass light", () => {
    const tokens = tokensOf("light");
    const [stop = 1, refer = 0, pass = 0] = ["plate-stop", "plate-refer", "plate-pass"].map((name) =>
      luminance(tokens.get(name) ?? ""),
    );
    expect(stop).toBeLessThan(0.15);
    expect(refer - stop).toBeGreaterThan(0.4);
    expect(pass - refer).toBeGreaterThan(0.15);
  });
});
