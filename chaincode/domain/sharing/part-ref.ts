// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import * as areas from "../areas";
import type { AreaManifest } from "../shared/area";
import type { PartKind, PartName } from "../shared/parts";

/** Types of records that their owners prove; entries of chains hang under these. */
export const ProvenType = z.enum(
  Object.values<AreaManifest>(areas).flatMap(({ records }) =>
    Object.entries(records).flatMap(([type, { owner }]) => (owner === undefined ? [] : [type])),
  ) as [string, ...string[]],
);

const parts = Object.values<AreaManifest>(areas).flatMap((manifest) =>
  Object.entries(manifest.parts).map(([kind, named]) => ({
    kind: kind as PartKind,
    names: Object.keys(named) as PartName[],
  })),
);

/** Reference to a confidential part of a record, of one of the kinds and names that the areas declare. */
export const PartReference = z.strictObject({
  kind: z.enum(parts.map(({ kind }) => kind) as [PartKind, ...PartKind[]]),
  id: z.string().min(1).max(128),
  part: z.enum([...new Set(parts.flatMap(({ names }) => names))] as [PartName, ...PartName[]]),
});
