// SPDX-License-Identifier: Apache-2.0
import type { Role } from "@licet/domain/shared/roles";

/** Who hands goods over and takes them: whoever acts for a party that may be a custodian. */
export const CUSTODY_ROLES: readonly Role[] = ["carrier", "exporter", "end-user"];

/** Who may report incidents, re-seal and correct, as the ledger has it. */
export const ACTING_ROLES: readonly Role[] = ["carrier", "exporter"];

/** A working list of goods and where it stands. */
export interface CarrierList {
  readonly queue: "offered" | "custody" | "handover";
  readonly path: string;
}

/** The working lists in the order in which one looks at them. */
export const CARRIER_LISTS: readonly CarrierList[] = [
  { queue: "offered", path: "/goods/offered" },
  { queue: "custody", path: "/goods/custody" },
  { queue: "handover", path: "/goods/handover" },
];
