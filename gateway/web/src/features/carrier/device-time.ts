// SPDX-License-Identifier: Apache-2.0
import { gatewayNow, type Session } from "../../api/session";

const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;

/** Now by the gateway's clock, since a telephone's may be wrong, with this device's offset: `2026-12-05T14:20:00.000+04:00`. */
export function localInstantNow(session: Pick<Session, "readAt" | "gatewayTime">): string {
  return localInstant(gatewayNow(session));
}

/** A moment with the offset that this device has then. */
export function localInstant(moment: Date): string {
  const offset = -moment.getTimezoneOffset();
  const local = new Date(moment.getTime() + offset * MINUTE_MS).toISOString().slice(0, -1);
  const size = Math.abs(offset);
  const digits = [Math.floor(size / HOUR_MINUTES), size % HOUR_MINUTES].map((each) => String(each).padStart(2, "0"));
  return `${local}${offset < 0 ? "-" : "+"}${digits.join(":")}`;
}
