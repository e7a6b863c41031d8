// SPDX-License-Identifier: Apache-2.0
import type { Member } from "../../domain/members/schemas";
import { Membership } from "../../domain/members/membership";
import { hashOfText } from "../../domain/shared/commitment";
import { ROLES } from "../../domain/shared/roles";
import { MEMBERS_REFERENCE } from "../members";
import { proofText } from "../records";

/** Transaction that founded the consortium of unit tests. */
export const FOUNDED = "f0".repeat(32);

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

/** The same as rules see them, where `foundConsortium` puts them. */
export const TEST_MEMBERSHIP = new Membership(
  TEST_MEMBERS,
  1,
  hashOfText(proofText("members", MEMBERS_REFERENCE, FOUNDED)),
);
