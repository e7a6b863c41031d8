// SPDX-License-Identifier: Apache-2.0
import type { MspId, PartRef, SaltedPart } from "@licet/domain";

/** Confidential parts that one organisation holds. */
export interface HeldParts {
  readonly organisation: MspId;
  /**
   * A part at the organisation's own peer; undefined where it is not held there, or not for whoever asks.
   * @throws {LedgerError}
   */
  read(ref: PartRef): Promise<SaltedPart | undefined>;
  /** Whether somebody is known who may read such parts; somebody is where this is left out. */
  readonly isRead?: (ref: PartRef) => boolean;
}
