// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import type { LedgerIdentity } from "../../ports/ledger.js";
import { type SubjectEntry, Subjects } from "./subjects.js";

const ISSUER = "https://provider.example";
const people = new Map(["a@AMSP", "b@AMSP"].map((label) => [label, { label } as LedgerIdentity]));
const row = (subject: string, enrolment: string, issuer = ISSUER): SubjectEntry => ({ issuer, subject, enrolment });

describe("the table of subjects", () => {
  it("says whom a subject acts as, of its own provider only", () => {
    const subjects = new Subjects([row("one", "a@AMSP"), row("two", "b@AMSP")], ISSUER, people);
    expect(subjects.find(ISSUER, "one")?.label).toBe("a@AMSP");
    expect(subjects.find(ISSUER, "three")).toBeUndefined();
    expect(subjects.find("https://evil.example", "one")).toBeUndefined();
  });

  it.each<[string, readonly SubjectEntry[], RegExp]>([
    ["gives a subject two enrolments", [row("one", "a@AMSP"), row("one", "b@AMSP")], /row 2 gives subject one.*a@AMSP/],
    ["has a row twice", [row("one", "a@AMSP"), row("one", "a@AMSP")], /row 2/],
    ["gives an enrolment to two subjects", [row("one", "a@AMSP"), row("two", "a@AMSP")], /one person/],
    ["names somebody who is not enrolled", [row("one", "nobody@AMSP")], /nobody@AMSP/],
    ["is another provider's", [row("one", "a@AMSP", "https://other.example")], /other\.example/],
  ])("is refused at the start where it %s", (_, rows, message) => {
    expect(() => new Subjects(rows, ISSUER, people)).toThrow(message);
  });

  it("is refused with every row that is wrong", () => {
    const rows = [row("one", "nobody@AMSP"), row("two", "a@AMSP"), row("two", "b@AMSP")];
    expect(() => new Subjects(rows, ISSUER, people)).toThrow(/row 1 .*\n.*row 3 /);
  });
});
