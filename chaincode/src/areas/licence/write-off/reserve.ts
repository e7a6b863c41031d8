// SPDX-License-Identifier: Apache-2.0
import type { LICENCE_RESERVE } from "@licet/domain";
import type { Handler } from "../../../fabric/handler";
import { announced } from "./outcome";
import { WriteOff } from "../../../rules/write-off/session";
import { valuesOf } from "../../../rules/write-off/values-part";

/** `licence:Reserve`. */
export const reserve: Handler<typeof LICENCE_RESERVE> = async (tx, { lines, ...declaration }) => {
  const writeOff = new WriteOff(tx);
  const values = valuesOf(tx, lines.length);
  for (const [index, line] of lines.entries()) {
    await writeOff.reserve({ ...declaration, ...line, value: values[index] });
  }
  return announced(tx, await writeOff.finish());
};
