// SPDX-License-Identifier: Apache-2.0
import type { Person } from "@licet/gateway/testing-http/app-under-test";

/** Who asks for a thing; what is kept for people is the first one's. */
export const ASKERS = {
  "the own officer": "licensing1@GBAuthorityMSP",
  "the own party": "exporter1@GBAuthorityMSP",
  "a competitor": "exporter2@GBAuthorityMSP",
  "somebody without a role": "nobody1@GBAuthorityMSP",
  "another state's officer": "customs1@AEAuthorityMSP",
  "a stranger's carrier": "carrier1@CarriersMSP",
} as const satisfies Readonly<Record<string, Person>>;

/** One of those who ask. */
export type Asker = keyof typeof ASKERS;

/** What is answered about something that is not there, and about something that is: `404 NOT_FOUND`, `200`. */
export type Told = readonly [absent: string, there: string];

/** What is told to each who asks. */
export type ToldTo = Readonly<Record<Asker, Told>>;

/** Values of a route's parameters. */
export type Place = Readonly<Record<string, string>>;

/** A route that names one thing on the channel, which every member holds: that it exists is public. */
export interface ChannelRow {
  readonly absent: Place;
  readonly there: Place;
  readonly told: ToldTo;
}

/** The same answers to everybody who is not named otherwise. */
export function everybody(told: Told, but: Readonly<Partial<Record<Asker, Told>>> = {}): ToldTo {
  return { ...(Object.fromEntries(Object.keys(ASKERS).map((asker) => [asker, told])) as ToldTo), ...but };
}

const FIRST_OF = "first of ";

/** Stands for the reference of the first record of a type, of those whose references follow from transactions. */
export function firstOf(type: string): string {
  return `${FIRST_OF}${type}`;
}

/** The type of record that a place's value stands for the first one of. */
export function typeOfFirst(value: string): string | undefined {
  return value.startsWith(FIRST_OF) ? value.slice(FIRST_OF.length) : undefined;
}
