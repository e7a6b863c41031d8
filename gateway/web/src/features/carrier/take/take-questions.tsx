// SPDX-License-Identifier: Apache-2.0
import { CustodyContent } from "@licet/domain/custody/schemas";
import { type ReactElement, useEffect, useId, useMemo, useRef, useState } from "react";
import type { Proposal } from "../../../api/custody";
import { Button } from "../../../components/button";
import { ErrorSummary } from "../../../components/form";
import { type FieldError, FormContext } from "../../../components/form-context";
import { AnsweredQuestion, Question, Steps } from "../../../components/question";
import { useWords } from "../../../words/use-words";
import { isOpen, type Outbox } from "../outbox";
import { AnswerDetail } from "./answer-detail";
import { ANSWERS, type Answers, findingsOf, type QuestionName, questionsOf, startOf } from "./answers";
import { fieldErrorsOf } from "./field-errors";
import type { Stated } from "./stated";
import { StatedFacts } from "./stated-facts";
import { TakeReview } from "./take-review";

interface TakeQuestionsProps {
  readonly proposal: Proposal;
  readonly stated: Stated;
  readonly outbox: Outbox;
}

/** One question a screen, the answer before it above; then the review. What was answered stays while one goes back and forth. */
export function TakeQuestions({ proposal, stated, outbox }: TakeQuestionsProps): ReactElement {
  const [answers, setAnswers] = useState<Answers>(() => startOf(stated));
  const [at, setAt] = useState(0);
  const t = useWords();
  const heading = useId();
  const box = useFocusOn(at);
  const asked = questionsOf(answers);
  const name = asked[at];
  const locked = isOpen(outbox.entries);
  const before = asked[at - 1];
  return (
    <section className="stack hand" ref={box} tabIndex={-1} aria-labelledby={heading}>
      <h2 className="vh" id={heading}>
        {t("carrier.take.questions")}
      </h2>
      <Steps now={at + 1} of={asked.length + 1} />
      {before !== undefined && !locked && <Answered name={before} answers={answers} onChange={() => setAt(at - 1)} />}
      {name === undefined ? (
        <TakeReview
          proposal={proposal}
          stated={stated}
          answers={answers}
          outbox={outbox}
          onBack={() => setAt(at - 1)}
        />
      ) : (
        <Asking
          key={name}
          name={name}
          now={at + 1}
          of={asked.length + 1}
          stated={stated}
          answers={answers}
          onChange={setAnswers}
          onMove={(by) => setAt(at + by)}
        />
      )}
    </section>
  );
}

interface AskingProps {
  readonly name: QuestionName;
  readonly now: number;
  readonly of: number;
  readonly stated: Stated;
  readonly answers: Answers;
  readonly onChange: (answers: Answers) => void;
  readonly onMove: (by: 1 | -1) => void;
}

function Asking({ name, now, of, stated, answers, onChange, onMove }: AskingProps): ReactElement {
  const t = useWords();
  return (
    <>
      <StatedFacts name={name} stated={stated} />
      <Question
        now={now}
        of={of}
        question={t(`carrier.take.ask.${name}`)}
        hint={t(`carrier.take.hint.${name}`)}
        options={ANSWERS[name].map((value) => ({ value, label: answerWords(t, name, value) }))}
        value={answers[name]}
        onChange={(value) => onChange({ ...answers, [name]: value })}
      />
      <DetailAndFoot
        name={name}
        now={now}
        of={of}
        stated={stated}
        answers={answers}
        onChange={onChange}
        onMove={onMove}
      />
    </>
  );
}

/** What the answer needs besides, checked before one goes on. */
function DetailAndFoot({ name, now, of, answers, onChange, onMove }: AskingProps): ReactElement {
  const t = useWords();
  const id = useId();
  const summary = useRef<HTMLDivElement>(null);
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const form = useMemo(() => ({ id, locked: false, errors }), [id, errors]);
  useEffect(() => summary.current?.focus(), [errors]);
  const answered = answers[name] !== undefined;
  const next = (): void => {
    const wrong = wrongIn(t, answers);
    setErrors(wrong);
    if (wrong.length === 0) onMove(1);
  };
  return (
    <FormContext value={form}>
      {errors.length > 0 && <ErrorSummary form={id} errors={errors} ref={summary} />}
      <AnswerDetail name={name} answers={answers} onChange={onChange} />
      {!answered && (
        <p className="t14 muted" id={`${id}-unanswered`}>
          {t("carrier.take.unanswered")}
        </p>
      )}
      <div className="foot foot-2 foot-rev">
        <Button kind="main" glove onPress={next} notReady={answered ? false : `${id}-unanswered`}>
          {t(now === of - 1 ? "carrier.take.review" : "carrier.take.next")}
        </Button>
        {now > 1 && (
          <Button kind="quiet" glove onPress={() => onMove(-1)}>
            {t("carrier.take.back")}
          </Button>
        )}
      </div>
    </FormContext>
  );
}

/** What is wrong with the findings so far: questions before are checked already, and those after have said nothing. */
function wrongIn(t: ReturnType<typeof useWords>, answers: Answers): readonly FieldError[] {
  const checked = CustodyContent.optional().safeParse(findingsOf(answers));
  return checked.success ? [] : fieldErrorsOf(t, checked.error.issues);
}

interface AnsweredProps {
  readonly name: QuestionName;
  readonly answers: Answers;
  readonly onChange: () => void;
}

function Answered({ name, answers, onChange }: AnsweredProps): ReactElement {
  const t = useWords();
  const answer = answers[name];
  const question = t(`carrier.take.ask.${name}`);
  return (
    <AnsweredQuestion question={question} onChange={onChange}>
      {answer !== undefined && t("carrier.take.answered", { question, answer: answerWords(t, name, answer) })}
    </AnsweredQuestion>
  );
}

/** An answer in words. Its type follows from its question, which the compiler cannot tell of a pair. */
export function answerWords(
  t: ReturnType<typeof useWords>,
  name: QuestionName,
  answer: NonNullable<Answers[QuestionName]>,
): string {
  const key = `${name}.${answer}` as
    | `seals.${NonNullable<Answers["seals"]>}`
    | `whole.${NonNullable<Answers["whole"]>}`
    | `counts.${NonNullable<Answers["counts"]>}`
    | `reservations.${NonNullable<Answers["reservations"]>}`;
  return t(`carrier.take.answer.${key}`);
}

/** The keyboard and the screen reader follow to the next screen; not to the first, where the page's heading has them. */
function useFocusOn(at: number): React.RefObject<HTMLElement | null> {
  const box = useRef<HTMLElement>(null);
  const before = useRef(at);
  useEffect(() => {
    if (before.current === at) return;
    before.current = at;
    box.current?.focus();
    window.scrollTo(0, 0);
  }, [at]);
  return box;
}
