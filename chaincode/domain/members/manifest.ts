// SPDX-License-Identifier: Apache-2.0
import { area } from "../shared/area";
import { ownerOfReference } from "../shared/ownership";
import { MEMBERS_TRANSACTIONS } from "./definitions";
import { MEMBERS_ERRORS } from "./errors";
import { MEMBERS_EVENTS } from "./events";
import { MEMBERS_ROUTES } from "./routes";
import { MembersChange, MembersRecord } from "./schemas";

/** What the members area declares. */
export const MEMBERS = area({
  name: "members",
  title: "Members",
  description: "Who the members of the consortium are: proposed, agreed to and changed by a majority",
  transactions: MEMBERS_TRANSACTIONS,
  records: {
    members: { title: "Members", schema: MembersRecord },
    "members-change": {
      title: "Change of the members",
      schema: MembersChange,
      reference: ({ id }: MembersChange) => id,
      owner: ownerOfReference,
    },
  },
  parts: {},
  events: MEMBERS_EVENTS,
  transitions: {},
  errors: MEMBERS_ERRORS,
  routes: MEMBERS_ROUTES,
});
