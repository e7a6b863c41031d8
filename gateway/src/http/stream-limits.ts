// SPDX-License-Identifier: Apache-2.0

/** Streams that one person has open at most. */
export const STREAMS_PERSON_MAX = 8;

/** Streams that one gateway has open at most. */
export const STREAMS_MAX = 2_000;

/** Time between comments that keep a quiet stream open, in milliseconds. Whether the reader is still signed in is asked then too. */
export const HEARTBEAT_MS = 15_000;

/** How long a reader may leave what was sent to them unread, in milliseconds. */
export const UNREAD_MS_MAX = 30_000;

/** How long a stream that has ended may take to send what it has left, in milliseconds. */
export const ENDING_MS_MAX = 1_000;

/** Events that are sent at a time, before it is asked again whether the reader keeps up. */
export const BATCH_MAX = 100;

/** What a client is told to wait before it connects again, in milliseconds. */
export const RECONNECT_MS = 2_000;
