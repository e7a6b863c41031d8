// SPDX-License-Identifier: Apache-2.0
import { LicenceContent } from "@licet/domain/licence/schemas";
import { LicenceKind } from "@licet/domain/licence/kinds";
import { ApplicationId } from "@licet/domain/shared/references";
import { hasShape } from "../../../shared/has-shape";
import { minorUnits } from "./money";

/** A party as somebody types it. */
export interface TypedParty {
  readonly party: string;
  readonly name: string;
  readonly country: string;
  readonly address: string;
}

/** A third party, with what it does. */
export interface TypedThirdParty extends TypedParty {
  readonly role: string;
}

/** Goods as somebody types them. */
export interface TypedLine {
  readonly description: string;
  readonly controlCode: string;
  readonly list: string;
  readonly edition: string;
  readonly catchAll: string;
  readonly commodityCode: string;
  readonly casNumber: string;
  /** Decimal digits. */
  readonly value: string;
  readonly currency: string;
}

/** A country that is allowed or barred. */
export interface TypedCountry {
  readonly country: string;
  readonly use: string;
  /** `yes`, `no`, or empty until somebody says. */
  readonly allowed: string;
}

/** A file that goes with the application. */
export interface TypedFile {
  readonly name: string;
  readonly hash: string;
  readonly kind: string;
}

/** An application as somebody types it, and as its draft is kept. */
export interface TypedApplication {
  readonly application: string;
  readonly scope: string;
  readonly activity: string;
  readonly label: string;
  readonly exporter: TypedParty;
  readonly consignee: TypedParty;
  readonly endUser: TypedParty;
  readonly thirdParties: readonly TypedThirdParty[];
  readonly destination: string;
  readonly originCountry: string;
  readonly lines: readonly TypedLine[];
  readonly endUse: string;
  readonly countries: readonly TypedCountry[];
  readonly route: string;
  readonly carriers: string;
  readonly returnBy: string;
  readonly dvcDueDays: string;
  /** `yes` or `no`. */
  readonly officialPresence: string;
  readonly freeText: string;
  readonly contractDate: string;
  readonly applicantReference: string;
  readonly files: readonly TypedFile[];
}

/** What every part of the form gets. */
export interface PartProps {
  readonly typed: TypedApplication;
  readonly onChange: (change: Partial<TypedApplication>) => void;
}

/** A party that nobody has typed yet. */
export const EMPTY_PARTY: TypedParty = { party: "", name: "", country: "", address: "" };
/** Goods that nobody has typed yet. */
export const EMPTY_LINE: TypedLine = {
  description: "",
  controlCode: "",
  list: "",
  edition: "",
  catchAll: "",
  commodityCode: "",
  casNumber: "",
  value: "",
  currency: "",
};

/** An application that nobody has typed yet. */
export function emptyApplication(application: string, exporter: TypedParty): TypedApplication {
  return {
    application,
    scope: "",
    activity: "",
    label: "",
    exporter,
    consignee: EMPTY_PARTY,
    endUser: EMPTY_PARTY,
    thirdParties: [],
    destination: "",
    originCountry: exporter.country,
    lines: [EMPTY_LINE],
    endUse: "",
    countries: [],
    route: "",
    carriers: "",
    returnBy: "",
    dvcDueDays: "",
    officialPresence: "no",
    freeText: "",
    contractDate: "",
    applicantReference: "",
    files: [],
  };
}

/** A country that nobody has typed yet. */
export const EMPTY_COUNTRY: TypedCountry = { country: "", use: "", allowed: "" };

/** What a draft of an application looks like. */
const SAMPLE: TypedApplication = {
  ...emptyApplication("", EMPTY_PARTY),
  thirdParties: [{ ...EMPTY_PARTY, role: "" }],
  countries: [EMPTY_COUNTRY],
  files: [{ name: "", hash: "", kind: "" }],
};

/** What was kept as a draft; undefined where another release has kept it in another form. */
export function typedIn(draft: unknown): TypedApplication | undefined {
  return hasShape(draft, SAMPLE) && draft.lines.length > 0 ? draft : undefined;
}

/** What is sent, or the fields that are wrong. */
export type Made =
  | {
      readonly application: string;
      readonly kind: LicenceKind;
      readonly content: LicenceContent;
      readonly wrong?: never;
    }
  | { readonly wrong: readonly string[] };

/** What was typed as the ledger takes it, checked by its schemas; wrong fields are named as the form names them. */
export function madeOf(typed: TypedApplication): Made {
  const application = ApplicationId.safeParse(typed.application);
  const kind = LicenceKind.safeParse({
    scope: typed.scope,
    activity: typed.activity,
    ...given("label", upper(typed.label)),
  });
  const content = LicenceContent.safeParse(contentTyped(typed));
  const wrong = [
    ...(application.success ? [] : ["application"]),
    ...(kind.success ? [] : kind.error.issues.map(({ path }) => path.join("."))),
    ...(content.success ? [] : content.error.issues.map(({ path }) => path.join("."))),
  ].map(fieldOf);
  if (application.success && kind.success && content.success)
    return { application: application.data, kind: kind.data, content: content.data };
  return { wrong: [...new Set(wrong)] };
}

function contentTyped(typed: TypedApplication): Record<string, unknown> {
  return {
    exporter: partyOf(typed.exporter),
    consignee: partyOf(typed.consignee),
    endUser: partyOf(typed.endUser),
    thirdParties: typed.thirdParties.map(({ role, ...party }) => ({ ...partyOf(party), role })),
    destination: upper(typed.destination),
    originCountry: upper(typed.originCountry),
    lines: typed.lines.map(lineOf),
    endUse: typed.endUse,
    conditions: {
      countries: typed.countries.map(({ country, use, allowed }) => ({
        country: upper(country),
        use,
        allowed: allowed === "" ? undefined : allowed === "yes",
      })),
      route: wordsOf(typed.route),
      carriers: wordsOf(typed.carriers),
      ...given("returnBy", typed.returnBy),
      ...(typed.dvcDueDays.trim() === "" ? {} : { dvcDueDays: Number(typed.dvcDueDays) }),
      officialPresence: typed.officialPresence === "yes",
      ...given("freeText", typed.freeText),
    },
    ...given("contractDate", typed.contractDate),
    ...given("applicantReference", typed.applicantReference),
    ...(typed.files.length === 0 ? {} : { files: typed.files.map(({ kind, hash }) => ({ kind, hash })) }),
  };
}

function partyOf({ party, name, country, address }: TypedParty): Record<string, string> {
  return { party, name, country: upper(country), ...given("address", address) };
}

function lineOf(line: TypedLine, at: number): Record<string, unknown> {
  const { description, controlCode, list, edition, catchAll, commodityCode, casNumber, value, currency } = line;
  const isListed = list.trim() !== "" || edition.trim() !== "";
  const hasValue = value.trim() !== "" || currency.trim() !== "";
  return {
    line: at + 1,
    description,
    controlCode,
    ...(isListed ? { controlList: { list, edition } } : {}),
    ...given("catchAll", catchAll),
    ...given("commodityCode", commodityCode.replaceAll(" ", "")),
    ...given("casNumber", casNumber),
    ...(hasValue ? { value: { amount: minorUnits(value, upper(currency)), currency: upper(currency) } } : {}),
  };
}

/** A member with what was typed, or none where nothing was. */
function given(name: string, typed: string): Record<string, string> {
  return typed.trim() === "" ? {} : { [name]: typed };
}

function upper(typed: string): string {
  return typed.trim().toUpperCase();
}

/** Codes that stand in one field, apart by commas or blanks. */
function wordsOf(typed: string): string[] {
  return typed
    .toUpperCase()
    .split(/[\s,;]+/)
    .filter((word) => word !== "");
}

/** Fields of the form by the path of what they become, where they are called otherwise. */
const FIELDS: readonly (readonly [path: RegExp, field: string])[] = [
  [/^confidential\.content\./, ""],
  [/^kind\./, ""],
  [/^conditions\.(route|carriers)\..*$/, "$1"],
  [/^conditions\./, ""],
  [/^(lines\.\d+)\.controlList(\.(list|edition))?$/, "$1.$3"],
  [/^(lines\.\d+\.value)\.amount$/, "$1"],
  [/^(lines\.\d+)\.value\.currency$/, "$1.currency"],
];

/** The field of the form that a path of what is sent concerns. */
export function fieldOf(path: string): string {
  return FIELDS.reduce((field, [from, to]) => field.replace(from, to), path);
}
