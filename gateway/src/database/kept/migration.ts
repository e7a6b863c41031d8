// SPDX-License-Identifier: Apache-2.0

/** A step of the schema `kept`. It runs forward only, once, in the order of its name, and is never changed after a release. */
export interface KeptMigration {
  /** `NNNN-what`, unique; later ones have higher numbers. */
  readonly id: string;
  /** Statements of PostgreSQL, run in one transaction as the owner. */
  readonly up: string;
}
