// SPDX-License-Identifier: Apache-2.0

/** What a review found to succeed, by its number there; every one has kinds of attack that prove the contrary. */
export const FINDINGS: Readonly<Record<number, string>> = {
  1: "one write-off serves two consignments",
  2: "custody is rolled back, or its seals, matters and custodian are rewritten",
  3: "a member's own authority mints another state's officers",
  4: "keys that nobody has proven decide",
  5: "a UCR is taken first, or answered in another's place",
  6: "holds and inspections of organisations without offices, or with absurd figures",
  7: "numbers are occupied in bulk, and officers kept from appointment",
  8: "a receipt in the destination's name; a bound certificate rewritten by one of two states",
  9: "a secret value computed from shared content, or asked out of refusals",
  10: "bookmarks that lead outside, content of nothing, undeclared transient input, weak salts",
  11: "four eyes with one person",
  12: "proposals dated back or ahead",
  13: "a cancelled release that is used after all",
  14: "one exporter amends another's declaration",
  15: "unfit parties take custody; compromised keys sign",
  16: "customs of a third state act at places that are not their own",
  17: "verifications that nobody computed",
  18: "seal numbers read by others",
  19: "names in logs and files that others may read",
};
