// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { area } from "../shared/area";
import { ownerOfReference } from "../shared/ownership";
import { TO_STATES_AND_HOLDERS } from "../shared/parts";
import { partsUnder } from "../shared/record";
import { certificateRecordProblem } from "./authentic";
import { CERTIFICATE_TRANSACTIONS } from "./definitions";
import { CERTIFICATE_ERRORS } from "./errors";
import { CERTIFICATE_EVENTS } from "./events";
import { CERTIFICATE_ROUTES } from "./routes";
import { CertificateCore, CertificateStanding } from "./schemas";
import { CERTIFICATE_TRANSITIONS } from "./transitions";

declare module "../shared/parts" {
  interface ConfidentialParts {
    readonly certificate: "content" | "signature";
  }
}

/** What the certificate area declares. */
export const CERTIFICATE = area({
  name: "certificate",
  title: "End-use certificates",
  description: "End-use certificates and other assurance documents",
  transactions: CERTIFICATE_TRANSACTIONS,
  records: {
    certificate: {
      title: "Certificate",
      schema: CertificateCore,
      reference: ({ id }: CertificateCore) => id,
      owner: ownerOfReference,
      parts: partsUnder("certificate", { id: z.string() }, ({ id }) => id),
      problem: certificateRecordProblem,
      contended: true,
    },
    "certificate-standing": {
      title: "Standing of certificate",
      schema: CertificateStanding,
      reference: ({ id }: CertificateStanding) => id,
      owner: ownerOfReference,
    },
  },
  parts: {
    certificate: { content: TO_STATES_AND_HOLDERS, signature: TO_STATES_AND_HOLDERS },
  },
  events: CERTIFICATE_EVENTS,
  transitions: { certificate: CERTIFICATE_TRANSITIONS },
  errors: CERTIFICATE_ERRORS,
  routes: CERTIFICATE_ROUTES,
});
