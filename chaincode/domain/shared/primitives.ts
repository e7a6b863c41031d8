// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { folded } from "./folded";

/** SHA-256 in lower-case hexadecimal, 64 characters, without prefix. */
export const Hash = z
  .string()
  .regex(/^[0-9a-f]{64}$/, "a hash is 64 lower-case hexadecimal characters")
  .describe("SHA-256, lower-case hexadecimal");
export type Hash = z.infer<typeof Hash>;

/** MSP id of an organisation of the consortium. */
export const MspId = z
  .string()
  .regex(/^[A-Za-z0-9.-]{2,64}$/, "an MSP id has 2 to 64 letters, digits, dots or hyphens");
export type MspId = z.infer<typeof MspId>;

/** ISO 3166-1 alpha-2 country code. */
export const CountryCode = z.string().regex(/^[A-Z]{2}$/, "a country is its ISO 3166-1 alpha-2 code, such as GB");

/** UN/LOCODE: country and three characters, such as GBFXT. The digits 0 and 1 are not used for new ones, and old ones have them. */
export const UnLocode = z.string().regex(/^[A-Z]{2}[A-Z0-9]{3}$/, "a place is its UN/LOCODE, such as GBFXT");

/** Customs office code (NCTS, UCC): country and six characters, such as GB000051. */
export const CustomsOffice = z
  .string()
  .regex(/^[A-Z]{2}[A-Z0-9]{6}$/, "a customs office is eight characters, such as GB000051");

/** Longest instant, in characters: to the nanosecond and with an offset. A record is no longer than its fields are. */
const INSTANT_CHARACTERS_MAX = 35;

/** Instant in UTC with seconds or milliseconds, RFC 3339 with Z. */
export const Instant = z.iso
  .datetime()
  .max(INSTANT_CHARACTERS_MAX)
  .describe("RFC 3339 instant in UTC, such as 2026-11-23T10:00:00Z");

/** Instant with the local offset kept (EPCIS eventTime with eventTimeZoneOffset). */
export const LocalInstant = z.iso
  .datetime({ offset: true })
  .max(INSTANT_CHARACTERS_MAX)
  .describe("RFC 3339 instant with its offset");

/** Calendar day, ISO 8601. Legal validity is by calendar day in UTC. */
export const Day = z.iso.date().describe("calendar day, YYYY-MM-DD");

/** Free text that people wrote, trimmed, 1 to `max` characters. */
export function text(max: number): z.ZodString {
  return z.string().trim().min(1).max(max);
}

/**
 * Unique consignment reference, at most 35 characters (WCO UCR; HMRC DUCR and MUCR), normalised: spaces removed, upper case. A master
 * reference has a colon where it is an air waybill's (A:12345678901) or a community system's (C:ABC123).
 */
export const Ucr = z
  .string()
  .overwrite(folded)
  .regex(/^[0-9A-Z][0-9A-Z():/-]{0,34}$/, "a UCR has 1 to 35 letters, digits, hyphens, slashes, colons or brackets")
  .describe("unique consignment reference; spaces and letter case do not matter");

/** Part of a declaration UCR (HMRC DUCR part): up to three digits and a check letter, in practice letters too; normalised as the UCR is. */
export const UcrPart = z
  .string()
  .overwrite(folded)
  .regex(/^[0-9A-Z]{1,4}$/, "a UCR's part has one to four letters and digits, such as 1, 001A or DEF")
  .describe("part of the UCR, where several consignments share it");

/** Movement reference number: year, country, 13 characters and a check character (18 characters). */
export const Mrn = z
  .string()
  .regex(/^[0-9]{2}[A-Z]{2}[A-Z0-9]{14}$/, "an MRN has 18 characters: year, country, 14 letters or digits");

/** How many records a page holds at most. */
export const PAGE_SIZE_MAX = 100;

/** Input of every query that answers with pages. */
export const PageRequest = {
  pageSize: z.int().min(1).max(PAGE_SIZE_MAX).default(25).describe("records a page, 1 to 100"),
  bookmark: z.string().max(1024).default("").describe("where the page before ended; empty for the first"),
} as const;

/** Shape of every query's page. */
export function pageOf<T extends z.ZodType>(item: T): z.ZodObject<{ items: z.ZodArray<T>; bookmark: z.ZodString }> {
  return z.strictObject({ items: z.array(item), bookmark: z.string().describe("empty when this is the last page") });
}
