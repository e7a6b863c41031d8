// SPDX-License-Identifier: Apache-2.0
import type { Certificate } from "../../../api/certificates";

/** What the sheet of an act gets. */
export interface SheetProps {
  readonly record: Certificate;
  readonly onClose: () => void;
}
