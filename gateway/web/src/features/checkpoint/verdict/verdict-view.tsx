// SPDX-License-Identifier: Apache-2.0
import type { Presented } from "@licet/domain/checkpoint/schemas";
import type { ReactElement, ReactNode } from "react";
import type { CheckAnswer } from "../../../components/check-row";
import { CheckList } from "../../../components/check-list";
import type { Fact } from "../../../components/facts";
import { gravestFirst, outcomeOf } from "../../../components/outcome";
import { Plate } from "../../../components/plate";
import { Ref } from "../../../components/ref";
import { useLedgerWords } from "../../../shared/ledger-words";
import type { WordKey } from "../../../words/areas";
import { textOf } from "../../../words/dictionary";
import { useFormats, useLanguage, useWords } from "../../../words/use-words";
import { ageOf, isOld, type Moment } from "./age";
import { factsOf, mayShowNumbers, missingChecks, plateOf, type Standing, type Verdict } from "./shown";
import { useMoment } from "./use-moment";
import type { Verified } from "./use-verdict";
import { todoCodeOf } from "./todo";

/** The ledger speaks English only; where the page speaks another language its sentences are marked as such. */
const LEDGER_LANGUAGE = "en";

interface VerdictPlateProps extends Standing {
  readonly answer: Verified | undefined;
  readonly actions?: ReactNode;
}

/** The plate of an answer, from the first moment on. */
export function VerdictPlate({ answer, actions, ...standing }: VerdictPlateProps): ReactElement {
  const t = useWords();
  const formats = useFormats();
  const codeWords = useCodeWords();
  const now = useMoment();
  const old = answer !== undefined && isOld(answer.arrival, now) ? formats.ago(...spanOf(answer, now)) : undefined;
  const state = plateOf(answer, { ...standing, isUnconfirmed: standing.isUnconfirmed || old !== undefined });
  return (
    <Plate
      state={state}
      reasons={[...doubts(t, answer, standing, old), ...reasonsOf(answer, codeWords)]}
      asked={answer === undefined ? t("checkpoint.asking") : askedWords(t, formats, answer)}
      actions={actions}
    />
  );
}

/** From when an answer was true until now, by the device's clock. */
function spanOf({ arrival }: Verified, now: Moment): [Date, Date] {
  return [new Date(now.clock - ageOf(arrival, now)), new Date(now.clock)];
}

function doubts(
  t: ReturnType<typeof useWords>,
  answer: Verified | undefined,
  standing: Standing,
  old: string | undefined,
): readonly string[] {
  if (old !== undefined) return [t("checkpoint.old", { age: old })];
  if (standing.isUnconfirmed) return [t(answer === undefined ? "checkpoint.noAnswer" : "checkpoint.unconfirmed")];
  return standing.isEarlier ? [t("checkpoint.askingAgain")] : [];
}

function reasonsOf(answer: Verified | undefined, codeWords: (verdict: Verdict) => string): readonly string[] {
  const open = (answer?.verdicts ?? [])
    .map((verdict) => ({ verdict, outcome: outcomeOf(verdict) }))
    .filter(({ outcome }) => outcome !== "pass" && outcome !== "na");
  return gravestFirst(open).map(({ verdict }) => codeWords(verdict));
}

function askedWords(
  t: ReturnType<typeof useWords>,
  { moment, integer }: ReturnType<typeof useFormats>,
  { at, freshness }: Verified,
): string {
  const block = freshness?.block;
  return block === undefined
    ? t("checkpoint.asked", { moment: moment(at) })
    : t("checkpoint.askedBlock", { moment: moment(at), block: integer(block) });
}

/** What a code says in the page's language; a code that has no words here speaks by the ledger's own sentence. */
function useCodeWords(): (verdict: Verdict) => string {
  const t = useWords();
  const language = useLanguage();
  return ({ code, sentence }) => {
    const key = `checkpoint.code.${code}`;
    return textOf(language, key) === undefined ? sentence : t(key as WordKey);
  };
}

interface VerdictRowsProps {
  readonly answer: Verified;
  readonly presented: Presented;
}

/** Every check, the gravest first, with what is the case, the numbers, what to do and whom to call. */
export function VerdictRows({ answer, presented }: VerdictRowsProps): ReactElement {
  const t = useWords();
  const toAnswer = useToAnswer(answer, presented);
  const missing: CheckAnswer[] = missingChecks(answer.verdicts).map((check) => ({
    id: check,
    outcome: "wait",
    check: t(`checkpoint.check.${check}`),
    says: t("checkpoint.notAnswered"),
  }));
  return <CheckList answers={[...answer.verdicts.map(toAnswer), ...missing]} />;
}

function useToAnswer(answer: Verified, presented: Presented): (verdict: Verdict) => CheckAnswer {
  const t = useWords();
  const codeWords = useCodeWords();
  const todo = useTodo();
  const factsFor = useFacts(presented);
  const contact = answer.holds.find((hold) => hold.contact !== undefined)?.contact;
  return (verdict) => {
    const { check, code, action } = verdict;
    return {
      id: `${check}/${code}`,
      outcome: outcomeOf(verdict),
      check: t(`checkpoint.check.${check}`),
      says: <Says words={codeWords(verdict)} sentence={verdict.sentence} />,
      facts: factsFor(verdict),
      ...todo(action),
      code,
      ...(check === "holds-and-findings" && contact !== undefined ? { call: callOf(contact) } : {}),
    };
  };
}

/** What to do in the page's words; in the ledger's where this release has none. */
function useTodo(): (action: string) => Pick<CheckAnswer, "todo" | "todoLanguage"> {
  const t = useWords();
  const language = useLanguage();
  return (action) => {
    const key = `checkpoint.todo.${todoCodeOf(action) ?? ""}`;
    if (textOf(language, key) === undefined) return { todo: action, todoLanguage: LEDGER_LANGUAGE };
    return { todo: t(key as WordKey) };
  };
}

/** A desk and its number, as whoever placed a hold wrote them in one line. */
function callOf(contact: string): { desk: string; number?: string } {
  const number = /\+?[0-9][0-9 ()./-]{4,}$/.exec(contact)?.[0];
  if (number === undefined) return { desk: contact };
  return { desk: contact.slice(0, -number.length).replace(/[,:; ]+$/, ""), number };
}

function useFacts(presented: Presented): (verdict: Verdict) => readonly Fact[] {
  const t = useWords();
  const labelFor = useFactWords();
  const { quantity } = useFormats();
  return (verdict) => {
    if (!mayShowNumbers(verdict.check, presented)) {
      return [{ label: t("checkpoint.recorded"), value: t(`checkpoint.blind.${verdict.check as "seals"}`) }];
    }
    return factsOf(verdict, quantity).map(({ name, text }) => ({
      label: labelFor(name) ?? name,
      value: <Ref wrap>{text}</Ref>,
    }));
  };
}

/** What is the case in the page's words, and below them the ledger's own sentence. */
function Says({ words, sentence }: { readonly words: string; readonly sentence: string }): ReactElement {
  return (
    <>
      {words !== sentence && words}
      <span className="verdict-ledger" lang={LEDGER_LANGUAGE} dir="auto">
        {sentence}
      </span>
    </>
  );
}

/** Label of a fact: the checkpoint's word for it, or the ledger's; undefined where there is none. */
function useFactWords(): (name: string) => string | undefined {
  const t = useWords();
  const words = useLedgerWords();
  const language = useLanguage();
  return (name) => {
    const key = `checkpoint.fact.${name}`;
    return textOf(language, key) === undefined ? words.field(name) : t(key as WordKey);
  };
}
