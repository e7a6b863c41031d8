// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { area } from "../shared/area";
import { ownerOfReference } from "../shared/ownership";
import { TO_STATES_AND_HOLDERS } from "../shared/parts";
import { partsUnder } from "../shared/record";
import { PARTY_TRANSACTIONS } from "./definitions";
import { PARTY_ERRORS } from "./errors";
import { PARTY_EVENTS } from "./events";
import { keyReference } from "./references";
import { PARTY_ROUTES } from "./routes";
import { Party, Signatory, SigningKey } from "./schemas";
import { PARTY_TRANSITIONS } from "./transitions";

declare module "../shared/parts" {
  interface ConfidentialParts {
    readonly party: "content";
  }
}

/** What the party area declares. */
export const PARTY = area({
  name: "party",
  title: "Parties",
  description: "Registers of parties, their signing keys and the signatories of states",
  transactions: PARTY_TRANSACTIONS,
  records: {
    party: {
      title: "Party",
      schema: Party,
      parts: partsUnder("party", { id: z.string() }, ({ id }) => id),
      reference: ({ id }: Party) => id,
      owner: ownerOfReference,
    },
    "signing-key": {
      title: "Signing key",
      schema: SigningKey,
      reference: ({ party, address, algorithm }: SigningKey) => keyReference(party, address, algorithm),
      owner: ownerOfReference,
    },
    signatory: {
      title: "Signatory",
      schema: Signatory,
      reference: ({ id }: Signatory) => id,
      owner: ownerOfReference,
    },
  },
  parts: {
    party: { content: TO_STATES_AND_HOLDERS },
  },
  events: PARTY_EVENTS,
  transitions: { party: PARTY_TRANSITIONS },
  errors: PARTY_ERRORS,
  routes: PARTY_ROUTES,
});
