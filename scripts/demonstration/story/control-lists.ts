// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { ControlEntry } from "@licet/domain";
import { chapterOf, outcomeOf, type Outcome, resultOf, type Stage } from "../step.js";

const EDITIONS = ["2022", "2025"] as const;
const chaincodeFolder = path.dirname(createRequire(import.meta.url).resolve("@licet/chaincode/package.json"));

interface EditionFile {
  readonly list: string;
  readonly edition: string;
  readonly validFrom: string;
  readonly attribution: string;
  readonly entries: readonly ControlEntry[];
}

interface Digest {
  readonly group: string;
  readonly count: number;
  readonly hash: string;
}

/** Both editions of the control list, as one officer adds them and a second publishes them. */
export const CONTROL_LIST_STEPS = chapterOf(
  "Control lists",
  EDITIONS.map((edition) => ({
    step: `publish-control-list-${edition}`,
    narration: `Annex I of the dual-use regulation, edition ${edition}, is added group by group and published by a second officer.`,
    run: (stage: Stage) => publish(stage, edition),
  })),
);

async function publish(stage: Stage, edition: string): Promise<Outcome> {
  const file = readEdition(edition);
  const listed = await stage.client.call("gbCustoms", "catalogue:ListEditions", { publisher: "GB", list: file.list });
  const items = listed.body["items"] as { edition: string }[] | undefined;
  if (items?.some((item) => item.edition === edition)) return { outcome: "accepted", says: "It is published already." };
  const reference = { publisher: "GB", list: file.list, edition };
  // The groups are records of their own, so that none waits for another's block.
  const added = await Promise.all(
    [...groupsOf(file.entries)].map(([group, entries]) =>
      stage.client.call("gbLicensingOfficer", "catalogue:AddGroup", { ...reference, group, entries }),
    ),
  );
  const refused = added.find(({ status }) => status >= 400);
  if (refused !== undefined) return outcomeOf(refused);
  const groups = added.map((answer) => resultOf<{ digest: Digest }>(answer).digest);
  const published = await stage.client.call("gbSeniorOfficer", "catalogue:PublishEdition", {
    ...reference,
    title: `Annex I to Regulation (EU) 2021/821, edition ${edition}`,
    source: file.attribution,
    validFrom: file.validFrom,
    groups,
  });
  return outcomeOf(published, ({ entryCount }) => `${String(entryCount)} entries in ${groups.length} groups.`);
}

function readEdition(edition: string): EditionFile {
  const file = path.join(chaincodeFolder, "data", "control-lists", `eu-annex-i-${edition}.json`);
  return JSON.parse(readFileSync(file, "utf8")) as EditionFile;
}

/** Entries by category and product group, in the list's order, without what the code says by itself. */
function groupsOf(entries: readonly ControlEntry[]): Map<string, ControlEntry[]> {
  const groups = new Map<string, ControlEntry[]>();
  for (const { code, title, parent } of entries) {
    const group = code.slice(0, 2);
    const entry = parent === undefined ? { code, title } : { code, title, parent };
    groups.set(group, [...(groups.get(group) ?? []), entry]);
  }
  return groups;
}
