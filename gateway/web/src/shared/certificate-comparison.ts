// SPDX-License-Identifier: Apache-2.0
import type { CertificateContent } from "@licet/domain/certificate/schemas";
import { certificateMismatches } from "@licet/domain/comparison/certificate";
import type { LicenceContent } from "@licet/domain/licence/schemas";
import type { LineTerms } from "@licet/domain/shared/licence-lines";

/** A field of both documents. `agrees` is what the ledger's own comparison says; undefined where it does not compare it. */
export interface ComparedField {
  readonly field: "exporter" | "consignee" | "endUser" | "destination" | "controlCode" | "quantity" | "endUse";
  /** Line of the licence that it is about. */
  readonly line?: number;
  readonly certificate: string | undefined;
  readonly licence: string | undefined;
  readonly agrees: boolean | undefined;
}

interface Compared {
  readonly certificate: CertificateContent;
  readonly licence: LicenceContent;
  /** Terms where they are known: only then are quantities compared. */
  readonly terms: readonly LineTerms[];
  readonly issuing: string;
  readonly licensing: string;
}

/** Writes an exact amount for people. */
type Written = (amount: string, unit: string) => string;

/** A certificate beside an application or licence, field by field, by the comparison that the ledger makes when it binds them. */
export function comparedFields(
  { certificate, licence, terms, issuing, licensing }: Compared,
  written: Written,
): ComparedField[] {
  const wrong = certificateMismatches(certificate, licence, terms, { issuing, licensing }).map(({ field }) => field);
  const differs = (field: string): boolean => wrong.some((each) => each === field || each.startsWith(`${field}.`));
  const parties = (["exporter", "consignee", "endUser"] as const).map((field) => ({
    field,
    certificate: nameOf(certificate[field]),
    licence: nameOf(licence[field]),
    agrees: !differs(field),
  }));
  return [
    ...parties,
    {
      field: "destination",
      certificate: certificate.destination,
      licence: licence.destination,
      agrees: !differs("destination"),
    },
    ...licence.lines.flatMap(({ line, controlCode }): ComparedField[] => {
      const limit = terms.find((each) => each.line === line)?.authorised;
      const unit = terms.find((each) => each.line === line)?.unit;
      const quantities = certificate.lines.map(({ quantity }) => written(quantity.amount, quantity.unit));
      const field = `lines[${line.toString()}]`;
      return [
        {
          field: "controlCode",
          line,
          certificate: certificate.lines.map((each) => each.controlCode ?? "").join(", "),
          licence: controlCode,
          agrees: !differs(`${field}.controlCode`),
        },
        {
          field: "quantity",
          line,
          certificate: quantities.join(", "),
          licence: limit === undefined || unit === undefined ? undefined : written(limit, unit),
          agrees: limit === undefined ? undefined : !(differs(`${field}.quantity`) || differs(`${field}.unit`)),
        },
      ];
    }),
    // Whether the end use is stated truly is for the officer: nobody compares it for them.
    { field: "endUse", certificate: certificate.endUse, licence: licence.endUse, agrees: undefined },
  ];
}

function nameOf(party: {
  readonly party?: string | undefined;
  readonly name: string;
  readonly country: string;
}): string {
  return [party.name, party.party, party.country].filter((part) => part !== undefined).join(", ");
}
