// SPDX-License-Identifier: Apache-2.0

/** What a gateway needs in order to work, each watched by itself. */
export const READINESS_CHECKS = ["chaincode", "writes", "clock", "read-model"] as const;
export type ReadinessCheck = (typeof READINESS_CHECKS)[number];

/** Why a gateway is not ready, and what to do about it. */
export interface Finding {
  readonly check: ReadinessCheck;
  /** One sentence, with the numbers behind it. */
  readonly says: string;
  readonly next: string;
}

/** Something that is watched; it throws nothing. */
export interface Watch {
  findings(): readonly Finding[] | Promise<readonly Finding[]>;
}
