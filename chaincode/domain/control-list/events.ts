// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { event } from "../shared/event";
import { ControlGroup, Edition } from "./schemas";

const edition = z.string().describe("publisher, list and edition, joined by colons");

/** Events of the control lists. */
export const CONTROL_LIST_EVENTS = {
  ControlGroupAdded: event(z.strictObject({ edition, group: ControlGroup.shape.group, count: z.int().min(1) })),
  ControlListEditionPublished: event(Edition.pick({ validFrom: true, entryCount: true }).extend({ edition })),
} as const;
