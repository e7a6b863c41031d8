// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { bearingOf, Resubmissions, sendPatiently } from "./resubmission.js";

const NO_LEADER = "status=SERVICE_UNAVAILABLE, info=no leader";

async function sent(...answers: readonly (string | undefined)[]) {
  const resubmissions = new Resubmissions();
  const left = [...answers];
  const refusal = await sendPatiently(() => Promise.resolve(left.shift()), resubmissions);
  return { refusal, again: resubmissions.total, reasons: resubmissions.byReason, left: left.length };
}

describe("a client that bears a busy ordering service", () => {
  it.each([
    [NO_LEADER, "send again"],
    ["status=SERVICE_UNAVAILABLE, info=failed to submit request: request already processed", "taken"],
    ["status=FORBIDDEN, info=implicit policy evaluation failed", "final"],
  ])("reads %s as: %s", (refusal, bearing) => {
    expect(bearingOf(refusal)).toBe(bearing);
  });

  it("sends once what is taken at once", async () => {
    expect(await sent(undefined, "unused")).toEqual({ refusal: undefined, again: 0, reasons: {}, left: 1 });
  });

  it("sends again, and counts why", async () => {
    expect(await sent(NO_LEADER, NO_LEADER, undefined)).toMatchObject({ again: 2, reasons: { [NO_LEADER]: 2 } });
  });

  it("takes an earlier try that was ordered after all for taken", async () => {
    expect(await sent(NO_LEADER, "SERVICE_UNAVAILABLE: request already exists")).toMatchObject({
      refusal: undefined,
      again: 1,
    });
  });

  it("tells a refusal at once", async () => {
    expect(await sent("status=BAD_REQUEST", "unused")).toMatchObject({
      refusal: "status=BAD_REQUEST",
      again: 0,
      left: 1,
    });
  });
});
