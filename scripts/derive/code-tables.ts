// SPDX-License-Identifier: Apache-2.0
import { parseCsv } from "./csv.js";
import { byCodeUnit, readSource, writeProjectFile } from "./files.js";

/** Writes the code tables that reading a WCO-DMR declaration needs. */
export function deriveCodeTables(sources: string): readonly string[] {
  const countries = parseCsv(readSource(sources, "country-codes", "country-codes.csv"));
  return [
    writeTable("countries", countryTable(countries)),
    writeTable("currencies", currencyTable(countries)),
    writeTable("customs-offices", {
      ...codeList(sources, "customsOffices.json"),
      ...codeList(sources, "officeOfExits.json"),
    }),
    writeTable("document-types", codeList(sources, "documentTypes", "documentTypes.json")),
    writeTable("package-types", codeList(sources, "packageTypes.json")),
  ];
}

type Table = Readonly<Record<string, unknown>>;

function writeTable(name: string, table: Table): string {
  const rows = Object.entries(table)
    .sort(([left], [right]) => byCodeUnit(left, right))
    .map(([code, value]) => `  ${JSON.stringify(code)}: ${JSON.stringify(value)}`);
  return `${writeProjectFile(`gateway/data/${name}.json`, `{\n${rows.join(",\n")}\n}\n`)}: ${rows.length} codes`;
}

/** ISO 3166-1: alpha-2 code to alpha-3 code and short name. */
function countryTable(rows: ReturnType<typeof parseCsv>): Table {
  const table: Record<string, object> = {};
  for (const row of rows) {
    const alpha2 = row["ISO3166-1-Alpha-2"] ?? "";
    if (!/^[A-Z]{2}$/.test(alpha2)) continue;
    table[alpha2] = { alpha3: row["ISO3166-1-Alpha-3"], name: row["CLDR display name"] ?? row["official_name_en"] };
  }
  return table;
}

/** ISO 4217: alphabetic code to the number of digits of its minor unit. A state with two currencies lists both. */
function currencyTable(rows: ReturnType<typeof parseCsv>): Table {
  const table: Record<string, number> = {};
  for (const row of rows) {
    const codes = (row["ISO4217-currency_alphabetic_code"] ?? "").split(",");
    const digits = (row["ISO4217-currency_minor_unit"] ?? "").split(",");
    codes.forEach((code, index) => {
      const minorUnit = digits[index] ?? "";
      if (/^[A-Z]{3}$/.test(code) && /^[0-9]$/.test(minorUnit)) table[code] = Number(minorUnit);
    });
  }
  return table;
}

/** One of the customs service's code lists: code to its English name. */
function codeList(sources: string, ...segments: readonly string[]): Table {
  const rows = JSON.parse(readSource(sources, "hmrc-code-lists", ...segments)) as readonly {
    readonly code: string;
    readonly en: string;
  }[];
  return Object.fromEntries(rows.map(({ code, en }) => [code, en]));
}
