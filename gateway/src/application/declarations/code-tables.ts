// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { packageFolder } from "../../config/package-folder.js";

const Documents = z.looseObject({ licenceDocuments: z.record(z.string(), z.string()) });

const Units = z.object({
  units: z.record(z.string(), z.object({ unit: z.string(), factor: z.int().positive() })),
  qualifiers: z.record(z.string(), z.object({ measures: z.enum(["net", "gross"]) })),
});

/** Codes of documents that are export licences on the ledger, with their titles. */
export const LICENCE_DOCUMENTS = readTable("customs-documents.json", Documents).licenceDocuments;

/** Units of declarations: the ledger's unit, and how many of it one is. */
export const CUSTOMS_UNITS = readTable("customs-units.json", Units);

/** Digits of each currency's minor unit, by ISO 4217 code. */
export const CURRENCY_DIGITS = readTable("currencies.json", z.record(z.string(), z.int().nonnegative()));

function readTable<S extends z.ZodType>(file: string, schema: S): z.output<S> {
  return schema.parse(JSON.parse(readFileSync(path.join(packageFolder(), "data", file), "utf8")));
}
