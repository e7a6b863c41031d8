// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { area } from "../shared/area";
import { ownerOfReference } from "../shared/ownership";
import { TO_ALL_CONCERNED } from "../shared/parts";
import { partsUnder } from "../shared/record";
import { concernedByEvent, concernedByHead, headProblem } from "./authentic";
import { CUSTODY_TRANSACTIONS } from "./definitions";
import { CUSTODY_ERRORS } from "./errors";
import { CUSTODY_EVENTS } from "./events";
import { eventId } from "./references";
import { CUSTODY_ROUTES } from "./routes";
import { CustodyEvent, CustodyHead, EventPlace } from "./schemas";
import { SEAL_TRANSITIONS } from "./transitions";

declare module "../shared/parts" {
  interface ConfidentialParts {
    readonly "custody-event": "content" | "findings";
  }
}

/** What the custody area declares. */
export const CUSTODY = area({
  name: "custody",
  title: "Custody",
  description: "Custody of consignments, from hand to hand",
  transactions: CUSTODY_TRANSACTIONS,
  records: {
    "custody-head": {
      title: "Custody head of consignment",
      schema: CustodyHead,
      reference: ({ consignment }: CustodyHead) => consignment,
      owner: ownerOfReference,
      problem: headProblem,
      concerns: concernedByHead,
    },
    "custody-event": {
      title: "Custody event",
      schema: CustodyEvent,
      entriesOf: "custody-head",
      concerns: concernedByEvent,
      parts: partsUnder(
        "custody-event",
        { consignment: z.string(), ...EventPlace.shape },
        ({ consignment, ...place }) => eventId(consignment, place),
      ),
    },
  },
  parts: {
    "custody-event": { content: TO_ALL_CONCERNED, findings: TO_ALL_CONCERNED },
  },
  events: CUSTODY_EVENTS,
  transitions: { seal: SEAL_TRANSITIONS },
  errors: CUSTODY_ERRORS,
  routes: CUSTODY_ROUTES,
});
