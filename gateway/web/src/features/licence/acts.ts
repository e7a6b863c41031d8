// SPDX-License-Identifier: Apache-2.0
import { LICENCE_TRANSITIONS } from "@licet/domain/licence/transitions";
import type { LicenceView } from "../../api/licensing";

/** Acts that have a sheet with their effects. */
export type SheetAct = "suspend" | "reinstate" | "revoke" | "cancel" | "expire";

const OFFERED = ["suspend", "amend", "reinstate", "revoke", "cancel", "expire"] as const;

/** Acts that a second officer confirms: either officer requests them. Suspending and recording the expiry take one. */
const REQUESTED: readonly string[] = ["amend", "reinstate", "revoke", "cancel"];

/** Acts that the ledger's table allows on a licence as it is, and that a role may take or request. */
export function actsOn({ licence, effectiveStatus }: LicenceView, role: string): (SheetAct | "amend")[] {
  return OFFERED.filter((act) => {
    const row = LICENCE_TRANSITIONS.find(({ from, action }) => from === licence.status && action === act);
    if (row === undefined) return false;
    if (act === "expire") return effectiveStatus === "expired" && licence.status !== "expired";
    return REQUESTED.includes(act) || row.who.some((each) => each === role);
  });
}

/** How a licence stands, as a text that changes whenever somebody changes it. */
export function standingOf({
  status,
  version,
  changed,
}: Pick<LicenceView["licence"], "status" | "version"> & {
  readonly changed?: { readonly at: string } | undefined;
}): string {
  return `${status} ${version.toString()} ${changed?.at ?? ""}`;
}
