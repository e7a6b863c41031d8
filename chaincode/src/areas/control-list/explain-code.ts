// SPDX-License-Identifier: Apache-2.0
import { type CONTROL_LIST_EXPLAIN_CODE, explainControlCode } from "@licet/domain";
import type { Handler } from "../../fabric/handler";

/** Explains a code by its grammar. */
export const explainCode: Handler<typeof CONTROL_LIST_EXPLAIN_CODE> = (_tx, { code }) =>
  Promise.resolve().then(() => explainControlCode(code));
