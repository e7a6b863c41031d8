// SPDX-License-Identifier: Apache-2.0
import type { LICENCE_RELEASE } from "@licet/domain";
import type { Handler } from "../../../fabric/handler";
import { announced } from "./outcome";
import { WriteOff } from "../../../rules/write-off/session";
import { valuesOf } from "../../../rules/write-off/values-part";

/** `licence:Release`. */
export const release: Handler<typeof LICENCE_RELEASE> = async (tx, { office, reason, lines }) => {
  const writeOff = new WriteOff(tx);
  const values = valuesOf(tx, lines.length);
  for (const [index, line] of lines.entries()) {
    await writeOff.release({ ...line, office, reason, value: values[index] });
  }
  return announced(tx, await writeOff.finish());
};
