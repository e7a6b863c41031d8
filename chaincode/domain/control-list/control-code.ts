// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { LicetError } from "../errors/licet-error";
import { controlCodeParts, normalControlCode } from "../shared/control-codes";

/** Longest control code accepted. */
export const CONTROL_CODE_LENGTH_MAX = 32;

/**
 * Code of a control list's entry with its sub-paragraphs: of a dual-use list, such as 3A001.a.5, of a military list, such as ML22.b.2, or
 * of the United Kingdom's own entries, such as PL9010. Written without dots, as licensing services write it, it is the same code.
 */
export const ControlCode = z
  .string()
  .overwrite(normalControlCode)
  .max(CONTROL_CODE_LENGTH_MAX)
  .regex(
    /^(?:[0-9][A-EX][0-9]{3}|ML(?:1[0-9]|2[0-2]|[1-9])|PL[0-9]{4})(\.[a-z0-9]+)*$/,
    "a control code is such as 5A002, 3A001.a.5, ML22.b.2 or PL9010",
  )
  .describe("control list code, such as 5A002, 3A001.a.5, ML22.b.2 or PL9010; dots may be left out");
export type ControlCode = z.infer<typeof ControlCode>;

/** Categories of Annex I to Regulation (EU) 2021/821, by the code's first digit. */
export const CATEGORIES: Readonly<Record<string, string>> = {
  "0": "Nuclear materials, facilities and equipment",
  "1": "Special materials and related equipment",
  "2": "Materials processing",
  "3": "Electronics",
  "4": "Computers",
  "5": "Telecommunications and information security",
  "6": "Sensors and lasers",
  "7": "Navigation and avionics",
  "8": "Marine",
  "9": "Aerospace and propulsion",
};

/** Product groups, by the code's letter. */
export const PRODUCT_GROUPS: Readonly<Record<string, string>> = {
  A: "Systems, equipment and components",
  B: "Test, inspection and production equipment",
  C: "Materials",
  D: "Software",
  E: "Technology",
  X: "Every product group, as the heading of a series",
};

/** Lists that have no categories, by the beginning of their codes. */
const OTHER_LISTS: Readonly<Record<string, { readonly name: string; readonly regime: string }>> = {
  ML: { name: "Military goods", regime: "Wassenaar Arrangement, Munitions List" },
  PL: { name: "National controls of the United Kingdom", regime: "national control, of no regime" },
};

/** Regimes that an entry comes from, by the code's third character. Category 0 takes its 0 from the trigger list of the NSG. */
const REGIMES: Readonly<Record<string, string>> = {
  "0": "Wassenaar Arrangement",
  "1": "Missile Technology Control Regime",
  "2": "Nuclear Suppliers Group, dual-use list",
  "3": "Australia Group",
  "4": "Chemical Weapons Convention",
};

/** What a control code says by its grammar. */
export const ControlCodeExplanation = z.strictObject({
  code: ControlCode,
  /** What names the entry, before its sub-paragraphs. */
  entry: z.string(),
  category: z.strictObject({ digit: z.string().describe("ML or PL for lists without categories"), name: z.string() }),
  productGroup: z.strictObject({ letter: z.string(), name: z.string() }).optional(),
  regime: z.string().describe("regime the entry comes from, or that it is a national control"),
  subParagraphs: z.array(z.string()),
  parent: z.string().optional().describe("the code one level up"),
});
export type ControlCodeExplanation = z.infer<typeof ControlCodeExplanation>;

/**
 * Takes a control code apart by the grammar of Annex I to Regulation (EU) 2021/821, which the lists of other states share, or by that of
 * a military or national list.
 * @throws {LicetError} CONTROL_CODE_INVALID.
 */
export function explainControlCode(text: string): ControlCodeExplanation {
  const parsed = ControlCode.safeParse(text);
  if (!parsed.success) {
    throw new LicetError(
      "CONTROL_CODE_INVALID",
      `"${text.slice(0, CONTROL_CODE_LENGTH_MAX)}" is not a control list code.`,
      {
        example: "3A001.a.5",
      },
    );
  }
  const code = parsed.data;
  const { entry, subParagraphs } = controlCodeParts(code) ?? { entry: code, subParagraphs: [] };
  const parent = subParagraphs.length === 0 ? undefined : code.slice(0, code.lastIndexOf("."));
  return {
    code,
    entry,
    ...listPlaceOf(entry),
    subParagraphs: [...subParagraphs],
    ...(parent === undefined ? {} : { parent }),
  };
}

/** Where an entry stands in its list, and which regime it comes from. */
function listPlaceOf(entry: string): Pick<ControlCodeExplanation, "category" | "productGroup" | "regime"> {
  const beginning = controlGroupOf(entry);
  const list = Object.hasOwn(OTHER_LISTS, beginning) ? OTHER_LISTS[beginning] : undefined;
  if (list !== undefined) return { category: { digit: beginning, name: list.name }, regime: list.regime };
  const digit = entry.charAt(0);
  const letter = entry.charAt(1);
  return {
    category: { digit, name: CATEGORIES[digit] ?? "" },
    productGroup: { letter, name: PRODUCT_GROUPS[letter] ?? "" },
    regime: regimeOf(entry),
  };
}

/** Category and product group of a code, such as 5A, or ML or PL: the group that its entry lies in. */
export function controlGroupOf(code: ControlCode): string {
  return code.slice(0, 2);
}

function regimeOf(entry: string): string {
  if (entry.startsWith("0") && entry.charAt(2) === "0") return "Nuclear Suppliers Group, trigger list";
  return REGIMES[entry.charAt(2)] ?? "national control, of no regime";
}
