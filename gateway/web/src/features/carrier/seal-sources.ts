// SPDX-License-Identifier: Apache-2.0
import type { Seal } from "@licet/domain/shared/seals";

/** Who affixes seals, in the order in which a carrier meets them. */
export const SEAL_SOURCES = ["CAR", "SHI", "VET", "CUS"] as const satisfies readonly Seal["source"][];
