// SPDX-License-Identifier: Apache-2.0
import { type AreaManifest, type DisclosureRule, MANIFESTS, type TransitionTable } from "@licet/domain";
import { tableOf } from "./markdown.js";
import { fieldsOf } from "./schema-fields.js";

const INTRODUCTION = `# Records

What lies on the channel, area by area: the type of its keys, and the fields that every member can read. A record's key
holds nothing but its address ([ownership proofs](../decisions/0006-ownership-proof.md)); around the record stand the
version of its form and, where it is listed, its place. Confidential parts lie in collections of the organisations
concerned, with a salted hash in the record's \`commitments\`.

This page is written by \`npm run docs\` from the manifests in \`chaincode/domain\`.
`;

/** The page of all records and confidential parts, by area. */
export function recordsPage(): string {
  return [INTRODUCTION, ...MANIFESTS.filter(({ records }) => Object.keys(records).length > 0).map(areaSection)].join(
    "\n",
  );
}

function areaSection({ title, records, parts, transitions }: AreaManifest): string {
  const sections = Object.entries(records).map(([type, record]) => {
    const rows = fieldsOf(record.schema).map((field) => [
      `\`${field.path}\``,
      field.type,
      field.required ? "yes" : "",
      field.description,
    ]);
    return [
      `### ${record.title}`,
      "",
      `Key type \`${type}\`.`,
      "",
      tableOf(["Field", "Type", "Always", "Meaning"], rows),
      "",
    ].join("\n");
  });
  return [`## ${title}`, "", ...sections, ...partsTable(parts), ...statusTables(transitions)].join("\n");
}

function partsTable(parts: Readonly<Record<string, Readonly<Record<string, DisclosureRule>>>>): string[] {
  const rows = Object.entries(parts).flatMap(([kind, named]) =>
    Object.entries(named).map(([part, { readers, carriers }]) => [
      `\`${kind}.${part}\``,
      readers.join(", "),
      carriers ? "yes" : "no",
    ]),
  );
  if (rows.length === 0) return [];
  return [tableOf(["Confidential part", "Roles that may read it", "May go to carriers' organisations"], rows), ""];
}

function statusTables(transitions: AreaManifest["transitions"]): string[] {
  return Object.entries<TransitionTable<string, string>>(transitions).flatMap(([what, table]) => {
    const rows = table.map(({ from, action, to, who, needs }) => [from, action, to, who.join(", "), needs.join(", ")]);
    return [`Status of ${what}:`, "", tableOf(["From", "Action", "To", "Roles", "Needs"], rows), ""];
  });
}
