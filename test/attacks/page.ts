// SPDX-License-Identifier: Apache-2.0
import path from "node:path";
import { projectRoot } from "@licet/scripts/lib/paths";
import { CATALOGUE } from "./catalogue/catalogue.js";
import { FINDINGS } from "./catalogue/findings.js";
import { type Attack, type Group, GROUPS } from "./catalogue/types.js";
import { describeDefence } from "./run.js";

/** The page that shows the catalogue to readers. */
export const ATTACKS_PAGE = path.join(projectRoot, "docs", "reference", "attacks.md");

const TITLES: Readonly<Record<Group, string>> = {
  "member-alone": "A member alone",
  "member-and-accomplice": "A member with accomplices",
  user: "A user",
  outsider: "An outsider",
};

const CODES_SHOWN = 4;

/** Writes the page on the catalogue of attacks. */
export function attacksPage(): string {
  const kinds = kindsOf(CATALOGUE);
  const accepted = kinds.filter(([{ expected }]) => expected.as === "accepted");
  return [
    "# Attacks",
    "",
    "Licet is attacked by its own tests: a hostile organisation that endorses write sets which no chaincode made, mints",
    "certificates with its own authority and claims times of its own; users who cheat; outsiders with no certificate.",
    `The catalogue has ${kinds.length} kinds and ${CATALOGUE.length} attacks. Kinds that run over all record types, transactions, roles, parts and`,
    "lists are made from the chaincode's own tables, and a test fails where a new one has no row. What each principle",
    "asks is told in [trust](../concepts/trust.md).",
    "",
    "```sh",
    "npm run attacks -- --ledger embedded",
    "npm run attacks -- --ledger 2.5 --seed 7 --json",
    "npm run attacks -- --junk",
    "npm run attacks -- --random --transactions 5000 --seed 1",
    "```",
    "",
    "An attack is _refused_ by Fabric (its validation code) or by the chaincode (its error code); or it lies on the ledger",
    "_without effect_: no answer of an honest peer to any query about an honest world changes, and honest acts come out",
    "as before; or it is _detected_ by whoever relies on the record. It has succeeded otherwise, and then the exit status",
    "is 1. `npm test` plays a part that a seed chooses on each ledger that is found, `npm run test:full` everything.",
    "",
    ...GROUPS.flatMap((group) => [
      `## ${TITLES[group]}`,
      "",
      ...table(
        ["kind", "what", "principle", "answers", "attacks", "expected"],
        kinds.filter(([attack]) => attack.group === group).map(rowOf),
      ),
      "",
    ]),
    "## Accepted",
    "",
    "What no design here can exclude, with its bound:",
    "",
    ...accepted.map(([attack]) => {
      const { expected, kind, what } = attack;
      return `- \`${kind}\`: ${what}. ${expected.as === "accepted" ? sentence(expected.reason) : ""}`;
    }),
    "",
    "## What the review found",
    "",
    ...table(
      ["number", "what succeeded", "kinds"],
      Object.entries(FINDINGS).map(([number, title]) => [
        number,
        title,
        kinds.flatMap(([{ kind, finding }]) => (finding === Number(number) ? [`\`${kind}\``] : [])).join(", "),
      ]),
    ),
    "",
  ].join("\n");
}

/** Each kind's first attack with how many there are. */
function kindsOf(attacks: readonly Attack[]): readonly (readonly [Attack, number])[] {
  const byKind = new Map<string, Attack[]>();
  for (const attack of attacks) byKind.set(attack.kind, [...(byKind.get(attack.kind) ?? []), attack]);
  return [...byKind.values()].flatMap((all) => (all[0] === undefined ? [] : [[all[0], all.length] as const]));
}

function rowOf([attack, count]: readonly [Attack, number]): readonly string[] {
  const { kind, what, principle, finding, expected } = attack;
  const answers = finding === undefined ? "" : (FINDINGS[finding] ?? "");
  return [
    `\`${kind}\``,
    what,
    principle.toString(),
    answers,
    count.toString(),
    defenceOf(attack) ?? describeDefence(expected),
  ];
}

/** Codes in code type, and no more of them than fit. */
function defenceOf({ expected }: Attack): string | undefined {
  if (expected.as !== "refused" && expected.as !== "detected")
    return expected.as === "accepted" ? "accepted" : undefined;
  const codes = expected.by.filter((code) => /^[A-Z][A-Z_]+$/.test(code)).map((code) => `\`${code}\``);
  const shown = codes.slice(0, CODES_SHOWN).join(", ");
  return `${expected.as} by ${shown === "" ? "Fabric" : shown}${codes.length > CODES_SHOWN ? " and others" : ""}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [head, head.map(() => "---"), ...rows].map(
    (cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`,
  );
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
