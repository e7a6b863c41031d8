// SPDX-License-Identifier: Apache-2.0
import type { NeedEvidence, TransitionNeed } from "../shared/needs";

/** What shows that every need of every transition is met. */
export const ALL_SHOWN: Required<NeedEvidence> = {
  reason: "change-of-circumstances",
  "legal-basis": "Article 16 of Regulation (EU) 2021/821",
  "second-officer": { officer: "second", earlier: ["first"] },
  signature: { party: "GB-0001", address: `0x${"a1".repeat(20)}` },
  arithmetic: { counted: 2, toCount: 2 },
};

/** What does not show it, need by need. */
export const NOT_SHOWN: { readonly [N in TransitionNeed]: readonly NeedEvidence[N][] } = {
  reason: [undefined, "", " "],
  "legal-basis": [undefined, "", "\t"],
  "second-officer": [
    undefined,
    { officer: "first", earlier: ["first"] },
    { officer: "second", earlier: ["first", "second"] },
    { officer: "second", earlier: [] },
    { officer: "", earlier: ["first"] },
  ],
  signature: [
    undefined,
    { party: "", address: `0x${"a1".repeat(20)}` },
    { party: "GB-0001", address: "" },
    { party: "GB-0001", address: `0x${"a1".repeat(65)}` },
  ],
  arithmetic: [
    undefined,
    { counted: 1, toCount: 2 },
    { counted: 3, toCount: 2 },
    { day: "2026-11-26", lastDay: "2026-11-26" },
    { day: "2026-11-26", lastDay: "2026-11-27" },
  ],
};
