// SPDX-License-Identifier: Apache-2.0

/** Where a place lies, in decimal degrees. */
export interface PlacePosition {
  /** North of the equator; negative to the south. */
  readonly latitude: number;
  /** East of Greenwich; negative to the west. */
  readonly longitude: number;
}

/** A place that has a UN/LOCODE. */
export interface Place {
  readonly name: string;
  /** Undefined where the list says none. */
  readonly position: PlacePosition | undefined;
}

/** A list of places. */
export interface Places {
  /** Places by their UN/LOCODE, those that the list has. */
  find(codes: readonly string[]): Promise<ReadonlyMap<string, Place>>;
}
