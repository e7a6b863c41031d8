// SPDX-License-Identifier: Apache-2.0
import { type Allocation, Allocations, ReservedAllocation } from "@licet/domain/consignment/schemas";

/** Allocations of a record as a list has it; none where they are of a form that this application does not know. */
export function allocationsIn(value: unknown): readonly Allocation[] {
  const read = ReservedAllocation.array().safeParse(value);
  if (read.success) return read.data;
  const plain = Allocations.safeParse(value);
  return plain.success ? plain.data : [];
}
