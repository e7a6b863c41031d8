// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { Link, useSearchParams } from "react-router";
import { type Row, useList } from "../../api/licensing";
import { useSession } from "../../api/session";
import { buttonClass } from "../../components/button";
import { DataTable } from "../../components/data-table";
import { PageTitle } from "../../components/page-title";
import { Pagination } from "../../components/pagination";
import { PageHead, Panel } from "../../components/panel";
import { EmptyState } from "../../components/state";
import { Answer } from "../../shared/answer";
import { useRowColumns } from "../../shared/row-columns";
import { useWords } from "../../words/use-words";
import { DraftsPanel } from "./drafts-panel";

const PAGE_SIZE = 20;
const LISTS = ["applications", "licences"] as const;
type OwnList = (typeof LISTS)[number];

/** What an exporter has begun, applied for and been granted, each with who has the ball. */
export function OwnPage(): ReactElement {
  const t = useWords();
  return (
    <>
      <PageTitle>{t("exporter.title")}</PageTitle>
      <PageHead
        title={t("exporter.title")}
        lead={t("exporter.lead")}
        actions={
          <Link className={buttonClass({ kind: "main" })} to="/applications/new">
            {t("exporter.apply")}
          </Link>
        }
      />
      <DraftsPanel />
      {LISTS.map((list) => (
        <OwnListPanel key={list} list={list} />
      ))}
    </>
  );
}

function OwnListPanel({ list }: { readonly list: OwnList }): ReactElement {
  const t = useWords();
  const { party } = useSession();
  const [search, setSearch] = useSearchParams();
  const columns = useRowColumns(addressOf);
  const after = search.get(list) ?? "";
  const query = useList(list, {
    order: "newest",
    pageSize: PAGE_SIZE,
    ...(party === null ? {} : { party }),
    ...(after === "" ? {} : { bookmark: after }),
  });
  const goTo = (bookmark: string): void => {
    const next = new URLSearchParams(search);
    if (bookmark === "") next.delete(list);
    else next.set(list, bookmark);
    setSearch(next);
  };
  return (
    <Answer query={query} lines={5} panel={t(`exporter.${list}`)}>
      {({ items, bookmark, coverage }) => (
        <Panel title={t(`exporter.${list}`)} note={coverage.sentence} padded={false}>
          <DataTable
            label={t("licensing.table", { what: t(`exporter.${list}`) })}
            columns={columns}
            rows={items}
            keyOf={({ id }) => id}
            nameOf={({ id }) => id}
            empty={<EmptyState title={t(`exporter.${list}.none`)}>{t(`exporter.${list}.none.about`)}</EmptyState>}
            foot={
              <Pagination
                from={1}
                to={items.length}
                onPrevious={after === "" ? undefined : () => goTo("")}
                onNext={bookmark === "" ? undefined : () => goTo(bookmark)}
              />
            }
          />
        </Panel>
      )}
    </Answer>
  );
}

function addressOf({ type, id }: Row): string {
  return type === "licence" ? `/licences/${encodeURIComponent(id)}` : `/applications/${encodeURIComponent(id)}`;
}
