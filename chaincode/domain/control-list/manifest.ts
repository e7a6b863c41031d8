// SPDX-License-Identifier: Apache-2.0
import { area } from "../shared/area";
import { CONTROL_LIST_TRANSACTIONS } from "./definitions";
import { CONTROL_LIST_ERRORS } from "./errors";
import { CONTROL_LIST_EVENTS } from "./events";
import { CONTROL_LIST_ROUTES } from "./routes";
import { ControlGroup, Edition, editionReference, ownerOfEdition } from "./schemas";

/** What the control lists area declares. */
export const CONTROL_LIST = area({
  name: "catalogue",
  folder: "control-list",
  title: "Control lists",
  description: "Control lists, their editions and codes",
  transactions: CONTROL_LIST_TRANSACTIONS,
  records: {
    "control-list": {
      title: "Control list edition",
      schema: Edition,
      reference: editionReference,
      owner: ownerOfEdition,
    },
    "control-entry": { title: "Control list group", schema: ControlGroup, owner: ownerOfEdition },
  },
  parts: {},
  events: CONTROL_LIST_EVENTS,
  transitions: {},
  errors: CONTROL_LIST_ERRORS,
  routes: CONTROL_LIST_ROUTES,
});
