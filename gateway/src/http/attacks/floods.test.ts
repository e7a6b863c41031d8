// SPDX-License-Identifier: Apache-2.0
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { AppUnderTest, type Person } from "../../testing-http/app-under-test.js";
import { TokenVerifier } from "../auth/tokens.js";

const PERSON: Person = "customs1@GBAuthorityMSP";
const COLLEAGUE: Person = "registrar1@GBAuthorityMSP";
const PER_MINUTE = 5;

let app: AppUnderTest;
beforeAll(async () => {
  app = await AppUnderTest.start({ requestsPerMinute: PER_MINUTE });
});
afterAll(() => app.stop());
afterEach(() => void vi.restoreAllMocks());

describe("a flood of tokens that are not good, from one address", () => {
  it("has as many signatures checked as an address has requests, and none after that", async () => {
    const known = await app.token(PERSON);
    const sendWith = (token: string): Promise<{ readonly status: number }> =>
      app.send(undefined, "/v1/session", { headers: { Authorization: `Bearer ${token}` } });
    expect((await sendWith(known)).status).toBe(200);

    const verified = vi.spyOn(TokenVerifier.prototype, "verified");
    const statuses: number[] = [];
    for (let sent = 0; sent < 4 * PER_MINUTE; sent += 1)
      statuses.push((await sendWith(`${known.slice(0, -6)}${sent.toString().padStart(6, "A")}`)).status);
    expect(statuses).toEqual([...Array<number>(PER_MINUTE).fill(401), ...Array<number>(3 * PER_MINUTE).fill(429)]);
    expect(verified).toHaveBeenCalledTimes(PER_MINUTE);

    // Who was known before is not kept out; a token that was not seen before waits until the minute is over.
    expect((await sendWith(known)).status).toBe(200);
    expect((await app.send(COLLEAGUE, "/v1/session")).status).toBe(429);
  });
});
