// SPDX-License-Identifier: Apache-2.0
import type { StoredAttribute, StoredIdentity } from "./registry.js";

/** Attributes by which Fabric CA itself decides who may do what. */
export const ROLES = "hf.Registrar.Roles";
export const REVOKER = "hf.Revoker";
export const GENERATE_CRL = "hf.GenCRL";
const DELEGATE_ROLES = "hf.Registrar.DelegateRoles";
const REGISTRAR_ATTRIBUTES = "hf.Registrar.Attributes";
const AFFILIATION_MANAGER = "hf.AffiliationMgr";
const INTERMEDIATE_CA = "hf.IntermediateCA";
const RESERVED_PREFIX = "hf.";
const ANY = "*";

const TRUTHS: readonly string[] = ["1", "t", "T", "true", "TRUE", "True"];
const FALSEHOODS: readonly string[] = ["0", "f", "F", "false", "FALSE", "False"];

/** Attributes whose value says yes or no; only who has one as true may give it. */
const FLAGS: readonly string[] = [REVOKER, GENERATE_CRL, AFFILIATION_MANAGER, INTERMEDIATE_CA];
/** Attributes that list values; only values that the giver has may be given. */
const LISTS: readonly string[] = [ROLES, DELEGATE_ROLES];

/** Attributes of the identity that an authority begins with. It issues no intermediate authorities and has no affiliations to manage. */
export const BOOTSTRAP_ATTRIBUTES: readonly StoredAttribute[] = [
  { name: ROLES, value: ANY, ecert: false },
  { name: DELEGATE_ROLES, value: ANY, ecert: false },
  { name: REGISTRAR_ATTRIBUTES, value: ANY, ecert: false },
  { name: REVOKER, value: "true", ecert: false },
  { name: GENERATE_CRL, value: "true", ecert: false },
];

export function attributeOf(identity: StoredIdentity, name: string): string | undefined {
  return identity.attributes.findLast((attribute) => attribute.name === name)?.value;
}

export function isTrue(identity: StoredIdentity, name: string): boolean {
  return TRUTHS.includes(attributeOf(identity, name) ?? "");
}

/** True when the caller is a registrar for the type, and its affiliation is the other's or above it. */
export function mayManage(
  caller: StoredIdentity,
  { type, affiliation }: Pick<StoredIdentity, "type" | "affiliation">,
): boolean {
  const own = caller.affiliation;
  const above = own === "" || affiliation === own || affiliation.startsWith(`${own}.`);
  return above && covers(listOf(attributeOf(caller, ROLES)), [type || "client"]);
}

/** True when the registrar may register somebody with these attributes. */
export function mayRegister(registrar: StoredIdentity, requested: readonly StoredAttribute[]): boolean {
  return requested.every((attribute) => mayGive(registrar, attribute, requested));
}

function mayGive(
  registrar: StoredIdentity,
  { name, value }: StoredAttribute,
  all: readonly StoredAttribute[],
): boolean {
  if (!isNamed(listOf(attributeOf(registrar, REGISTRAR_ATTRIBUTES)), name)) return false;
  if (!name.startsWith(RESERVED_PREFIX)) return true;
  if (FLAGS.includes(name)) return isTrue(registrar, name) && ["", ...TRUTHS, ...FALSEHOODS].includes(value);
  if (name === REGISTRAR_ATTRIBUTES) return mayGiveRegistrarAttributes(registrar, listOf(value), all);
  return LISTS.includes(name) && mayGiveList(registrar, name, listOf(value), all);
}

function mayGiveRegistrarAttributes(
  registrar: StoredIdentity,
  values: readonly string[],
  all: readonly StoredAttribute[],
): boolean {
  const own = listOf(attributeOf(registrar, REGISTRAR_ATTRIBUTES));
  return values.every(
    (value) =>
      isNamed(own, value) && (!value.startsWith(RESERVED_PREFIX) || all.some((attribute) => attribute.name === value)),
  );
}

function mayGiveList(
  registrar: StoredIdentity,
  name: string,
  values: readonly string[],
  all: readonly StoredAttribute[],
): boolean {
  const own = attributeOf(registrar, name);
  if (own === undefined || !covers(listOf(own), values)) return false;
  return name !== DELEGATE_ROLES || covers(listOf(all.find((attribute) => attribute.name === ROLES)?.value), values);
}

/** True when a list of names and prefixes (`hf.*`) holds the name. */
function isNamed(patterns: readonly string[], name: string): boolean {
  return patterns.some((pattern) =>
    pattern.endsWith(ANY) ? name.startsWith(pattern.replace(/\*+$/, "")) : name === pattern,
  );
}

function covers(big: readonly string[], small: readonly string[]): boolean {
  const folded = big.map((value) => value.toLowerCase());
  return folded.includes(ANY) || small.every((value) => folded.includes(value.toLowerCase()));
}

function listOf(value: string | undefined): string[] {
  return (value ?? "")
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}
