// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { CountryCode } from "./primitives";
import { PartyId } from "./references";

/** How many carriers a passage names at most: as many as a licence does. */
const PASSAGE_CARRIERS_MAX = 50;

/** How many countries it bars at most: as many as there are codes, since several licences may bar others each. */
const PASSAGE_COUNTRIES_MAX = 676;

/**
 * What licences let those do who move the goods, public because whoever endorses a handing over must know it: register ids of carriers
 * and codes of countries, and nothing else of the licences' conditions.
 */
export const Passage = z.strictObject({
  carriers: z.array(PartyId).max(PASSAGE_CARRIERS_MAX).optional().describe("carriers that may carry; absent for any"),
  barred: z.array(CountryCode).max(PASSAGE_COUNTRIES_MAX).optional().describe("countries that the goods may not pass"),
});
export type Passage = z.infer<typeof Passage>;
