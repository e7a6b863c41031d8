// SPDX-License-Identifier: Apache-2.0
import { type ReactElement, useState } from "react";
import { useNavigate, useParams, useSearchParams } from "react-router";
import { useList, useViews } from "../../api/licensing";
import type { QueuePage } from "../../api/queues";
import { buttonClass } from "../../components/button";
import { Icon } from "../../components/icon";
import { PageTitle } from "../../components/page-title";
import { PageHead } from "../../components/panel";
import { EmptyState } from "../../components/state";
import { Views } from "../../components/tabs";
import { Answer } from "../../shared/answer";
import { useWords } from "../../words/use-words";
import { CaseTable } from "./case-table";
import { FilterForm } from "./filter-form";
import { KeepView } from "./keep-view";
import { type Filters, filtersIn, type List, LISTS, parametersOf, questionOf, viewAddress } from "./list-question";

const PAGE_SIZE = 25;

/** Records of one kind, filtered: the registers, and everything of the office. */
export function ListPage(): ReactElement {
  const t = useWords();
  const navigate = useNavigate();
  const name = useParams()["list"];
  const list = LISTS.find((each) => each === name) ?? "licences";
  const [search] = useSearchParams();
  const filters = filtersIn(search);
  const after = search.get("after") ?? "";
  const query = useList(list, questionOf(filters, after, PAGE_SIZE));
  const title = t(`desk.list.${list}`);
  const goTo = (parameters: Record<string, string>): void =>
    void navigate(`/lists/${list}?${new URLSearchParams(parameters).toString()}`);
  return (
    <>
      <PageTitle>{title}</PageTitle>
      <PageHead title={title} lead={t("desk.list.lead")} actions={<ExportLink list={list} filters={filters} />} />
      <div className="panel">
        <ListTabs current={list} />
        <FilterForm
          key={search.toString()}
          list={list}
          filters={filters}
          onFilter={(next) => goTo(parametersOf(next))}
        />
        <Answer query={query} lines={6}>
          {(page) => (
            <Rows
              key={list}
              list={list}
              page={page}
              after={after}
              filtered={Object.keys(parametersOf(filters)).length > 0}
              onNext={(bookmark) => goTo({ ...parametersOf(filters), after: bookmark })}
              onFirst={() => goTo(parametersOf(filters))}
            />
          )}
        </Answer>
      </div>
      <KeepView list={list} filters={filters} />
    </>
  );
}

function ListTabs({ current }: { readonly current: List }): ReactElement {
  const t = useWords();
  const views = useViews();
  const tabs = [
    ...LISTS.map((list) => ({ to: `/lists/${list}`, label: t(`desk.list.${list}`), current: list === current })),
    ...(views.data?.items ?? []).map((view) => ({ to: viewAddress(view), label: view.name, current: false })),
  ];
  return <Views label={t("desk.lists")} tabs={tabs} />;
}

/** The whole list as the gateway exports it; what may not be read stands there as not disclosed. */
function ExportLink({ list, filters }: { readonly list: List; readonly filters: Filters }): ReactElement {
  const t = useWords();
  const parameters = new URLSearchParams(parametersOf({ ...filters, order: "newest" })).toString();
  return (
    <a
      className={buttonClass({ kind: "quiet" })}
      href={`/v1/exports/${list}${parameters === "" ? "" : `?${parameters}`}`}
      download
    >
      <Icon name="down" size={18} />
      {t("desk.export")}
    </a>
  );
}

interface RowsProps {
  readonly list: List;
  readonly page: QueuePage;
  readonly after: string;
  readonly filtered: boolean;
  readonly onNext: (bookmark: string) => void;
  readonly onFirst: () => void;
}

function Rows({ list, page, after, filtered, onNext, onFirst }: RowsProps): ReactElement {
  const t = useWords();
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const nothing = filtered ? "desk.list.noMatch" : "desk.list.none";
  return (
    <CaseTable
      label={t(`desk.list.${list}`)}
      page={page}
      picking={{ picked, onPick: setPicked }}
      empty={
        <>
          <h2 className="vh">{t(`desk.list.${list}`)}</h2>
          <EmptyState title={t(nothing)}>{page.coverage.sentence}</EmptyState>
        </>
      }
      after={after}
      onNext={onNext}
      onFirst={onFirst}
    />
  );
}
