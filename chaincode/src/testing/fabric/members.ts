// SPDX-License-Identifier: Apache-2.0
import { hashOfText, Membership } from "@licet/domain";
import { TEST_MEMBERS } from "@licet/domain/testing/members";
import { MEMBERS_REFERENCE } from "../../fabric/members";
import { proofText } from "../../fabric/records";

/** Transaction that founded the consortium of unit tests. */
export const FOUNDED = "f0".repeat(32);

/** The same as rules see them, where `foundConsortium` puts them. */
export const TEST_MEMBERSHIP = new Membership(
  TEST_MEMBERS,
  1,
  hashOfText(proofText("members", MEMBERS_REFERENCE, FOUNDED)),
);
