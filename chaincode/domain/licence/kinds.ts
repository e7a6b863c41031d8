// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";

/**
 * Scope of an authorisation (Regulation (EU) 2021/821, Art. 2(12) to (16), Art. 12): one exporter and one end user or consignee; several
 * destinations or end users; a named large project; granted in general by the Union or by a state; a statement that none is required.
 */
export const LICENCE_SCOPES = [
  "individual",
  "global",
  "large-project",
  "union-general",
  "national-general",
  "statement",
] as const;

/** What the authorisation permits. The validity of an import licence counts when the goods arrive, of any other when they leave. */
export const LICENCE_ACTIVITIES = [
  "export",
  "import",
  "transit",
  "brokering",
  "technical-assistance",
  "transfer",
] as const;

/** Scope and activity of an authorisation, which every national kind maps to. */
export interface LicenceMeaning {
  readonly scope: (typeof LICENCE_SCOPES)[number];
  readonly activities: readonly (typeof LICENCE_ACTIVITIES)[number][];
}

/**
 * National and Union labels of authorisations and what each means. UK labels are those of the Export Control Joint Unit; EU001 to EU008
 * are the Union general authorisations of Annex II.
 */
export const LICENCE_LABELS: Readonly<Record<string, LicenceMeaning>> = {
  SIEL: { scope: "individual", activities: ["export"] },
  SITCL: { scope: "individual", activities: ["brokering"] },
  SITL: { scope: "individual", activities: ["transit"] },
  OIEL: { scope: "global", activities: ["export", "transfer"] },
  OITCL: { scope: "global", activities: ["brokering"] },
  OGEL: { scope: "national-general", activities: ["export", "transfer"] },
  OGTCL: { scope: "national-general", activities: ["brokering"] },
  OGTL: { scope: "national-general", activities: ["transit"] },
  F680: { scope: "statement", activities: ["export", "technical-assistance"] },
  EXHC: { scope: "statement", activities: ["export"] },
  GIFT: { scope: "statement", activities: ["export"] },
  EU001: { scope: "union-general", activities: ["export"] },
  EU002: { scope: "union-general", activities: ["export"] },
  EU003: { scope: "union-general", activities: ["export"] },
  EU004: { scope: "union-general", activities: ["export"] },
  EU005: { scope: "union-general", activities: ["export"] },
  EU006: { scope: "union-general", activities: ["export"] },
  EU007: { scope: "union-general", activities: ["export", "technical-assistance"] },
  EU008: { scope: "union-general", activities: ["export"] },
};

/** Kind of an authorisation: what it means everywhere, and what its issuer calls it. */
export const LicenceKind = z
  .strictObject({
    scope: z.enum(LICENCE_SCOPES),
    activity: z.enum(LICENCE_ACTIVITIES),
    label: z
      .string()
      .regex(/^[A-Z0-9]{2,12}$/, "a label is 2 to 12 upper-case letters or digits, such as SIEL")
      .optional()
      .describe("the issuer's own name for it, such as SIEL or EU001"),
  })
  .refine(labelFits, { error: "the label stands for another scope or activity", path: ["label"] });
export type LicenceKind = z.infer<typeof LicenceKind>;

/** A label that the table knows must mean what the kind says; one that it does not know is the issuer's own. */
function labelFits(kind: { scope: string; activity: string; label?: string | undefined }): boolean {
  const meaning =
    kind.label !== undefined && Object.hasOwn(LICENCE_LABELS, kind.label) ? LICENCE_LABELS[kind.label] : undefined;
  if (meaning === undefined) return true;
  return meaning.scope === kind.scope && meaning.activities.some((activity) => activity === kind.activity);
}
