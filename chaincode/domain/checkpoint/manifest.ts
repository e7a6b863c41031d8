// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { area } from "../shared/area";
import { ownPlaceProblem } from "../shared/authenticity";
import { ownerOfReference } from "../shared/ownership";
import { TO_OFFICERS } from "../shared/parts";
import { partsUnder } from "../shared/record";
import { overridesProblem, statementProblem } from "./authentic";
import { CHECKPOINT_TRANSACTIONS } from "./definitions";
import { CHECKPOINT_ERRORS } from "./errors";
import { CHECKPOINT_EVENTS } from "./events";
import { checkpointReference, innerId, innerReference } from "./references";
import { CHECKPOINT_ROUTES } from "./routes";
import { Hold, Inspection, Overrides, Statement, Verification } from "./schemas";
import { holdStanding } from "./standing";
import { HOLD_TRANSITIONS } from "./transitions";

/** Longest records that are read, in characters: longer than any that honest chaincode writes, and no burden to whoever reads all. */
const STATEMENT_CHARACTERS_MAX = 16_384;
const HOLD_CHARACTERS_MAX = 4_096;
const INSPECTION_CHARACTERS_MAX = 8_192;

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
    checkpoint: {
      title: "Statement on consignment",
      schema: Statement,
      reference: ({ consignment, register }: Statement) => checkpointReference(consignment, register),
      owner: (reference) => ownerOfReference(`${innerId(reference)}-`),
      problem: statementProblem,
      charactersMax: STATEMENT_CHARACTERS_MAX,
    },
    "checkpoint-override": {
      title: "Overrides on consignment",
      schema: Overrides,
      reference: ({ consignment }: Overrides) => consignment,
      owner: ownerOfReference,
      problem: overridesProblem,
    },
    hold: {
      title: "Hold",
      schema: Hold,
      reference: ({ consignment, id }: Hold) => innerReference(consignment, id),
      owner: (reference) => ownerOfReference(innerId(reference)),
      problem: ownPlaceProblem,
      standing: holdStanding,
      charactersMax: HOLD_CHARACTERS_MAX,
    },
    inspection: {
      title: "Inspection",
      schema: Inspection,
      reference: ({ consignment, id }: Inspection) => innerReference(consignment, id),
      owner: (reference) => ownerOfReference(innerId(reference)),
      parts: partsUnder("inspection", { consignment: z.string(), id: z.string() }, ({ consignment, id }) =>
        innerReference(consignment, id),
      ),
      problem: ownPlaceProblem,
      charactersMax: INSPECTION_CHARACTERS_MAX,
    },
    verification: {
      title: "Verification",
      schema: Verification,
      reference: ({ id }: Verification) => id,
      owner: ownerOfReference,
      problem: ownPlaceProblem,
    },
  },
  parts: {
    inspection: { findings: TO_OFFICERS },
  },
  events: CHECKPOINT_EVENTS,
  transitions: { hold: HOLD_TRANSITIONS },
  errors: CHECKPOINT_ERRORS,
  routes: CHECKPOINT_ROUTES,
});
