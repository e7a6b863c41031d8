// SPDX-License-Identifier: Apache-2.0
import { type AreaManifest, type EventDefinition, MANIFESTS, type TransactionDefinition } from "@licet/domain";
import { anchorOf, tableOf } from "./markdown.js";
import { fieldsOf } from "./schema-fields.js";

const INTRODUCTION = `# Events

What a recorded transaction tells everybody: one chaincode event each, whose payload is canonical JSON of the fields
below and \`version\`, the version of its form. Every member reads events, so that they hold public fields only; a rule
that announces anything else is refused.

This page is written by \`npm run docs\` from the manifests in \`chaincode/domain\`.
`;

/** The page of all events, by area, each with the transactions that set it. */
export function eventsPage(): string {
  return [INTRODUCTION, ...MANIFESTS.map(areaSection)].join("\n");
}

function areaSection({ title, events, transactions }: AreaManifest): string {
  const sections = Object.entries(events).map(([name, event]) => eventSection(name, event, transactions));
  return [`## ${title}`, "", ...sections].join("\n");
}

function eventSection(
  name: string,
  { version, payload }: EventDefinition,
  transactions: Readonly<Record<string, TransactionDefinition>>,
): string {
  const from = Object.values(transactions)
    .filter((definition) => definition.kind === "submit" && definition.event === name)
    .map((definition) => `[\`${definition.name}\`](transactions.md#${anchorOf(definition.name)})`);
  const rows = fieldsOf(payload).map((field) => [
    `\`${field.path}\``,
    field.type,
    field.required ? "yes" : "",
    field.description,
  ]);
  return [
    `### ${name}`,
    "",
    `Version ${version.toString()}, from ${from.join(", ")}.`,
    "",
    tableOf(["Field", "Type", "Always", "Meaning"], rows),
    "",
  ].join("\n");
}
