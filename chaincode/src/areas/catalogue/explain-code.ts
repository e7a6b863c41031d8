// SPDX-License-Identifier: Apache-2.0
import { type CATALOGUE_EXPLAIN_CODE, explainControlCode } from "@licet/domain";
import type { Handler } from "../../fabric/handler";

/** Explains a code by its grammar. */
export const explainCode: Handler<typeof CATALOGUE_EXPLAIN_CODE> = (_tx, { code }) =>
  Promise.resolve().then(() => explainControlCode(code));
