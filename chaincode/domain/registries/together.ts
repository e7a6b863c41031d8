// SPDX-License-Identifier: Apache-2.0

/** The members of a union, taken together: what each manifest declares becomes one table that keeps every row's type. */
export type Together<U> = (U extends unknown ? (member: U) => void : never) extends (member: infer I) => void
  ? I
  : never;
