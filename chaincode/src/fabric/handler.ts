// SPDX-License-Identifier: Apache-2.0
import type { z } from "zod";
import type { TransactionDefinition } from "@licet/domain";
import type { Transaction } from "./transaction";

/** The rule behind a transaction: checked input in, result out. */
export type Handler<D extends TransactionDefinition> = (
  tx: Transaction,
  input: z.output<D["input"]>,
) => Promise<z.input<D["output"]>>;
