// SPDX-License-Identifier: Apache-2.0
import { type ReactElement, useEffect, useRef, useState } from "react";
import { Navigate, useNavigate, useSearchParams } from "react-router";
import { Icon } from "../../components/icon";
import { PageTitle } from "../../components/page-title";
import { Panel } from "../../components/panel";
import { EmptyState, Skeleton } from "../../components/state";
import { RequestErrorState } from "../../shared/request-error-state";
import { useNow } from "../../words/use-now";
import { useWords } from "../../words/use-words";
import { Desk } from "./desk";
import { HitList } from "./hit-list";
import { Scan } from "./scan/scan";
import { onlySubject, type SearchResult, subjectsOf, useSearch } from "./search";

/** One box for whatever stands on papers or goods, or a scan; and what waits at this office. */
export function CheckPage(): ReactElement {
  const t = useWords();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const asked = (search.get("q") ?? "").trim();
  const [scanning, setScanning] = useState(false);
  const ask = (text: string): void => {
    setScanning(false);
    if (text.trim() !== "") void navigate(`/check?${new URLSearchParams({ q: text.trim() }).toString()}`);
  };
  return (
    <>
      <PageTitle>{t("checkpoint.ask")}</PageTitle>
      <AskBox key={asked} asked={asked} onAsk={ask} onScan={() => setScanning((open) => !open)} scanning={scanning} />
      {scanning && <Scan onRead={ask} />}
      {asked !== "" && <Found asked={asked} />}
      <Desk />
    </>
  );
}

interface AskBoxProps {
  readonly asked: string;
  readonly scanning: boolean;
  readonly onAsk: (text: string) => void;
  readonly onScan: () => void;
}

function AskBox({ asked, scanning, onAsk, onScan }: AskBoxProps): ReactElement {
  const t = useWords();
  const [text, setText] = useState(asked);
  return (
    <form
      className="ask-box"
      role="search"
      aria-label={t("checkpoint.nav")}
      onSubmit={(event) => {
        event.preventDefault();
        onAsk(text);
      }}
    >
      <h1>
        <label htmlFor="check-q">{t("checkpoint.ask")}</label>
      </h1>
      <div className="ask">
        <input
          className="input"
          id="check-q"
          dir="ltr"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={200}
          aria-describedby="check-q-hint"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <button type="submit" className="btn btn-main">
          <Icon name="search" size={22} />
          <span>{t("checkpoint.ask.do")}</span>
        </button>
        <button type="button" className="btn btn-quiet" aria-expanded={scanning} onClick={onScan}>
          <Icon name="scan" size={22} />
          <span>{t("checkpoint.scan")}</span>
        </button>
      </div>
      <p className="hint" id="check-q-hint">
        {t("checkpoint.ask.hint")}
      </p>
    </form>
  );
}

/** What a text leads to. One record and nothing left to look at is opened at once; several each have their own answer. */
function Found({ asked }: { readonly asked: string }): ReactElement {
  const t = useWords();
  const query = useSearch(asked);
  const { data, error } = query;
  if (data === undefined && error === null) return <Looking />;
  if (data === undefined) {
    return (
      <Panel title={t("checkpoint.noAnswer")}>
        <RequestErrorState error={error} onAgain={() => void query.refetch()} />
      </Panel>
    );
  }
  const only = onlySubject(data);
  if (only !== undefined) return <Navigate to={only} replace />;
  return (
    <Panel
      title={t("checkpoint.found", { count: subjectsOf(data).length })}
      note={t("checkpoint.found.each")}
      padded={false}
    >
      <Results result={data} asked={asked} />
    </Panel>
  );
}

function Results({ result, asked }: { readonly result: SearchResult; readonly asked: string }): ReactElement {
  const t = useWords();
  const subjects = subjectsOf(result);
  return (
    <>
      {subjects.length === 0 ? (
        <EmptyState title={t("checkpoint.found.none")}>{t("checkpoint.found.none.about")}</EmptyState>
      ) : (
        <HitList subjects={subjects} asked={asked} />
      )}
      <div className="panel-in">
        {result.asContent.outcome === "not-disclosed" && <p>{t("checkpoint.found.notDisclosed")}</p>}
        {result.asContent.pending && <p>{t("checkpoint.found.pending")}</p>}
        {(result.more || result.groups.some(({ more }) => more)) && <p>{t("checkpoint.found.more")}</p>}
      </div>
    </>
  );
}

/** Progress from the first moment on, with how long it may take at most. */
function Looking(): ReactElement {
  const t = useWords();
  const [since] = useState(() => Date.now());
  const now = useNow(1);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.scrollIntoView({ block: "nearest" });
  }, []);
  const seconds = Math.max(0, Math.round((now.getTime() - since) / 1_000));
  return (
    <div ref={box}>
      <Skeleton label={t("checkpoint.looking")} lines={3} />
      <p className="t14 muted">{t("checkpoint.looking.for", { seconds })}</p>
    </div>
  );
}
