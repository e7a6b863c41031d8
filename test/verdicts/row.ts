// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { ConfirmedCondition, Disposition, Presented } from "@licet/domain";
import { projectRoot } from "@licet/scripts/lib/paths";
import { parse } from "yaml";
import { z } from "zod";

const FOLDER = path.join(projectRoot, "test/data/verdicts");

/** A step: its name alone, or its name with what is said of it. */
const Step = z.union([z.string(), z.record(z.string(), z.record(z.string(), z.json()))]);
export type Step = z.infer<typeof Step>;

/** Who asks, where, with what before their eyes, and about what: the consignment unless it says otherwise. */
const Question = z.strictObject({
  by: z.string(),
  about: z.enum(["consignment", "licence", "ucr"]).default("consignment"),
  ...Presented.shape,
  presentedBy: z.string().optional().describe("party by its name in rows"),
  confirmed: z
    .array(z.strictObject({ licence: z.string().default("licence"), condition: ConfirmedCondition }))
    .optional()
    .describe("conditions, each of a licence by its name in rows"),
});
export type Question = z.infer<typeof Question>;

/** A situation played on the ledger and asked about, with what must be answered and why. */
const Row = z.strictObject({
  id: z.string().regex(/^[a-z]+-[0-9]{2,3}$/),
  story: z.string(),
  /** Whether it is a lawful journey, which must pass: stopping or referring it is a fault too. */
  lawful: z.boolean().default(false),
  /** Rows in which days go by or a state joins cannot be played where clock and consortium are everybody's. */
  memoryOnly: z.boolean().default(false),
  given: z.array(Step),
  asked: Question,
  expect: z.strictObject({
    disposition: Disposition,
    reasons: z.array(z.string()).default([]).describe("codes that led there, all of them"),
    also: z.array(z.string()).default([]).describe("codes of other verdicts"),
  }),
  source: z.string(),
});
export type Row = z.infer<typeof Row> & { readonly axis: string };

/** The table, axis by axis. */
export function verdictRows(): readonly Row[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith(".yaml"))
    .sort()
    .flatMap((file) => {
      const rows = z.array(Row).parse(parse(readFileSync(path.join(FOLDER, file), "utf8")));
      return rows.map((row) => ({ ...row, axis: path.basename(file, ".yaml") }));
    });
}
