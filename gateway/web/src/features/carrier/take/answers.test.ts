// SPDX-License-Identifier: Apache-2.0
import { CustodyContent } from "@licet/domain/custody/schemas";
import { describe, expect, it } from "vitest";
import { agrees, ANSWERS, type Answers, findingsOf, questionsOf, sealStateOf, startOf } from "./answers";

const START = startOf({ seals: [{ number: "S1", source: "CAR" }], counts: [{ item: 1, packages: 4 }] });

describe("what is found when goods are taken over", () => {
  it.each([
    ["same", "whole", "intact"],
    ["same", "broken", "broken"],
    ["same", "unseen", "not-checked"],
    ["other", "whole", "not-checked"],
    ["other", "broken", "broken"],
    ["other", "unseen", "not-checked"],
    ["unreadable", "whole", "not-checked"],
    ["unreadable", "broken", "broken"],
    ["unreadable", "unseen", "not-checked"],
    ["none", undefined, "not-checked"],
    // Left over from before the answer was changed.
    ["none", "broken", "not-checked"],
  ] as const)("seals %s and %s are %s on the channel", (seals, whole, expected) => {
    expect(sealStateOf({ ...START, seals, ...(whole === undefined ? {} : { whole }) })).toBe(expected);
  });

  it("agrees only where it was counted and the seals are no others", () => {
    const agreeing = ANSWERS.seals.flatMap((seals) =>
      ANSWERS.counts.filter((counts) => agrees({ ...START, seals, counts })).map((counts) => `${seals}/${counts}`),
    );
    expect(agreeing).toEqual(["same/agree", "unreadable/agree"]);
  });

  it("is not asked whether a seal is whole that is not there", () => {
    expect(questionsOf({ seals: "none" })).toEqual(["seals", "counts", "reservations"]);
    expect(questionsOf({})).toHaveLength(4);
  });

  it("says nothing where nothing was found", () => {
    expect(
      findingsOf({ ...START, seals: "same", whole: "whole", counts: "agree", reservations: "none" }),
    ).toBeUndefined();
  });

  it("says what differs, and nothing of what was typed before the answer was changed", () => {
    const typed: Answers = {
      ...START,
      sealsFound: [{ number: "S2", source: "CAR" }],
      counted: [{ item: 1, packages: "3" }],
      remarks: "wet",
    };
    expect(findingsOf({ ...typed, seals: "same", counts: "agree", reservations: "none" })).toBeUndefined();
    const differing = findingsOf({ ...typed, seals: "other", counts: "differ", reservations: "some" });
    expect(CustodyContent.parse(differing)).toEqual({
      seals: [{ number: "S2", source: "CAR" }],
      counts: [{ item: 1, packages: 3 }],
      remarks: "wet",
    });
  });

  it("leaves out blank rows at the end, but wants a number where another seal is found", () => {
    const blank = { number: "", source: "" } as const;
    const found = (sealsFound: Answers["sealsFound"]): unknown => findingsOf({ ...START, seals: "other", sealsFound });
    expect(found([{ number: "S2", source: "CUS" }, blank])).toEqual({ seals: [{ number: "S2", source: "CUS" }] });
    expect(CustodyContent.safeParse(found([blank, blank])).success).toBe(false);
  });

  it.each(["", "-1", "1.5", "many"])("lets no count %j through", (packages) => {
    const content = findingsOf({ ...START, counts: "differ", counted: [{ item: 1, packages }] });
    expect(CustodyContent.safeParse(content).success).toBe(false);
  });
});
