// SPDX-License-Identifier: Apache-2.0
import { PARTY_KINDS } from "@licet/domain/party/schemas";
import { PARTY_STATUSES } from "@licet/domain/party/transitions";
import type { ReactElement } from "react";
import { Link, useSearchParams } from "react-router";
import { type ListQuestion, type ListRow, useList } from "../../api/lists";
import { buttonClass } from "../../components/button";
import { SelectField } from "../../components/choice-fields";
import { type Column, DataTable } from "../../components/data-table";
import { PageTitle } from "../../components/page-title";
import { Pagination } from "../../components/pagination";
import { PageHead, Panel } from "../../components/panel";
import { Latin, Ref } from "../../components/ref";
import { EmptyState } from "../../components/state";
import { Answer } from "../../shared/answer";
import { useFormats, useWords } from "../../words/use-words";
import { PartyStatusTag } from "./party-status";

const PAGE_SIZE = 20;

/** The parties of all registers, filtered as the address says, so that what is seen can be sent to somebody. */
export function PartiesPage(): ReactElement {
  const t = useWords();
  const [search, setSearch] = useSearchParams();
  const query = useList("parties", questionOf(search));
  const change = (name: string, value: string): void => {
    const next = new URLSearchParams(search);
    next.delete("after");
    if (value === "") next.delete(name);
    else next.set(name, value);
    setSearch(next);
  };
  return (
    <>
      <PageTitle>{t("registry.title")}</PageTitle>
      <PageHead
        title={t("registry.title")}
        actions={
          <Link className={buttonClass({ kind: "main" })} to="/registry/register">
            {t("registry.register")}
          </Link>
        }
      />
      <Panel title={t("registry.filters")}>
        <Filters search={search} onChange={change} />
      </Panel>
      <Answer query={query} lines={6}>
        {({ items, bookmark, coverage }) => (
          <Panel title={t("registry.list")} note={coverage.sentence} padded={false}>
            <PartyTable rows={items} onNext={bookmark === "" ? undefined : () => change("after", bookmark)} />
          </Panel>
        )}
      </Answer>
    </>
  );
}

interface PartyTableProps {
  readonly rows: readonly ListRow[];
  readonly onNext: (() => void) | undefined;
}

function PartyTable({ rows, onNext }: PartyTableProps): ReactElement {
  const t = useWords();
  return (
    <DataTable
      label={t("registry.title")}
      columns={useColumns()}
      rows={rows}
      keyOf={({ id }) => id}
      nameOf={({ id }) => id}
      empty={<EmptyState title={t("registry.empty")}>{t("registry.empty.about")}</EmptyState>}
      foot={<Pagination from={1} to={rows.length} onNext={onNext} />}
    />
  );
}

function questionOf(search: URLSearchParams): ListQuestion {
  const [kind, status, bookmark] = ["kind", "status", "after"].map((name) => search.get(name) ?? "");
  return {
    order: "reference",
    pageSize: PAGE_SIZE,
    ...(kind === "" ? {} : { kind }),
    ...(status === "" ? {} : { status: [status ?? ""] }),
    ...(bookmark === "" ? {} : { bookmark }),
  };
}

interface FiltersProps {
  readonly search: URLSearchParams;
  readonly onChange: (name: string, value: string) => void;
}

function Filters({ search, onChange }: FiltersProps): ReactElement {
  const t = useWords();
  return (
    <div className="two">
      <SelectField
        name="kind"
        label={t("registry.kinds")}
        optional
        options={PARTY_KINDS.map((value) => ({ value, label: t(`registry.kind.${value}`) }))}
        value={search.get("kind") ?? ""}
        onChange={(value) => onChange("kind", value)}
      />
      <SelectField
        name="status"
        label={t("registry.status")}
        optional
        options={PARTY_STATUSES.map((value) => ({ value, label: t(`registry.status.${value}`) }))}
        value={search.get("status") ?? ""}
        onChange={(value) => onChange("status", value)}
      />
    </div>
  );
}

function useColumns(): readonly Column<ListRow>[] {
  const t = useWords();
  const { list } = useFormats();
  return [
    {
      id: "id",
      head: t("registry.id"),
      cell: ({ id }) => (
        <Link className="inline-target" to={`/registry/parties/${id}`}>
          <Ref>{id}</Ref>
        </Link>
      ),
    },
    { id: "name", head: t("registry.name"), cell: ({ parts }) => <NameOf part={parts["content"]} /> },
    {
      id: "kinds",
      head: t("registry.kinds"),
      cell: ({ record }) =>
        list(
          PARTY_KINDS.filter((kind) => [record["kinds"]].flat().includes(kind)).map((kind) =>
            t(`registry.kind.${kind}`),
          ),
        ),
    },
    { id: "status", head: t("registry.status"), cell: ({ status }) => <PartyStatusTag status={status} /> },
  ];
}

function NameOf({ part }: { readonly part: ListRow["parts"][string] | undefined }): ReactElement {
  const t = useWords();
  if (part?.state !== "disclosed")
    return <span className="muted">{t(part?.state === "pending" ? "registry.pending" : "registry.hidden")}</span>;
  const { name } = (part.content ?? {}) as { readonly name?: unknown };
  return <Latin>{typeof name === "string" ? name : t("registry.hidden")}</Latin>;
}
