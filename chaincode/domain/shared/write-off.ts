// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { LICENCE_LINES_MAX } from "./licence-lines";
import { Money } from "./quantity";

/** How many lines of one or several licences one write-off touches at most. */
export const WRITE_OFF_LINES_MAX = LICENCE_LINES_MAX;

/** How many values one write-off carries: one for each allocation of a consignment, where a consignment writes off. */
const WRITE_OFF_VALUES_MAX = 99;

/** Status code that the declaration claims for the licence (UK CDS): exhausted, surrendered, partial. It is recorded and closes nothing. */
export const ClaimedStatus = z.enum(["EE", "ES", "EP"]);

/** Confidential: the values of a write-off's lines, in their order; null where a line is not controlled by value. */
export const WriteOffValues = z.strictObject({ values: z.array(Money.nullable()).max(WRITE_OFF_VALUES_MAX) });
export type WriteOffValues = z.infer<typeof WriteOffValues>;
