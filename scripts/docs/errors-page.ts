// SPDX-License-Identifier: Apache-2.0
import { ERROR_AREAS, type ErrorEntry, TRANSACTIONS, type TransactionDefinition } from "@licet/domain";
import { type AnswerEntry, answerOf } from "@licet/gateway/dist/errors/answers.js";
import { GATEWAY_ERRORS } from "@licet/gateway/dist/errors/gateway-errors.js";
import { anchorOf } from "./markdown.js";

const AREA_TITLES: Readonly<Record<keyof typeof ERROR_AREAS, string>> = {
  general: "Any transaction",
  members: "Members",
  party: "Parties",
  catalogue: "Control lists",
  licence: "Licences",
  certificate: "Certificates",
  consignment: "Consignments",
  custody: "Custody",
  checkpoint: "Checkpoints",
  sharing: "Sharing",
};

const INTRODUCTION = `# Errors

Every refusal has a code of this list, whoever refuses. The chaincode's message is \`CODE: sentence {details}\`, because
Fabric passes only text on; the gateway answers with problem+json (RFC 9457) that holds code, title, details and what to
do next. The details hold the numbers or the values that differ, as far as the caller may see them.

_Retry_ says whether the same request may succeed when it is sent again unchanged.

This page is written by \`npm run docs\` from \`chaincode/domain/errors\`
and \`gateway/src/errors\`.
`;

/** The page of all errors, by area, each with the transactions that name it. */
export function errorsPage(): string {
  const areas = Object.entries(ERROR_AREAS).map(([area, errors]) => {
    const sections = Object.entries<ErrorEntry>(errors).map(([code, entry]) => errorSection(code, answerOf(entry)));
    return `## ${AREA_TITLES[area as keyof typeof ERROR_AREAS]}\n\n${sections.join("\n")}`;
  });
  const gateway = Object.entries<AnswerEntry>(GATEWAY_ERRORS).map(([code, entry]) => errorSection(code, entry));
  return [INTRODUCTION, ...areas, `## Gateway\n\n${gateway.join("\n")}`].join("\n");
}

function errorSection(code: string, entry: AnswerEntry): string {
  const named = transactionsNaming(code).map((name) => `[\`${name}\`](transactions.md#${anchorOf(name)})`);
  return [
    `### ${code}`,
    "",
    `${entry.title}. _HTTP ${entry.status.toString()}, retry: ${entry.retryable ? "yes" : "no"}._`,
    "",
    `Next: ${entry.next}`,
    "",
    ...(named.length === 0 ? [] : [`From: ${named.join(", ")}.`, ""]),
  ].join("\n");
}

function transactionsNaming(code: string): readonly string[] {
  return Object.values<TransactionDefinition>(TRANSACTIONS)
    .filter(({ errors }) => errors.some((error) => error === code))
    .map(({ name }) => name);
}
