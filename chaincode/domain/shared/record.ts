// SPDX-License-Identifier: Apache-2.0
import type { z } from "zod";

/** What lies under keys of one type on the channel. */
export interface RecordDefinition {
  /** The field's standard name of the record, for sentences: "Licence". */
  readonly title: string;
  /** The record, without the version of its form and its place in a list, which the ledger keeps around it. */
  readonly schema: z.ZodType;
}
