// SPDX-License-Identifier: Apache-2.0
import { TRANSACTIONS, type TransactionDefinition } from "@licet/domain";
import { z } from "zod";
import { anchorOf, tableOf } from "./markdown.js";
import { fieldsOf } from "./schema-fields.js";

const INTRODUCTION = `# Transactions

The chaincode's transactions by contract. Each takes one JSON object as its only argument and answers with canonical
JSON. What is submitted is public: its input and result stand in the block. Confidential parts travel in the transient
field \`confidential\` as \`{"parts": {…}, "evidence": {…}}\`, each a \`{"salt": …, "content": …}\`: _parts_ are written
into the owner's collection, _evidence_ is content of existing records that a rule needs, checked against the hash on the
channel.

Besides the errors that are listed, any transaction may answer with those that
[any transaction](errors.md#any-transaction) may, and with those about the [members](errors.md#members). Who has to
endorse is the function \`endorsedBy\` of each definition; [endorsement](../concepts/endorsement.md) says why.

This page is written by \`npm run docs\` from \`chaincode/domain\`.
`;

const definitions = Object.values<TransactionDefinition>(TRANSACTIONS);

/** The page of all transactions, by contract. */
export function transactionsPage(): string {
  const contracts = [...new Set(definitions.map(contractOf))];
  return [INTRODUCTION, ...contracts.map(contractSection)].join("\n");
}

function contractOf({ name }: TransactionDefinition): string {
  return name.slice(0, name.indexOf(":"));
}

function contractSection(contract: string): string {
  const own = definitions.filter((definition) => contractOf(definition) === contract);
  const overview = own.map(({ name, summary, kind, roles }) => [
    `[\`${name}\`](#${anchorOf(name)})`,
    summary,
    kind,
    roles === "any" ? "any" : roles.join(", "),
  ]);
  const table = tableOf(["Transaction", "What it does", "Kind", "Roles"], overview);
  return [`## ${contract}`, "", table, "", ...own.map(transactionSection)].join("\n");
}

function transactionSection(definition: TransactionDefinition): string {
  const lines = [`### ${definition.name}`, "", `${definition.summary}.`, ""];
  const fields = fieldsOf(definition.input);
  if (fields.length > 0) lines.push(fieldTable(fields), "");
  if (definition.kind === "submit") lines.push(...submitLines(definition));
  const errors = definition.errors.map((code) => `[${code}](errors.md#${anchorOf(code)})`);
  if (errors.length > 0) lines.push(`Errors: ${[...new Set(errors)].join(", ")}.`, "");
  return lines.join("\n");
}

function fieldTable(fields: ReturnType<typeof fieldsOf>): string {
  const rows = fields.map(({ path, type, required, description }) => [
    `\`${path}\``,
    type,
    required ? "yes" : "",
    description,
  ]);
  return tableOf(["Input", "Type", "Needed", "Meaning"], rows);
}

function submitLines(definition: Extract<TransactionDefinition, { kind: "submit" }>): readonly string[] {
  const lines = [`Event: \`${definition.event}\`.`, ""];
  for (const [name, schema] of Object.entries<z.ZodType>(definition.parts ?? {})) {
    const optional = definition.optionalParts?.includes(name) === true ? ", may be left out" : "";
    const rows = fieldsOf(schema).map(({ path, type, required, description }) => [
      `\`${path}\``,
      type,
      required ? "yes" : "",
      description,
    ]);
    lines.push(`Confidential part \`${name}\`${optional}:`, "");
    lines.push(tableOf(["Content", "Type", "Needed", "Meaning"], rows), "");
  }
  if (definition.evidence !== undefined) lines.push("Takes evidence.", "");
  if (definition.furtherEvidence !== undefined) {
    const { query, parts } = definition.furtherEvidence;
    const kinds = parts.map((part) => `\`${part}\``).join(", ");
    lines.push(`Takes further evidence (${kinds}), which \`${query}\` names, as \`kind/id/part\`.`, "");
  }
  return lines;
}
