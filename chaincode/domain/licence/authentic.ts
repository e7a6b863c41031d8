// SPDX-License-Identifier: Apache-2.0
import type { Beside, ProvenAs } from "../shared/authenticity";
import type { Licence } from "./schemas";

/** A licence is issued by the authority of the state whose register it stands in. */
export function licenceProblem(
  { authority }: Licence,
  { owner }: ProvenAs,
  { members }: Pick<Beside, "members">,
): string | undefined {
  return members.isAuthorityOf(owner, authority) ? undefined : `names ${authority}, for which its owner does not speak`;
}
