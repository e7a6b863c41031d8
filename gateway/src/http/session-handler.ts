// SPDX-License-Identifier: Apache-2.0
import { IDENTITY_ATTRIBUTES } from "@licet/domain";
import type { RequestHandler } from "express";
import { z } from "zod";
import { crossSiteToken } from "../application/sign-in/secrets.js";
import type { OpenSession } from "../application/sign-in/sessions.js";
import { signedInAs } from "./context.js";
import { sendJson } from "./respond.js";

/** Who one is to this gateway, without the ledger's word. */
export const SessionView = z
  .object({
    person: z.string().describe("`name@mspId`"),
    name: z.string(),
    organisation: z.string().describe("MSP id"),
    role: z.string().nullable().describe("role in the X.509 certificate; what the ledger makes of it, /v1/me tells"),
    party: z.string().nullable().describe("register id of the party that the person acts for"),
    office: z.string().nullable(),
    by: z.enum(["session", "token", "certificate"]).describe("what the request was known by"),
    session: z
      .object({
        means: z.enum(["provider", "demonstration"]),
        startedAt: z.iso.datetime(),
        authenticatedAt: z.iso
          .datetime()
          .nullable()
          .describe("when the person proved who they are; null where nobody said"),
        idleEndsAt: z.iso.datetime().describe("when it ends unless it is used before"),
        endsAt: z.iso.datetime().describe("when it ends, however busy"),
        csrfToken: z.string().describe("goes into the X-CSRF-Token header of whatever is not GET or HEAD"),
      })
      .nullable(),
  })
  .meta({ id: "Session" });

/** Tells who one is to the gateway, how long the session lasts, and the token that changes carry. */
export const sessionHandler: RequestHandler = (_request, response) => {
  const caller = signedInAs(response);
  const { label, name, mspId, attributes } = caller.identity;
  const view: z.input<typeof SessionView> = {
    person: label,
    name,
    organisation: mspId,
    role: attributes[IDENTITY_ATTRIBUTES.role] ?? null,
    party: attributes[IDENTITY_ATTRIBUTES.party] ?? null,
    office: attributes[IDENTITY_ATTRIBUTES.office] ?? null,
    by: caller.by,
    session: caller.by === "session" ? { ...timesOf(caller.session), csrfToken: crossSiteToken(caller.secret) } : null,
  };
  sendJson(response, 200, view);
};

function timesOf({
  record,
  idleEndsAt,
}: OpenSession): Omit<NonNullable<z.input<typeof SessionView>["session"]>, "csrfToken"> {
  return {
    means: record.means,
    startedAt: record.startedAt.toISOString(),
    authenticatedAt: record.authenticatedAt?.toISOString() ?? null,
    idleEndsAt: idleEndsAt.toISOString(),
    endsAt: record.endsAt.toISOString(),
  };
}
