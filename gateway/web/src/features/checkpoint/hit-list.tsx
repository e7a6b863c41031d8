// SPDX-License-Identifier: Apache-2.0
import type { Presented } from "@licet/domain/checkpoint/schemas";
import { useQueries } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { Link } from "react-router";
import { useSession } from "../../api/session";
import { OUTCOMES, outcomeOf, type Outcome } from "../../components/outcome";
import { Ref } from "../../components/ref";
import { Sign } from "../../components/sign";
import { useLanguage, useWords } from "../../words/use-words";
import { textOf } from "../../words/dictionary";
import type { WordKey } from "../../words/areas";
import { addressOf, type Found } from "./search";
import { isOld } from "./verdict/age";
import { plateOf } from "./verdict/shown";
import { useMoment } from "./verdict/use-moment";
import { verdictQuery, type Verified } from "./verdict/use-verdict";
import { usePlace } from "./where";

/** How many of what was found are asked about at once; the others when they are opened. */
const ASKED_MAX = 12;

interface HitListProps {
  readonly subjects: readonly Found[];
  readonly asked: string;
}

/** What a verdict as a whole comes to. */
type WholeOutcome = Exclude<Outcome, "hidden" | "na">;

interface Hit {
  readonly subject: Found;
  readonly outcome: WholeOutcome;
  readonly answer: Verified | undefined;
  readonly failed: boolean;
}

/** What was found, each with its own verdict, the worst first; one that is not answered yet is never better than refer. */
export function HitList({ subjects, asked }: HitListProps): ReactElement {
  const { office } = useSession();
  const place = usePlace();
  const now = useMoment();
  const presented: Presented = { ...(office === null ? {} : { office }), ...(place === "" ? {} : { place }) };
  const answers = useQueries({
    queries: subjects.slice(0, ASKED_MAX).map((subject) => verdictQuery(subject, presented)),
  });
  const hits = subjects.map((subject, at): Hit => {
    const answer = answers[at]?.data;
    const isTooOld = answer !== undefined && isOld(answer.arrival, now);
    const failed = isTooOld || (answers[at]?.isError ?? false);
    return { subject, answer, failed, outcome: outcomeFor(answer, failed) };
  });
  const worstFirst = [...hits].sort((left, right) => OUTCOMES.indexOf(left.outcome) - OUTCOMES.indexOf(right.outcome));
  return (
    <ul>
      {worstFirst.map((hit) => (
        <HitRow key={`${hit.subject.kind}/${hit.subject.id}`} hit={hit} asked={asked} />
      ))}
    </ul>
  );
}

function outcomeFor(answer: Verified | undefined, failed: boolean): WholeOutcome {
  if (answer === undefined) return failed ? "unknown" : "wait";
  const { disposition } = plateOf(answer, { isEarlier: false, isUnconfirmed: failed });
  return disposition === "may-pass" ? "pass" : disposition;
}

function HitRow({
  hit: { subject, outcome, answer, failed },
  asked,
}: {
  readonly hit: Hit;
  readonly asked: string;
}): ReactElement {
  const t = useWords();
  const reference = subject.ucr ?? answer?.ucr ?? subject.id;
  return (
    <li className="hit">
      <div className="hit-sign">
        <Sign kind={outcome} />
      </div>
      <Link className="hit-main" to={addressOf(subject)}>
        <span className={`hit-word w-${outcome}`}>{t(`checkpoint.hit.${outcome}`)}</span>
        <span className="hit-ref">
          <Marked reference={reference} asked={asked} />
        </span>
        <span className="hit-why">
          <Why answer={answer} failed={failed} />
        </span>
      </Link>
      <dl className="hit-facts">
        <div>
          <dt>{t(`checkpoint.${subject.kind}`)}</dt>
          <dd>
            <Ref>{subject.id}</Ref>
          </dd>
        </div>
      </dl>
    </li>
  );
}

/** The part of a reference that was asked for, where it stands in it. */
function Marked({ reference, asked }: { readonly reference: string; readonly asked: string }): ReactElement {
  const at = reference.toUpperCase().indexOf(asked.toUpperCase());
  if (at < 0) return <Ref>{reference}</Ref>;
  const end = at + asked.length;
  return (
    <bdi className="ref" dir="ltr">
      {reference.slice(0, at)}
      <mark>{reference.slice(at, end)}</mark>
      {reference.slice(end)}
    </bdi>
  );
}

function Why({ answer, failed }: { readonly answer: Verified | undefined; readonly failed: boolean }): ReactElement {
  const t = useWords();
  const language = useLanguage();
  if (answer === undefined) return <>{t(failed ? "checkpoint.noAnswer" : "checkpoint.hit.asking")}</>;
  const worst = [...answer.verdicts].sort(
    (left, right) => OUTCOMES.indexOf(outcomeOf(left)) - OUTCOMES.indexOf(outcomeOf(right)),
  )[0];
  if (worst === undefined) return <>{t("checkpoint.hit.several")}</>;
  const key = `checkpoint.code.${worst.code}`;
  return textOf(language, key) === undefined ? (
    <span lang="en" dir="auto">
      {worst.sentence}
    </span>
  ) : (
    <>{t(key as WordKey)}</>
  );
}
