// SPDX-License-Identifier: Apache-2.0
import { MEMBERS } from "@licet/domain";
import { rulesOf } from "../../fabric/area-rules";
import { agree } from "./agree";
import { apply } from "./apply";
import { propose } from "./propose";
import { readChange, readMembers } from "./read";

/** The rules behind the members area's transactions, and where its records keep their commitments. */
export const RULES = rulesOf(MEMBERS, {
  handlers: {
    "members:Propose": propose,
    "members:Agree": agree,
    "members:Apply": apply,
    "members:Read": readMembers,
    "members:ReadChange": readChange,
  },
  commitments: {},
});
