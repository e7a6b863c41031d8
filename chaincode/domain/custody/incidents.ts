// SPDX-License-Identifier: Apache-2.0
import type { z } from "zod";
import type { IncidentCode, IncidentContent } from "./schemas";

type Need = "equipment" | "transhipment" | "numberOfSeals";

/** What each incident code of CL019 asks for besides its text (conditions of the NCTS incident message, IE182). */
export const INCIDENT_NEEDS: Readonly<Record<z.infer<typeof IncidentCode>, readonly Need[]>> = {
  "1": [],
  "2": ["equipment", "numberOfSeals"],
  "3": ["transhipment"],
  "4": ["equipment"],
  "5": [],
  "6": ["transhipment"],
};

/** Fields that an incident's code asks for and its content lacks. */
export function missingIncidentFields(code: z.infer<typeof IncidentCode>, content: IncidentContent): readonly Need[] {
  return INCIDENT_NEEDS[code].filter((need) =>
    need === "equipment" ? content.equipment.length === 0 : content[need] === undefined,
  );
}
