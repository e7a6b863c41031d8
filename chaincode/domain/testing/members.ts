// SPDX-License-Identifier: Apache-2.0
import type { Member } from "../members/schemas";
import { ROLES } from "../shared/roles";

/** An authority whose people may hold every role. */
export function authority(state: string, given: Partial<Member> = {}): Member {
  return {
    mspId: `${state}AuthorityMSP`,
    register: state,
    kind: "authority",
    state,
    officePrefixes: [],
    roles: [...ROLES],
    ...given,
  };
}

/** The organisation that carriers act through. */
export const CARRIERS: Member = {
  mspId: "CarriersMSP",
  register: "CARRIERS",
  kind: "carriers",
  officePrefixes: [],
  roles: ["registrar", "carrier"],
};

/** Members of the ledgers that unit tests play on. */
export const TEST_MEMBERS: readonly Member[] = [
  ...["GB", "AE", "PK", "DE", "FR"].map((state) => authority(state)),
  CARRIERS,
];
