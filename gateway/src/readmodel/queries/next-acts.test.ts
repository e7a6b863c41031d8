// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { AE, GB, OFFICER_1, OFFICER_2, person, PK } from "../../testing-readmodel/export-case.js";
import { isFor, nextActs, type Standing } from "./next-acts.js";

const standing = (status: string, content: Standing["content"] = {}, written = status): Standing => ({
  owner: GB,
  status,
  written,
  content,
});

describe("who has the ball", () => {
  it.each<[string, string, Standing, readonly string[]]>([
    ["an application that was submitted", "application", standing("submitted"), ["approve", "refuse"]],
    ["one that was approved", "application", standing("approved"), ["issue"]],
    ["one that was refused", "application", standing("refused"), []],
    ["a licence in use", "licence", standing("issued"), []],
    ["a suspended licence", "licence", standing("suspended"), ["reinstate", "revoke"]],
    ["a licence whose expiry nobody recorded", "licence", standing("expired", {}, "issued"), ["expire"]],
    ["a licence whose expiry is recorded", "licence", standing("expired"), []],
    ["an exhausted licence", "licence", standing("exhausted", {}, "issued"), []],
    ["a draft to be signed", "certificate", standing("draft", { type: "EUC" }), ["sign"]],
    ["a draft that nobody signs", "certificate", standing("draft", { type: "DVC" }), ["certify"]],
    ["a paper", "certificate", standing("draft", { type: "EUC", evidence: {} }), ["verify-paper"]],
    ["a signed one to be certified", "certificate", standing("end-user-signed", { type: "EUC" }), ["certify"]],
    ["a signed one that needs no state", "certificate", standing("end-user-signed", { type: "EUS" }), ["bind"]],
    ["a certified one", "certificate", standing("authority-certified", { type: "EUC" }), ["bind"]],
    ["a certified one that binds nothing", "certificate", standing("authority-certified", { type: "DVC" }), []],
    ["a certificate whose expiry nobody recorded", "certificate", standing("expired", {}, "bound"), ["expire"]],
    ["a consignment at home", "consignment", standing("registered"), ["release-for-export"]],
    ["one under way", "consignment", standing("released", { route: ["GBFXT", "AEJEA"] }), ["receive"]],
    ["one that arrived whole", "consignment", standing("received", { difference: "none" }), []],
    ["one that arrived short", "consignment", standing("received", { difference: "open" }), ["resolve"]],
    ["an open hold", "hold", standing("open"), ["release"]],
    ["a lapsed hold", "hold", standing("lapsed", {}, "open"), []],
    ["goods that nobody is offered", "custody-head", standing("in-custody"), []],
    ["a record without a table", "party", standing("active"), []],
  ])("of %s", (_, type, of, expected) => {
    expect(nextActs(type, of).map(({ act }) => act)).toEqual(expected);
  });

  it("names the state that has it, where that is another than the owner", () => {
    const [receive] = nextActs("consignment", standing("released", { route: ["GBFXT", "AEJEA"] }));
    expect(receive).toMatchObject({ organisation: AE, roles: ["customs-officer"] });
    const [bind] = nextActs("certificate", standing("authority-certified", { type: "EUC" }));
    expect(bind?.organisation).toBeUndefined();
  });

  it("is nobody's who began it, nor another organisation's or role's", () => {
    const [issue] = nextActs("application", standing("approved", { decision: { officer: OFFICER_1 } }));
    if (issue === undefined) throw new Error("nothing is awaited");
    const senior = person(GB, "senior-licensing-officer", { officer: OFFICER_2 });
    expect(isFor(senior, issue)).toBe(true);
    expect(isFor({ ...senior, officer: OFFICER_1 }, issue)).toBe(false);
    expect(isFor({ ...senior, role: "customs-officer" }, issue)).toBe(false);
    expect(isFor({ ...senior, role: undefined }, issue)).toBe(false);
    expect(isFor({ ...senior, organisation: PK }, issue)).toBe(false);
  });
});
