// SPDX-License-Identifier: Apache-2.0
import * as areas from "../areas";
import type { AreaManifest } from "../shared/area";
import type { DisclosureRule, PartKind, PartName } from "../shared/parts";

const declared = Object.values<AreaManifest>(areas).flatMap((manifest) =>
  Object.entries(manifest.parts).flatMap(([kind, parts]) =>
    Object.entries(parts).map(([part, rule]) => [`${kind}.${part}`, rule] as const),
  ),
);

/** The disclosure table: who may read each confidential part, by kind of record and name of the part. */
export const DISCLOSURE = Object.freeze(Object.fromEntries(declared)) as Readonly<
  Partial<Record<`${PartKind}.${PartName}`, DisclosureRule>>
>;
