// SPDX-License-Identifier: Apache-2.0
import { type ErrorEntry, GENERAL_ERRORS, MANIFESTS, TRANSACTIONS, type TransactionDefinition } from "@licet/domain";
import { type AnswerEntry, answerOf } from "@licet/gateway/errors/answers";
import { GATEWAY_ERRORS } from "@licet/gateway/errors/gateway-errors";
import { anchorOf } from "./markdown.js";

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
  return [
    INTRODUCTION,
    areaSection("Any transaction", ledgerAnswers(GENERAL_ERRORS)),
    ...MANIFESTS.map(({ title, errors }) => areaSection(title, ledgerAnswers(errors))),
    areaSection("Gateway", GATEWAY_ERRORS),
  ].join("\n");
}

function ledgerAnswers(errors: Readonly<Record<string, ErrorEntry>>): Readonly<Record<string, AnswerEntry>> {
  return Object.fromEntries(Object.entries(errors).map(([code, entry]) => [code, answerOf(entry)]));
}

function areaSection(title: string, answers: Readonly<Record<string, AnswerEntry>>): string {
  const sections = Object.entries(answers).map(([code, entry]) => errorSection(code, entry));
  return `## ${title}\n\n${sections.join("\n")}`;
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
