// SPDX-License-Identifier: Apache-2.0
import { area } from "../shared/area";
import { CATALOGUE_TRANSACTIONS } from "./definitions";
import { CATALOGUE_ERRORS } from "./errors";
import { CATALOGUE_EVENTS } from "./events";
import { CATALOGUE_ROUTES } from "./routes";
import { ControlGroup, Edition } from "./schemas";

/** What the control lists area declares. */
export const CATALOGUE = area({
  name: "catalogue",
  title: "Control lists",
  description: "Control lists, their editions and codes",
  transactions: CATALOGUE_TRANSACTIONS,
  records: {
    "control-list": { title: "Control list edition", schema: Edition },
    "control-entry": { title: "Control list group", schema: ControlGroup },
  },
  parts: {},
  events: CATALOGUE_EVENTS,
  transitions: {},
  errors: CATALOGUE_ERRORS,
  routes: CATALOGUE_ROUTES,
});
