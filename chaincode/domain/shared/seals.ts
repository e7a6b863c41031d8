// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";

/** A seal (ISO 17712): number of at most 20 characters, as customs take it (NCTS IE015 and CDS an..20; DCSA has 15), and who affixed it. */
export const Seal = z.strictObject({
  number: z
    .string()
    .trim()
    .regex(/^[0-9A-Z./-]{1,20}$/i, "a seal number has 1 to 20 letters, digits, dots, slashes or hyphens"),
  source: z.enum(["CAR", "SHI", "VET", "CUS"]).describe("carrier, shipper, veterinary authority, customs"),
});
export type Seal = z.infer<typeof Seal>;

/** What is observed of the seals. */
export const OBSERVED_SEAL_STATES = ["intact", "broken", "not-checked"] as const;
export type ObservedSealStateName = (typeof OBSERVED_SEAL_STATES)[number];

/** What somebody saw when looking at the seals. */
export const ObservedSealState = z.enum(OBSERVED_SEAL_STATES);
