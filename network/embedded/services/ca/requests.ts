// SPDX-License-Identifier: Apache-2.0
import { isIP } from "node:net";
import { z } from "zod";
import { CA_ERROR } from "./error-codes.js";
import { HttpError } from "./http-error.js";

/** A request, read to its end. */
export interface CaRequest {
  readonly method: string;
  /** Path and query. */
  readonly uri: string;
  readonly body: string;
  readonly authorization: string | undefined;
}

/** Go's time that stands for none. */
const NO_TIME = /^0001-01-01T/;

const text = z.string().default("");
const time = z.iso
  .datetime({ offset: true })
  .transform((value) => (NO_TIME.test(value) ? undefined : new Date(value)))
  .optional();

export const EnrolmentBodySchema = z.object({
  certificate_request: text,
  profile: text,
  hosts: z
    .array(z.string())
    .default([])
    .transform((values) =>
      values.map((value) => ({ type: isIP(value) === 0 ? ("dns" as const) : ("ip" as const), value })),
    ),
  attr_reqs: z.array(z.object({ name: z.string(), optional: z.boolean().default(false) })).optional(),
});

export const RegistrationBodySchema = z.object({
  id: text,
  type: text,
  secret: text,
  affiliation: text,
  max_enrollments: z.int().default(0),
  attrs: z
    .array(z.object({ name: z.string(), value: z.string().default(""), ecert: z.boolean().default(false) }))
    .default([]),
});

export const RevocationBodySchema = z.object({
  id: text,
  serial: text,
  aki: text,
  reason: text,
  gencrl: z.boolean().default(false),
});

export const CrlBodySchema = z.object({
  revokedafter: time,
  revokedbefore: time,
  expireafter: time,
  expirebefore: time,
});

export const AnyBodySchema = z.object({ caname: text });

/** What an enrolment asks for. */
export type EnrolmentBody = z.output<typeof EnrolmentBodySchema>;

/**
 * Parses a body as Fabric CA does: the letter case of member names does not matter, null is as good as nothing, and
 * members that it does not know are passed over.
 *
 * @throws {HttpError} code 4 for an empty body, 5 for one that is no JSON object or has members of another kind.
 */
export function parseBody<S extends z.ZodType>(schema: S, body: string): z.output<S> {
  if (body === "") throw new HttpError(400, CA_ERROR.emptyBody, "Empty request body");
  const parsed = schema.safeParse(membersOf(body));
  if (parsed.success) return parsed.data;
  throw badBody(z.prettifyError(parsed.error));
}

function membersOf(body: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch (error) {
    throw badBody(error instanceof Error ? error.message : String(error));
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw badBody("it is no JSON object");
  const members = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(members.map(([name, member]) => [name.toLowerCase(), member as unknown]));
}

/** The body is not repeated, as Fabric CA would: it may hold a secret. */
function badBody(reason: string): HttpError {
  return new HttpError(400, CA_ERROR.badBody, `Invalid request body: ${reason}`);
}
