// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { Link, useSearchParams } from "react-router";
import { type ListRow, useList } from "../../api/lists";
import { buttonClass } from "../../components/button";
import { type Column, DataTable } from "../../components/data-table";
import { PageTitle } from "../../components/page-title";
import { PageHead, Panel } from "../../components/panel";
import { Pagination } from "../../components/pagination";
import { Ref } from "../../components/ref";
import { EmptyState } from "../../components/state";
import { Answer } from "../../shared/answer";
import { useFormats, useWords } from "../../words/use-words";
import { CertificateStatusTag } from "./status";
import { WhoseTurn } from "./whose-turn";

const PAGE_SIZE = 20;

/** The certificates that one may see, last changed first, each with whose turn it is. */
export function ListPage(): ReactElement {
  const t = useWords();
  const [search, setSearch] = useSearchParams();
  const bookmark = search.get("after") ?? "";
  const query = useList("certificates", {
    order: "newest",
    pageSize: PAGE_SIZE,
    ...(bookmark === "" ? {} : { bookmark }),
  });
  return (
    <>
      <PageTitle>{t("end-use.title")}</PageTitle>
      <PageHead
        title={t("end-use.title")}
        lead={t("end-use.lead")}
        actions={
          <Link className={buttonClass({ kind: "main" })} to="/certificates/draw-up">
            {t("end-use.drawUp")}
          </Link>
        }
      />
      <Answer query={query} lines={6}>
        {({ items, bookmark: next, coverage }) => (
          <Panel title={t("end-use.list")} note={coverage.sentence} padded={false}>
            <CertificateTable
              rows={items}
              foot={
                <Pagination
                  from={1}
                  to={items.length}
                  onPrevious={bookmark === "" ? undefined : () => setSearch({})}
                  onNext={next === "" ? undefined : () => setSearch({ after: next })}
                />
              }
            />
          </Panel>
        )}
      </Answer>
    </>
  );
}

function CertificateTable(props: { readonly rows: readonly ListRow[]; readonly foot: ReactElement }): ReactElement {
  const t = useWords();
  return (
    <DataTable
      label={t("end-use.title")}
      columns={useColumns()}
      rows={props.rows}
      keyOf={({ id }) => id}
      nameOf={({ id }) => id}
      empty={<EmptyState title={t("end-use.empty")}>{t("end-use.empty.about")}</EmptyState>}
      foot={props.foot}
    />
  );
}

function useColumns(): readonly Column<ListRow>[] {
  const t = useWords();
  const { moment } = useFormats();
  return [
    {
      id: "id",
      head: t("end-use.column.reference"),
      cell: ({ id }) => (
        <Link className="inline-target" to={`/certificates/${id}`}>
          <Ref>{id}</Ref>
        </Link>
      ),
    },
    {
      id: "status",
      head: t("end-use.column.status"),
      cell: ({ status }) => <CertificateStatusTag status={status} />,
    },
    { id: "turn", head: t("end-use.column.turn"), cell: ({ next }) => <WhoseTurn next={next} /> },
    {
      id: "changed",
      head: t("end-use.column.changed"),
      cell: ({ changedAt }) => (changedAt === null ? t("end-use.unknown") : moment(changedAt)),
    },
  ];
}
