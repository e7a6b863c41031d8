// SPDX-License-Identifier: Apache-2.0
import { CertificateContent } from "@licet/domain/certificate/schemas";
import { CERTIFICATE_RULES, certificateTypeOf, UNDERTAKINGS, type Undertaking } from "@licet/domain/certificate/types";
import { type Quantity, quantityFromDecimal } from "@licet/domain/shared/quantity";
import { CertificateId } from "@licet/domain/shared/references";

/** A party as somebody types it. */
export interface TypedParty {
  readonly party: string;
  readonly name: string;
  readonly country: string;
  readonly address: string;
}

/** Goods as somebody types them. */
export interface TypedLine {
  readonly description: string;
  readonly controlCode: string;
  readonly decimal: string;
  readonly unit: string;
}

/** A certificate as somebody types it. */
export interface TypedCertificate {
  readonly certificate: string;
  readonly exporter: TypedParty;
  readonly consignee: TypedParty;
  readonly endUser: TypedParty;
  readonly destination: string;
  readonly lines: readonly TypedLine[];
  readonly endUse: string;
  readonly undertakings: Readonly<Partial<Record<Undertaking, string | undefined>>>;
  readonly contract: string;
  readonly signatoryName: string;
  readonly signatoryPosition: string;
}

/** What is wrong with a field: it does not hold what it has to, or a clause is one that this type cannot do without. */
export interface Wrong {
  readonly field: string;
  readonly kind: "value" | "needed";
}

/** What is sent, or what is wrong. */
export type Made =
  { readonly content: CertificateContent; readonly wrong?: never } | { readonly wrong: readonly Wrong[] };

const emptyParty: TypedParty = { party: "", name: "", country: "", address: "" };

/** Goods that nobody has typed yet. */
export const EMPTY_LINE: TypedLine = { description: "", controlCode: "", decimal: "", unit: "KGM" };

/** A certificate that nobody has typed yet, for an end user. */
export function emptyCertificate(endUser: TypedParty): TypedCertificate {
  return {
    certificate: "",
    exporter: emptyParty,
    consignee: endUser,
    endUser,
    destination: endUser.country,
    lines: [EMPTY_LINE],
    endUse: "",
    undertakings: {},
    contract: "",
    signatoryName: "",
    signatoryPosition: "",
  };
}

/** What was typed as the ledger takes it, checked by its schema and by what its type requires. */
export function contentOfTyped(typed: TypedCertificate): Made {
  const read = CertificateContent.safeParse({
    exporter: partyOf(typed.exporter),
    consignee: partyOf(typed.consignee),
    endUser: partyOf(typed.endUser),
    destination: upper(typed.destination),
    lines: typed.lines.map(lineOf),
    endUse: typed.endUse,
    undertakings: UNDERTAKINGS.map((code) => ({ code, given: typed.undertakings[code] === "given" })),
    ...(typed.contract.trim() === "" ? {} : { contract: { reference: typed.contract } }),
    signatory: { name: typed.signatoryName, position: typed.signatoryPosition },
  });
  const issues = read.success ? [] : read.error.issues.map(({ path }) => path.join("."));
  const wrong: Wrong[] = [
    ...(CertificateId.safeParse(upper(typed.certificate)).success ? [] : ["certificate"]),
    ...new Set(issues.map(fieldOf)),
  ].map((field) => ({ field, kind: "value" }));
  const all = [...wrong, ...wrongClauses(typed)];
  return read.success && all.length === 0 ? { content: read.data } : { wrong: all };
}

/** A clause is answered one way or the other, and those of its type are given. */
function wrongClauses({ certificate, undertakings }: TypedCertificate): readonly Wrong[] {
  const id = CertificateId.safeParse(upper(certificate));
  const required = id.success ? CERTIFICATE_RULES[certificateTypeOf(id.data)].required : [];
  return UNDERTAKINGS.flatMap((code): Wrong[] => {
    const field = `undertakings.${code}`;
    if (undertakings[code] === undefined) return [{ field, kind: "value" }];
    return undertakings[code] !== "given" && required.includes(code) ? [{ field, kind: "needed" }] : [];
  });
}

function partyOf({ party, name, country, address }: TypedParty): Record<string, string> {
  return {
    name,
    country: upper(country),
    ...(party.trim() === "" ? {} : { party: upper(party) }),
    ...(address.trim() === "" ? {} : { address }),
  };
}

function lineOf({ description, controlCode, decimal, unit }: TypedLine, at: number): Record<string, unknown> {
  return {
    line: at + 1,
    description,
    quantity: quantityOf(decimal, unit),
    ...(controlCode.trim() === "" ? {} : { controlCode }),
  };
}

/** Undefined for what is no quantity, which the schema then finds. */
function quantityOf(decimal: string, unit: string): Quantity | undefined {
  try {
    return quantityFromDecimal(decimal, unit);
  } catch {
    return undefined;
  }
}

/** What somebody typed as references are written. */
export function upper(typed: string): string {
  return typed.trim().toUpperCase();
}

/** The field of the form that a path of the content concerns. */
export function fieldOf(path: string): string {
  return path.replace(/^confidential\.content\./, "").replace(/(\.quantity)\..*$/, "$1");
}
