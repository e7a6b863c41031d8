// SPDX-License-Identifier: Apache-2.0
import type { FabricLine } from "../fabric/binaries.js";
import { render } from "../templates/render.js";

/** A peer's core.yaml, as `network/templates/core.yaml.eta` has it. */
export function coreYaml(networkId: string, line: FabricLine): string {
  return render("core.yaml.eta", { networkId, line });
}
