// SPDX-License-Identifier: Apache-2.0
import type { LICENCE_CONSUME } from "@licet/domain";
import type { Handler } from "../../../fabric/handler";
import { announced } from "./outcome";
import { WriteOff } from "../../../rules/write-off/session";
import { valuesOf } from "../../../rules/write-off/values-part";

/** `licence:Consume`. */
export const consume: Handler<typeof LICENCE_CONSUME> = async (tx, { office, lines }) => {
  const writeOff = new WriteOff(tx);
  const values = valuesOf(tx, lines.length);
  for (const [index, line] of lines.entries()) {
    await writeOff.consume({ ...line, office, value: values[index] });
  }
  return announced(tx, await writeOff.finish());
};
