// SPDX-License-Identifier: Apache-2.0
import type { Consignment } from "../../api/consignments";

/** What the sheet of an act gets. */
export interface SheetProps {
  readonly record: Consignment;
  readonly onClose: () => void;
  readonly onDone: (standing: string) => void;
}

/** How a consignment stands, as a text that changes whenever somebody changes it. */
export function standingOf({ status, declaration, allocations, passage }: Consignment): string {
  return JSON.stringify([status, declaration, allocations, passage]);
}
