// SPDX-License-Identifier: Apache-2.0
import { LicetError } from "@licet/domain";
import type { Request } from "express";
import { z } from "zod";
import { issuesOf, requireSound } from "../application/checked-input.js";
import { EventFilter } from "../application/live/event-filter.js";
import { DELIVERY_STATES } from "../application/webhooks/deliveries.js";
import { parametersOf } from "./input.js";

/** Values that an address has of one parameter, those joined by commas apart. */
const list = <T extends z.ZodType>(schema: T) =>
  z.preprocess(
    (values: unknown) => (Array.isArray(values) ? values.flatMap((value) => String(value).split(",")) : values),
    schema,
  );

/** The one value of a parameter. */
const one = <T extends z.ZodType>(schema: T) =>
  z.preprocess(
    (values: unknown): unknown => (Array.isArray(values) && values.length === 1 ? values[0] : values),
    schema,
  );

const flag = one(z.enum(["true", "false"]).transform((value) => value === "true"));

const { names, subjects, states, parties } = EventFilter.shape;

/** Parameters of a stream of events. */
const StreamQuery = z
  .strictObject({
    after: one(z.string()).optional(),
    name: list(names.unwrap()).optional(),
    subject: list(subjects.unwrap()).optional(),
    state: list(states.unwrap()).optional(),
    party: list(parties.unwrap()).optional(),
    mine: flag.optional(),
  })
  .transform(({ after, name, subject, state, party, mine }) => ({
    after,
    filter: { names: name, subjects: subject, states: state, parties: party, mine } satisfies EventFilter,
  }));

const NoticesQuery = z.strictObject({ unread: flag.optional(), before: one(z.uuid()).optional() });

const DeliveriesQuery = z.strictObject({
  state: one(z.enum(DELIVERY_STATES)).optional(),
  before: one(z.string().regex(/^\d{1,15}$/, "is no number"))
    .transform(Number)
    .optional(),
});

/** @throws {LicetError} INVALID_INPUT. */
export const streamQuery = (request: Request): z.output<typeof StreamQuery> => checkedQuery(StreamQuery, request);

/** @throws {LicetError} INVALID_INPUT. */
export const noticesQuery = (request: Request): z.output<typeof NoticesQuery> => checkedQuery(NoticesQuery, request);

/** @throws {LicetError} INVALID_INPUT. */
export const deliveriesQuery = (request: Request): z.output<typeof DeliveriesQuery> =>
  checkedQuery(DeliveriesQuery, request);

/**
 * The id that an address names.
 * @throws {LicetError} INVALID_INPUT.
 */
export function idIn(request: Request): string {
  return checked(z.uuid(), request.params["id"], "The address names no id.");
}

/**
 * A body by its schema.
 * @throws {LicetError} INVALID_INPUT.
 */
export function checkedBody<T extends z.ZodType>(schema: T, request: Request): z.output<T> {
  requireSound(request.body, "INVALID_INPUT", "The body is not valid.");
  return checked(schema, request.body ?? {}, "The body is not valid.");
}

function checkedQuery<T extends z.ZodType>(schema: T, request: Request): z.output<T> {
  const given = Object.fromEntries(parametersOf(request));
  requireSound(given, "INVALID_INPUT", "The parameters are not valid.");
  return checked(schema, given, "The parameters are not valid.");
}

function checked<T extends z.ZodType>(schema: T, value: unknown, sentence: string): z.output<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new LicetError("INVALID_INPUT", sentence, { issues: issuesOf(parsed.error) });
}
