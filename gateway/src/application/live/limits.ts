// SPDX-License-Identifier: Apache-2.0

/** Days that a check, and what was noticed of it, is kept. */
export const CHECK_KEPT_DAYS = 90;

/** Checks that wait to be written at most; where the database cannot keep up, further ones are counted as not kept. */
export const CHECKS_WAITING_MAX = 10_000;

/** Checks that are written in one statement. */
export const CHECKS_WRITTEN_MAX = 500;

/** Checks that are looked up in one step, to find out what they rest on. */
export const CHECKS_EXPANDED_MAX = 500;

/** Events that are followed in one step. */
export const EVENTS_STEP_MAX = 500;

/** Newest items that are kept in memory for whoever listens. */
export const RECENT_ITEMS_MAX = 1_000;

/** Events that are looked through at most for one page: a filter that nothing fits gives an empty page that says how far it looked. */
export const SCANNED_MAX = 5_000;

/** How often the database is asked whether another gateway went on, in milliseconds. */
export const POLL_MS = 1_000;

/** How often what is too old is removed, in milliseconds. */
export const PURGE_EVERY_MS = 3_600_000;

/** Notices on one page. */
export const NOTICES_PAGE_MAX = 100;
