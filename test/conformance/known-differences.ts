// SPDX-License-Identifier: Apache-2.0
import { dirname, join } from "node:path";
import { allCases } from "./cases/all-cases.js";
import { readKnownDifferences, readRecorded } from "./compare.js";
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

/** Writes the page on what is known to differ. */
export function knownDifferencesPage(): string {
  const { known, leftOut } = readKnownDifferences();
  const [raft, bft] = [readRecorded("2.5").fabric, readRecorded("3.1").fabric];
  const ofEmbedded = known
    .filter(({ ledger }) => ledger === "embedded")
    .map((one) => [one.behaviour, one.fabric, one.here, one.why, `\`${one.case}\``]);
  const ofBft = known
    .filter(({ ledger }) => ledger === "3.1")
    .map((one) => [one.behaviour, one.fabric, one.here, one.why, `\`${one.case}\``]);
  const notRun = allCases.flatMap(({ id, title, leftOut: reasons }) =>
    Object.entries(reasons ?? {}).map(([ledger, reason]) => [`\`${id}\``, title, ledger, reason]),
  );
  return [
    "# Known differences",
    "",
    `The conformance suite runs its ${allCases.length} cases on real Fabric ${raft} with Raft, on ${bft} with SmartBFT and on the`,
    "[embedded network](embedded-network.md), and compares them. What 2.5 does is the reference; the embedded network",
    "follows it. Where a ledger differs, the difference is fixed or stands here. This page is made from",
    "`test/conformance/knownDifferences.json`, and a test fails when an entry is missing or no longer true. How the suite is",
    "run and what came out of it is told in [conformance](conformance.md).",
    "",
    "## Embedded network and Fabric 2.5",
    "",
    ...table(["behaviour", "Fabric 2.5", "embedded network", "why", "case"], ofEmbedded),
    "",
    "## Fabric 3.1 with SmartBFT and Fabric 2.5",
    "",
    ...table(["behaviour", "Fabric 2.5", "Fabric 3.1", "why", "case"], ofBft),
    "",
    "## Not run everywhere",
    "",
    ...table(["case", "behaviour", "not on", "why"], notRun),
    "",
    "## Not compared",
    "",
    "No case shows these, because real Fabric does not survive them.",
    "",
    ...table(
      ["behaviour", "real Fabric", "embedded network"],
      leftOut.map((one) => [one.behaviour, one.fabric, one.here]),
    ),
    "",
  ].join("\n");
}
