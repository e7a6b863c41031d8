// SPDX-License-Identifier: Apache-2.0
import type { RequestHandler } from "express";
import { z } from "zod";
import { namesThisMachine } from "./demonstration-router.js";
import { sendJson } from "./respond.js";
import type { SignInServices } from "./sign-in-services.js";

const DemonstrationPersonView = z
  .object({
    person: z.string().describe("`name@mspId`, which POST /auth/demonstration takes"),
    name: z.string(),
    role: z.string(),
    office: z.string().nullable(),
    party: z.string().nullable().describe("register id of the party that the person acts for"),
  })
  .meta({ id: "DemonstrationPerson" });

/** How people sign in at this gateway. */
export const SignInMeansView = z
  .object({
    provider: z.boolean().describe("whether a provider is set, which /auth/sign-in leads to"),
    demonstration: z
      .array(z.object({ organisation: z.string().describe("MSP id"), people: z.array(DemonstrationPersonView) }))
      .nullable()
      .describe("whom one can be in the demonstration; null where there is none"),
  })
  .meta({ id: "SignInMeans" });

/** Tells how people sign in here, to whoever is about to. */
export function signInMeansHandler({ provider, demonstration }: SignInServices): RequestHandler {
  return (request, response) => {
    const groups = namesThisMachine(request) ? demonstration?.groups : undefined;
    const view: z.input<typeof SignInMeansView> = {
      provider: provider !== undefined,
      demonstration:
        groups?.map(({ organisation, people }) => ({
          organisation,
          people: people.map(({ label, name, role, office, party }) => ({
            person: label,
            name,
            role,
            office: office ?? null,
            party: party ?? null,
          })),
        })) ?? null,
    };
    sendJson(response, 200, view);
  };
}
