// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { area } from "../shared/area";
import { TO_OFFICERS } from "../shared/parts";
import { partsUnder } from "../shared/record";
import { CHECKPOINT_TRANSACTIONS } from "./definitions";
import { CHECKPOINT_ERRORS } from "./errors";
import { CHECKPOINT_EVENTS } from "./events";
import { CHECKPOINT_ROUTES } from "./routes";
import { Hold, Inspection, Overrides, Statement, Verification } from "./schemas";
import { HOLD_TRANSITIONS } from "./transitions";

declare module "../shared/parts" {
  interface ConfidentialParts {
    readonly inspection: "findings";
  }
}

/** What the checkpoint area declares. */
export const CHECKPOINT = area({
  name: "checkpoint",
  title: "Checkpoints",
  description: "The question at the border, and what an officer records",
  transactions: CHECKPOINT_TRANSACTIONS,
  records: {
    checkpoint: { title: "Statement on consignment", schema: Statement },
    "checkpoint-override": { title: "Overrides on consignment", schema: Overrides },
    hold: { title: "Hold", schema: Hold },
    inspection: {
      title: "Inspection",
      schema: Inspection,
      parts: partsUnder("inspection", { id: z.string() }, ({ id }) => id),
    },
    verification: { title: "Verification", schema: Verification },
  },
  parts: {
    inspection: { findings: TO_OFFICERS },
  },
  events: CHECKPOINT_EVENTS,
  transitions: { hold: HOLD_TRANSITIONS },
  errors: CHECKPOINT_ERRORS,
  routes: CHECKPOINT_ROUTES,
});
