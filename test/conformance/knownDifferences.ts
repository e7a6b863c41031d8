// SPDX-License-Identifier: Apache-2.0
import { dirname, join } from "node:path";
import type { KnownDifferences } from "./compare.js";
import { suiteFile } from "./ledgers/files.js";

/** The page that shows the list to readers. */
export const KNOWN_DIFFERENCES_PAGE = join(dirname(dirname(suiteFile())), "docs", "reference", "known-differences.md");

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return ["None."];
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.map(cell).join(" | ")} |`);
}

/** Writes the page on what is known to differ from real Fabric. */
export function knownDifferencesPage(differences: KnownDifferences, fabric: string, cases: number): string {
  const known = differences.known
    .filter(({ ledger }) => ledger === "embedded")
    .map((one) => [one.behaviour, one.fabric, one.here, one.why, `\`${one.case}\``]);
  const leftOut = differences.leftOut.map((one) => [one.behaviour, one.fabric, one.here]);
  return [
    "# Known differences",
    "",
    `The conformance suite runs its ${cases} cases on real Fabric ${fabric}, records what it sees, and compares every`,
    "other run with that recording. Where the [embedded network](embedded-network.md) differs, the difference is fixed or",
    "stands here. This page is made from `test/conformance/knownDifferences.json`, and a test fails when an entry is",
    "missing or no longer true.",
    "",
    ...table(["behaviour", "real Fabric", "embedded network", "why", "case"], known),
    "",
    "## Not compared",
    "",
    "No case shows these, because real Fabric does not survive them.",
    "",
    ...table(["behaviour", "real Fabric", "embedded network"], leftOut),
    "",
  ].join("\n");
}
