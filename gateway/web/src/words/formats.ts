// SPDX-License-Identifier: Apache-2.0
import { type Money, type Quantity, quantityToDecimal, UNITS } from "@licet/domain/shared/quantity";
import { type Language, LANGUAGES } from "./languages";

const NO_BREAK_SPACE = "\u00a0";
/** Keeps a number before its Latin unit where the text around runs from right to left. */
const LEFT_TO_RIGHT_MARK = "\u200e";
const SECOND_MS = 1_000;
/** Units of an age by their length in seconds, the longest first. */
const AGE_UNITS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const;

/** Symbols of units (UN/ECE Recommendation 20) that every language writes alike; the others are written by their code. */
const SYMBOLS: Readonly<Record<string, string>> = {
  MGM: "mg",
  GRM: "g",
  KGM: "kg",
  TNE: "t",
  TON: "t",
  MCG: "µg",
  MC: "µg",
  MLT: "ml",
  LTR: "l",
  MTQ: "m³",
  MCL: "µl",
  "4G": "µl",
  MMT: "mm",
  CMT: "cm",
  MTR: "m",
  MMK: "mm²",
  CMK: "cm²",
  MTK: "m²",
};

/** How a language writes numbers, quantities and times. */
export interface Formats {
  /** A whole number, such as a count or a block. */
  readonly integer: (value: number | bigint) => string;
  /** An exact decimal given as its digits, with at least so many digits behind the point. */
  readonly decimal: (digits: string, digitsMin?: number) => string;
  /**
   * An exact quantity with its unit: 10.000 kg. Masses and volumes show as many decimals as the unit is kept to in trade, three, and
   * more where the amount has more; articles have none.
   */
  readonly quantity: (quantity: Quantity) => string;
  /** An amount of money, which is kept in the currency's minor unit. */
  readonly money: (money: Money) => string;
  /** A calendar day, `2026-11-26` or a moment: 26 Nov 2026. */
  readonly day: (day: string) => string;
  /** A moment with the zone that it is told in: 26 Nov 2026, 02:47 GST. */
  readonly moment: (moment: string | Date) => string;
  /** How long ago a moment was, in the largest unit that fits: 4 seconds ago. */
  readonly ago: (moment: string | Date, now: Date) => string;
  /** Several words as a list: A, B and C. */
  readonly list: (words: readonly string[]) => string;
}

const made = new Map<Language, Formats>();

/** How a language writes numbers, quantities and times, in the zone that the browser is set to. */
export function formatsOf(language: Language): Formats {
  const before = made.get(language);
  if (before !== undefined) return before;
  const formats = make(LANGUAGES[language]);
  made.set(language, formats);
  return formats;
}

function make({ locale, direction }: (typeof LANGUAGES)[Language]): Formats {
  const lead = direction === "rtl" ? LEFT_TO_RIGHT_MARK : "";
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const date = { day: "numeric", month: "short", year: "numeric" } as const;
  const utcDay = new Intl.DateTimeFormat(locale, { ...date, timeZone: "UTC" });
  const moment = new Intl.DateTimeFormat(locale, {
    ...date,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZoneName: "short",
  });
  const ago = new Intl.RelativeTimeFormat(locale, { numeric: "always", style: "short" });
  const list = new Intl.ListFormat(locale, { type: "conjunction" });
  const decimal = (digits: string, digitsMin = 0): string => decimalIn(locale, digits, digitsMin);
  return {
    integer: (value) => whole.format(value),
    decimal,
    quantity: (quantity) => {
      const digitsMin = UNITS[quantity.unit]?.factor === 1n ? 0 : 3;
      const symbol = SYMBOLS[quantity.unit] ?? quantity.unit;
      return `${lead}${decimal(quantityToDecimal(quantity), digitsMin)}${NO_BREAK_SPACE}${symbol}`;
    },
    money: (money) => moneyIn(locale, money),
    // A legal day is the same day wherever it is read.
    day: (day) => utcDay.format(new Date(day)),
    moment: (time) => moment.format(new Date(time)),
    ago: (time, now) => {
      const seconds = Math.max(0, Math.round((now.getTime() - new Date(time).getTime()) / SECOND_MS));
      const [unit, length] = AGE_UNITS.find(([, unitSeconds]) => seconds >= unitSeconds) ?? ["second", 1];
      return ago.format(-Math.floor(seconds / length), unit);
    },
    list: (words) => list.format(words),
  };
}

/** Digits stay digits: the formatter is given the text, so that nothing is rounded on its way through a floating-point number. */
function decimalIn(locale: string, digits: string, digitsMin: number): string {
  const own = digits.split(".")[1]?.length ?? 0;
  const minimumFractionDigits = Math.max(own, digitsMin);
  const format = new Intl.NumberFormat(locale, { minimumFractionDigits, maximumFractionDigits: minimumFractionDigits });
  return format.format(digits as `${number}`);
}

function moneyIn(locale: string, { amount, currency }: Money): string {
  const format = new Intl.NumberFormat(locale, { style: "currency", currency, currencyDisplay: "code" });
  const minorDigits = format.resolvedOptions().maximumFractionDigits ?? 0;
  const digits = amount.padStart(minorDigits + 1, "0");
  const point = digits.length - minorDigits;
  const decimal = minorDigits === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`;
  return format.format(decimal as `${number}`);
}
