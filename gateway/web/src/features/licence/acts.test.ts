// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import type { LicenceView } from "../../api/licensing";
import { actsOn } from "./acts";

function view(status: string, effectiveStatus = status): LicenceView {
  return { licence: { status }, effectiveStatus } as LicenceView;
}

describe("acts that are offered on a licence", () => {
  it.each([
    ["issued", "issued", "senior-licensing-officer", ["suspend", "amend", "revoke", "cancel"]],
    ["issued", "issued", "licensing-officer", ["amend", "revoke", "cancel"]],
    ["suspended", "suspended", "senior-licensing-officer", ["amend", "reinstate", "revoke", "cancel"]],
    ["issued", "expired", "licensing-officer", ["amend", "revoke", "cancel", "expire"]],
    ["expired", "expired", "senior-licensing-officer", []],
    ["revoked", "revoked", "senior-licensing-officer", []],
    ["surrendered", "surrendered", "licensing-officer", []],
  ])("written %s, now %s, for a %s", (status, effective, role, acts) => {
    expect(actsOn(view(status, effective), role)).toEqual(acts);
  });
});
