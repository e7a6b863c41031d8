// SPDX-License-Identifier: Apache-2.0

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/i;

/** Whether a host name or address is this machine's own, reached from nowhere else. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}
