// SPDX-License-Identifier: Apache-2.0

/** Webhooks of one organisation. */
export const WEBHOOKS_MAX = 20;

/** Messages of one webhook that wait in the outbox; what follows stays on the ledger until some are sent. */
export const WAITING_MAX = 1_000;

/** Events that enter a webhook's outbox at a time. */
export const ENTERED_MAX = 200;

/** Attempts of one message; with the waits between them, some three hours. */
export const ATTEMPTS_MAX = 10;

/** Wait after the first attempt, how much longer each further wait is, and the longest one, in milliseconds. */
export const BACKOFF_MS_MIN = 5_000;
export const BACKOFF_FACTOR = 3;
export const BACKOFF_MS_MAX = 3_600_000;

/** Part of a wait that chance takes away or adds, so that many do not come at once. */
export const JITTER = 0.2;

/** Messages given up in a row after which a webhook is paused. */
export const DEAD_IN_A_ROW_MAX = 3;

/** How long a sender has a webhook to itself, in milliseconds: longer than any attempt. One that dies holds it up for so long. */
export const LEASE_MS = 30_000;

/** Webhooks that one gateway sends to at the same time. */
export const SENDING_MAX = 16;

/** How often it is looked for messages whose wait is over, in milliseconds. */
export const LOOK_MS = 1_000;

/** How long a former key signs beside its successor, in hours. */
export const KEY_OVERLAP_HOURS = 24;

/** Days that sent messages are listed, and those that were given up. */
export const SENT_KEPT_DAYS = 7;
export const DEAD_KEPT_DAYS = 30;

/** Deliveries on one page. */
export const DELIVERIES_PAGE_MAX = 100;
