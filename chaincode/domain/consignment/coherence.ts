// SPDX-License-Identifier: Apache-2.0
import { ownerOfReference } from "../shared/ownership";
import { samePlace } from "../shared/places";
import { allocationKey, type Consignment } from "./schemas";

/**
 * What a consignment's record says of itself must fit together, whoever wrote it: writing demands it, so reading does again.
 * @returns why it does not, as the end of a sentence; undefined where it does.
 */
export function incoherence(consignment: Consignment): string | undefined {
  const { id, declarant } = consignment;
  if (ownerOfReference(declarant) !== ownerOfReference(id)) return "names a declarant of another register";
  if (!namesEachAllocationOnce(consignment)) return "draws on one licence line twice for one item";
  return stageProblem(consignment);
}

/** Each stage leaves its mark, and no other does. */
function stageProblem({
  status,
  route,
  releasedAt,
  receipt,
  invalidated,
  difference,
}: Consignment): string | undefined {
  const received = status === "received";
  if ((releasedAt !== undefined) !== (received || status === "released")) return `is ${status} beside its release`;
  if ((receipt !== undefined) !== received) return `is ${status} beside its receipt`;
  if ((invalidated !== undefined) !== (status === "invalidated")) return `is ${status} beside its invalidation`;
  if ((difference !== "none") !== received) return `has the difference ${difference} and is ${status}`;
  if (receipt !== undefined && !samePlace(receipt.place, route.at(-1) ?? "")) {
    return `was received at ${receipt.place}, where its route does not end`;
  }
  return undefined;
}

function namesEachAllocationOnce({ allocations }: Consignment): boolean {
  return new Set(allocations.map(allocationKey)).size === allocations.length;
}
