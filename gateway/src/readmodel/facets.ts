// SPDX-License-Identifier: Apache-2.0
import { folded, type JsonValue, normalControlCode } from "@licet/domain";

/** Names of what records are found by. */
export type FacetName =
  | "reference"
  | "licence"
  | "certificate"
  | "consignment"
  | "application"
  | "party"
  | "custodian"
  | "offered-to"
  | "identifier"
  | "code"
  | "place"
  | "country"
  | "office"
  | "officer"
  | "document"
  | "container"
  | "seal"
  | "vehicle"
  | "serial"
  | "kind";

/** A value by which a record is found. */
export interface Facet {
  readonly name: FacetName;
  readonly value: string;
}

/** What a record or a part of it is found by. */
export interface Findable {
  readonly facets: readonly Facet[];
  /** Text whose words it is found by. */
  readonly words: string;
}

/** Values and characters of one record that are taken up at most; a record holds as many items as a declaration has. */
const FACETS_MAX = 20_000;
const WORDS_CHARACTERS_MAX = 200_000;

/** Longest value that is taken up, in characters. */
const VALUE_CHARACTERS_MAX = 100;

/** What a field's text is found as, whatever record it stands in. */
const FACETS_OF_FIELD: Readonly<Record<string, readonly FacetName[]>> = {
  number: ["reference"],
  ucr: ["reference"],
  mucr: ["reference"],
  mrn: ["reference"],
  lrn: ["reference"],
  licence: ["licence"],
  boundTo: ["licence"],
  boundCertificate: ["certificate"],
  certificates: ["certificate"],
  consignment: ["consignment"],
  application: ["application"],
  party: ["party"],
  declarant: ["party"],
  owningParty: ["party"],
  possessingParty: ["party"],
  releasedBy: ["party"],
  notifiedParty: ["party"],
  custodian: ["party", "custodian"],
  custodianMsp: ["custodian"],
  receivedBy: ["party", "offered-to"],
  receiverMsp: ["offered-to"],
  identifier: ["identifier"],
  controlCode: ["code"],
  place: ["place"],
  route: ["place"],
  country: ["country"],
  destination: ["country"],
  jurisdiction: ["country"],
  issuingState: ["country"],
  office: ["office"],
  officer: ["officer"],
  requestedBy: ["officer"],
  submittedBy: ["officer"],
  decidedBy: ["officer"],
  issuedBy: ["officer"],
  placedBy: ["officer"],
  certifiedBy: ["officer"],
  appointedBy: ["officer"],
  reference: ["document"],
  container: ["container"],
  containers: ["container"],
  identification: ["vehicle"],
  serials: ["serial"],
  kind: ["kind"],
  kinds: ["kind"],
  act: ["kind"],
  type: ["kind"],
  template: ["kind"],
};

/** Whether what stands in a field of a name is found as something. */
export function isNamedAs(facet: FacetName, field: string): boolean {
  return Object.hasOwn(FACETS_OF_FIELD, field) && FACETS_OF_FIELD[field]?.includes(facet) === true;
}

/** Fields that hold seals, each an object with a number. */
const SEAL_FIELDS: readonly string[] = ["seals", "affixed", "removed"];

/** Fields of a register's identifiers, each an object with a value. */
const IDENTIFIER_FIELDS: readonly string[] = ["identifiers"];

/** Fields whose text is found word by word. */
const WORD_FIELDS: readonly string[] = [
  "name",
  "address",
  "description",
  "endUse",
  "remarks",
  "text",
  "freeText",
  "position",
  "applicantReference",
  "contact",
];

/** Fields that say what was, or hold links and signatures, and by which nothing is found. */
const SKIPPED_FIELDS: readonly string[] = [
  "commitments",
  "trail",
  "after",
  "previous",
  "jump",
  "boundTerms",
  "commitment",
];

/** A value as it is compared: what people type differently is the same. */
export function facetValue(text: string): string {
  // The last character may be cut in half.
  return folded(text).slice(0, VALUE_CHARACTERS_MAX).toWellFormed();
}

/** A control code as it is compared: in one spelling, so that what lies under a heading starts as the heading does. */
export function codeFacetValue(code: string): string {
  return facetValue(normalControlCode(code));
}

/** What a record, or the content of a confidential part, is found by. */
export function findableIn(content: JsonValue): Findable {
  const found = new Collector();
  found.walk(content, "");
  return { facets: found.facets, words: found.words };
}

class Collector {
  readonly #seen = new Set<string>();
  readonly facets: Facet[] = [];
  words = "";

  walk(value: JsonValue, field: string): void {
    if (typeof value === "string") this.#text(value, field);
    else if (Array.isArray(value)) for (const item of value) this.#item(item as JsonValue, field);
    else if (typeof value === "object" && value !== null) {
      for (const [name, inner] of Object.entries(value)) {
        if (!SKIPPED_FIELDS.includes(name)) this.walk(inner as JsonValue, name);
      }
    }
  }

  /** An item of a list that holds objects of one kind. */
  #item(item: JsonValue, field: string): void {
    if (SEAL_FIELDS.includes(field)) this.#member(item, "number", "seal");
    else if (IDENTIFIER_FIELDS.includes(field)) this.#member(item, "value", "identifier");
    else this.walk(item, field);
  }

  #member(item: JsonValue, member: string, name: FacetName): void {
    if (typeof item === "string") this.#add(name, item);
    if (typeof item !== "object" || item === null || Array.isArray(item)) return;
    const value = (item as Readonly<Record<string, JsonValue>>)[member];
    if (typeof value === "string") this.#add(name, value);
  }

  #text(text: string, field: string): void {
    for (const name of Object.hasOwn(FACETS_OF_FIELD, field) ? (FACETS_OF_FIELD[field] ?? []) : [])
      this.#add(name, text);
    if (WORD_FIELDS.includes(field)) this.#addWords(text);
  }

  /** One text more: as much of it as there is room for, since a database takes no more words of one record than so many. */
  #addWords(text: string): void {
    const room = WORDS_CHARACTERS_MAX - this.words.length;
    if (room > 0) this.words += `${text.slice(0, room).toWellFormed()}\n`;
  }

  #add(name: FacetName, text: string): void {
    const value = name === "code" ? codeFacetValue(text) : facetValue(text);
    const key = `${name} ${value}`;
    if (value === "" || this.#seen.has(key) || this.facets.length >= FACETS_MAX) return;
    this.#seen.add(key);
    this.facets.push({ name, value });
  }
}
