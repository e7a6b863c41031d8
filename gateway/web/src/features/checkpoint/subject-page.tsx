// SPDX-License-Identifier: Apache-2.0
import type { Presented } from "@licet/domain/checkpoint/schemas";
import { type ReactElement, type ReactNode, useState } from "react";
import { Link, useParams } from "react-router";
import { useFreshness } from "../../api/freshness";
import { useSession } from "../../api/session";
import { Banner } from "../../components/banner";
import { Subject as SubjectFacts } from "../../components/facts";
import { PageTitle } from "../../components/page-title";
import { Panel } from "../../components/panel";
import { Ref } from "../../components/ref";
import { Skeleton } from "../../components/state";
import { RequestErrorState } from "../../shared/request-error-state";
import { useWords } from "../../words/use-words";
import type { ActName } from "./acts/act-form";
import { ActPanel } from "./acts/act-panel";
import { conditionsOf } from "./conditions";
import { ConsignmentFacts, useItems } from "./consignment-facts";
import { PastChecks } from "./past-checks";
import { PresentedForm } from "./presented-form";
import { useChange } from "./use-change";
import { type Subject, useVerdict, type Verified } from "./verdict/use-verdict";
import { VerdictPlate, VerdictRows } from "./verdict/verdict-view";
import { usePlace } from "./where";

/** The verdict on a consignment, with what is done about it. */
export function ConsignmentPage(): ReactElement {
  const { consignment = "" } = useParams();
  return <SubjectPage key={consignment} subject={{ kind: "consignment", id: consignment }} />;
}

/** The verdict on a licence. */
export function LicencePage(): ReactElement {
  const { licence = "" } = useParams();
  return <SubjectPage key={licence} subject={{ kind: "licence", id: licence }} />;
}

function SubjectPage({ subject }: { readonly subject: Subject }): ReactElement {
  const t = useWords();
  const [presented, setPresented] = useState(usePresentedFirst());
  const [act, setAct] = useState<ActName>();
  const query = useVerdict(subject, presented);
  const isReached = useIsReached();
  const answer = query.data;
  const standing = { isEarlier: query.isPlaceholderData, isUnconfirmed: query.isError || !isReached };
  const change = useChange(standing.isEarlier ? undefined : answer?.disposition, presented);
  return (
    <div className="v-main">
      <PageTitle>{t("checkpoint.title", { id: subject.id })}</PageTitle>
      <VerdictPlate
        answer={answer}
        {...standing}
        actions={<PlateActions subject={subject} onHold={() => setAct("hold")} />}
      />
      {change !== undefined && (
        <Banner kind="stale" title={t("checkpoint.changed")}>
          {t("checkpoint.changed.about", {
            before: t(`components.disposition.${change.before}`),
            now: t(`components.disposition.${change.now}`),
          })}
        </Banner>
      )}
      <Head subject={subject} answer={answer} />
      {query.error !== null && (
        <Panel title={t(answer === undefined ? "checkpoint.noAnswer" : "checkpoint.unconfirmed")}>
          <RequestErrorState error={query.error} onAgain={() => void query.refetch()} />
        </Panel>
      )}
      <div className="v-rows">
        {answer === undefined ? (
          <Waiting failed={query.isError} />
        ) : (
          <VerdictRows answer={answer} presented={presented} />
        )}
        <div className="stack">
          <FormOf
            subject={subject}
            answer={answer}
            asking={query.isFetching && standing.isEarlier}
            onAsk={setPresented}
          />
          {subject.kind === "consignment" && (
            <ActPanel consignment={subject.id} presented={presented} answer={answer} open={act} onOpen={setAct} />
          )}
          <PastChecks subject={subject} />
          <NotAsked answer={answer} />
        </div>
      </div>
    </div>
  );
}

/** What is asked with before anything was entered: where the officer is. */
function usePresentedFirst(): Presented {
  const { office } = useSession();
  const place = usePlace();
  return { ...(office === null ? {} : { office }), ...(place === "" ? {} : { place }) };
}

/** Whether the gateway answers and reaches the ledger, as far as is known. */
function useIsReached(): boolean {
  const { state } = useFreshness();
  return state !== "offline" && state !== "outage";
}

/** What one does at once: goods before somebody are held, and a verdict is printed. */
function PlateActions({ subject, onHold }: { readonly subject: Subject; readonly onHold: () => void }): ReactElement {
  const t = useWords();
  const { role } = useSession();
  return (
    <>
      {subject.kind === "consignment" && role === "customs-officer" && (
        <button type="button" className="btn btn-plate btn-glove" onClick={onHold}>
          {t("checkpoint.act.hold")}
        </button>
      )}
      <button type="button" className="btn btn-plate-line" onClick={() => window.print()}>
        {t("checkpoint.print")}
      </button>
    </>
  );
}

function NotAsked({ answer }: { readonly answer: Verified | undefined }): ReactElement | null {
  const t = useWords();
  if (answer === undefined || answer.notAsked.length === 0) return null;
  return (
    <Panel title={t("checkpoint.notAsked")}>
      <ul className="stack stack-tight" lang="en" dir="auto">
        {answer.notAsked.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
    </Panel>
  );
}

function Waiting({ failed }: { readonly failed: boolean }): ReactElement {
  const t = useWords();
  if (failed) return <p className="panel panel-in">{t("checkpoint.noAnswer.do")}</p>;
  return <Skeleton label={t("checkpoint.asking")} lines={9} />;
}

function Head({ subject, answer }: { readonly subject: Subject; readonly answer: Verified | undefined }): ReactNode {
  const t = useWords();
  if (subject.kind === "consignment") return <ConsignmentFacts consignment={subject.id} answer={answer} />;
  return (
    <SubjectFacts
      label={t("checkpoint.licence")}
      facts={[{ label: t("checkpoint.licence"), value: <Ref>{subject.id}</Ref> }]}
    />
  );
}

interface FormOfProps {
  readonly subject: Subject;
  readonly answer: Verified | undefined;
  readonly asking: boolean;
  readonly onAsk: (presented: Presented) => void;
}

function FormOf({ subject, answer, ...more }: FormOfProps): ReactElement {
  const t = useWords();
  const items = useItems(subject);
  return (
    <>
      {subject.kind === "consignment" && (
        <p>
          <Link className="btn btn-quiet btn-full" to={`/check/${encodeURIComponent(subject.id)}/journey`}>
            {t("checkpoint.journey.open")}
          </Link>
        </p>
      )}
      <PresentedForm items={items} conditions={conditionsOf(answer)} {...more} />
    </>
  );
}
