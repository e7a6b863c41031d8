// SPDX-License-Identifier: Apache-2.0
import { DOMAIN_FIELDS, domainFor, SIGNED_ACTS, type SignedAct } from "@licet/domain";
import { anchorOf, tableOf } from "./markdown.js";

const CHANNEL = "licet";

const INTRODUCTION = `# Signatures

What parties sign with keys of their own: typed data after EIP-712, which a wallet shows before it signs.
\`POST /v1/typed-data/{act}\` gives it ready for \`eth_signTypedData_v4\`, with its digest for devices that sign no more
than that. A signature is taken as 65 bytes r, s and v with v 27 or 28, with v 0 or 1 as hardware devices give it, or as
64 bytes in which the highest bit of s stands for v (EIP-2098). Its s lies in the lower half of the order (EIP-2).

This page is written by \`npm run docs\` from \`chaincode/domain/registries/signed-acts.ts\`.

## Domain
`;

/** The page of everything that is signed: the EIP-712 domain, and each act with its fields in their order. */
export function signaturesPage(): string {
  return [INTRODUCTION, domainTable(), "", ...Object.entries(SIGNED_ACTS).flatMap(actSection)].join("\n");
}

function domainTable(): string {
  const domain = domainFor(CHANNEL);
  const values: Readonly<Record<string, string>> = {
    name: `\`${domain.name}\``,
    version: `\`${domain.version}\``,
    salt: `SHA-256 over channel, slash and chaincode; for \`${CHANNEL}/licet\` it is \`${domain.salt}\``,
  };
  const rows = DOMAIN_FIELDS.map(({ name, type }) => [`\`${name}\``, `\`${type}\``, values[name] ?? ""]);
  return tableOf(["Field", "Type", "Value"], rows);
}

function actSection([name, { title, transaction, act }]: readonly [string, SignedAct]): string[] {
  const fields = act.types[act.primaryType] ?? [];
  return [
    `## ${title}`,
    "",
    `Act \`${name}\`, primary type \`${act.primaryType}\`, sent with [\`${transaction}\`](transactions.md#${anchorOf(transaction)}).`,
    "",
    tableOf(
      ["Field", "Type"],
      fields.map((field) => [`\`${field.name}\``, `\`${field.type}\``]),
    ),
    "",
  ];
}
