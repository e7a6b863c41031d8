// SPDX-License-Identifier: Apache-2.0
import type { Role } from "@licet/domain/shared/roles";
import type { ComponentType } from "react";
import type { Area, WordKey } from "../words/areas";

/** A page of a feature. */
export interface FeatureRoute {
  /** Where it is, as react-router writes addresses: `/licences/:number`. */
  readonly path: string;
  /** Whom it is for; everybody who is signed in where left out. */
  readonly roles?: readonly Role[];
  /** Fetches the page's code; the dictionary of the feature is fetched along. */
  readonly load: () => Promise<ComponentType>;
}

/** An entry of the main navigation. */
export interface NavEntry {
  readonly path: string;
  readonly label: WordKey;
  readonly roles: readonly Role[];
  /** Label of the same entry for some roles, where they call it otherwise. */
  readonly labelFor?: Readonly<Partial<Record<Role, WordKey>>>;
}

/** A working place, or a part of one: its pages, its words and its entries in the navigation. Features do not import each other. */
export interface Feature {
  /** Its dictionary, by which it is named too. */
  readonly area: Area;
  /** Further dictionaries that its pages need. */
  readonly moreAreas?: readonly Area[];
  readonly routes: readonly FeatureRoute[];
  /** In the order in which they stand; those of the features stand in the order of the features. */
  readonly nav: readonly NavEntry[];
  /** Pages that everybody has and few go to daily: they stand in the menu. */
  readonly menu?: readonly Pick<NavEntry, "path" | "label">[];
  /** What goes along with the pages on a demonstration network, above them. */
  readonly alongDemonstration?: () => Promise<ComponentType>;
}
