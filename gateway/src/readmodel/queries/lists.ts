// SPDX-License-Identifier: Apache-2.0

/** What a list shows. */
export interface ListDefinition {
  /** For people: what it lists. */
  readonly title: string;
  /** Type of the records that are its rows. */
  readonly type: string;
  /** Types of records of the same reference that a row shows too, and by whose values it is found as well. */
  readonly beside: readonly string[];
  /** Types of records that hang under a row, their references beginning with the row's and a colon; see {@link FilterKind}. */
  readonly under: readonly string[];
  /** Statuses that its rows have; any where left out. */
  readonly statuses?: readonly string[];
}

/** Every list, by the name that its address has. */
export const LISTS = {
  licences: { title: "Licences", type: "licence", beside: [], under: [] },
  applications: { title: "Applications for licences", type: "application", beside: [], under: [] },
  actions: { title: "Acts on licences under four eyes", type: "licence-action", beside: [], under: [] },
  certificates: {
    title: "End-use certificates",
    type: "certificate",
    beside: ["certificate-standing"],
    under: [],
  },
  consignments: {
    title: "Consignments",
    type: "consignment",
    beside: ["custody-head"],
    under: ["custody-event"],
  },
  parties: { title: "Parties", type: "party", beside: [], under: [] },
  signatories: { title: "Signatories", type: "signatory", beside: [], under: [] },
  holds: { title: "Holds", type: "hold", beside: [], under: [] },
  inspections: { title: "Inspections", type: "inspection", beside: [], under: [] },
  verifications: { title: "Recorded verifications", type: "verification", beside: [], under: [] },
  offers: {
    title: "Offers of custody that stand",
    type: "custody-head",
    beside: ["consignment"],
    under: ["custody-event"],
    statuses: ["offered"],
  },
  custody: { title: "Goods in custody", type: "custody-head", beside: ["consignment"], under: ["custody-event"] },
} as const satisfies Readonly<Record<string, ListDefinition>>;

/** Name of a list. */
export type ListName = keyof typeof LISTS;

/** Names of all lists. */
export const LIST_NAMES = Object.keys(LISTS) as [ListName, ...ListName[]];
