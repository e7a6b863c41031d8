// SPDX-License-Identifier: Apache-2.0
import type { Session } from "./session";

/** When the gateway last answered a request of the session, by this device's clock: each keeps it open for as long again. */
let usedAt = 0;

/** Notes that the gateway has answered a request of the session. */
export function noteUse(): void {
  usedAt = Date.now();
}

/** When a session ends, by this device's clock, and whether using it moves that. */
export interface SessionEnd {
  readonly at: Date;
  readonly canGoOn: boolean;
}

/** When a session ends; undefined where it does not end by itself. The two clocks may differ: only lengths of time are taken over. */
export function sessionEnd({ session, readAt, gatewayTime }: Session): SessionEnd | undefined {
  if (session === null) return undefined;
  const idleMs = Date.parse(session.idleEndsAt) - gatewayTime;
  const wholeMs = Date.parse(session.endsAt) - gatewayTime;
  const idleEnd = Math.max(usedAt, readAt) + idleMs;
  const end = readAt + wholeMs;
  return idleEnd < end ? { at: new Date(idleEnd), canGoOn: true } : { at: new Date(end), canGoOn: false };
}
