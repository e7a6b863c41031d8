// SPDX-License-Identifier: Apache-2.0
import { area } from "../shared/area";
import { SHARING_TRANSACTIONS } from "./definitions";
import { SHARING_ERRORS } from "./errors";
import { SHARING_EVENTS } from "./events";
import { SHARING_ROUTES } from "./routes";

/** What the sharing area declares. */
export const SHARING = area({
  name: "sharing",
  title: "Sharing",
  description: "Confidential content: reading one's own copy, handing copies to states concerned",
  transactions: SHARING_TRANSACTIONS,
  records: {},
  parts: {},
  events: SHARING_EVENTS,
  transitions: {},
  errors: SHARING_ERRORS,
  routes: SHARING_ROUTES,
});
