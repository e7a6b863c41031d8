// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";
import { type Column, DataTable } from "../../components/data-table";
import { PageTitle } from "../../components/page-title";
import { PageHead, Panel } from "../../components/panel";
import { Pagination } from "../../components/pagination";
import { EmptyState } from "../../components/state";
import { Answer } from "../../shared/answer";
import { type Words, useFormats, useWords } from "../../words/use-words";
import type { Formats } from "../../words/formats";
import { numberIn, transactionAddress } from "./addresses";
import { Finder } from "./finder";
import { type Block, type BlockPage, useBlocks } from "./queries";
import { Sender, TransactionName } from "./transaction-words";

const PAGE_SIZE = 20;

/** The channel's blocks, newest first, and the way to any transaction or record. */
export function BlocksPage(): ReactElement {
  const t = useWords();
  const [search] = useSearchParams();
  const before = numberIn(search.get("before"));
  const query = useBlocks(before, PAGE_SIZE);
  return (
    <>
      <PageTitle>{t("explorer.title")}</PageTitle>
      <PageHead title={t("explorer.title")} lead={t("explorer.lead")} />
      <div className="stack">
        <Finder />
        <Panel title={t("explorer.blocks")} padded={false}>
          <Answer query={query} lines={8}>
            {(page) => <BlockTable page={page} />}
          </Answer>
        </Panel>
      </div>
    </>
  );
}

function BlockTable({ page: { height, items } }: { readonly page: BlockPage }): ReactElement {
  const t = useWords();
  const formats = useFormats();
  const go = useNavigate();
  const first = items[0]?.number ?? 0;
  const last = items.at(-1)?.number ?? 0;
  const newer = first + 1 >= height ? undefined : first + PAGE_SIZE + 1;
  return (
    <DataTable
      label={t("explorer.blocks.table")}
      columns={columnsOf(t, formats)}
      rows={items}
      keyOf={({ number }) => number.toString()}
      nameOf={({ number }) => number.toString()}
      empty={<EmptyState title={t("explorer.none")}>{t("explorer.none.about")}</EmptyState>}
      keysOn
      onOpen={(number) => void go(`/explorer/blocks/${number}`)}
      foot={
        <Pagination
          from={height - first}
          to={height - last}
          total={height}
          onPrevious={
            newer === undefined ? undefined : () => void go(newer >= height ? "/explorer" : `?before=${newer}`)
          }
          onNext={last === 0 ? undefined : () => void go(`?before=${last}`)}
        />
      }
    />
  );
}

function columnsOf(t: Words, { integer, moment }: Formats): readonly Column<Block>[] {
  return [
    {
      id: "number",
      head: t("explorer.block"),
      cell: ({ number }) => (
        <Link to={`/explorer/blocks/${number}`}>{t("explorer.block.number", { number: integer(number) })}</Link>
      ),
    },
    { id: "at", head: t("explorer.at"), cell: ({ at }) => (at === undefined ? t("explorer.at.unknown") : moment(at)) },
    { id: "what", head: t("explorer.transactions"), cell: (block) => <TransactionsOf block={block} /> },
  ];
}

/** Transactions of a block that a row shows; the page of the block shows all. */
const SHOWN = 3;

function TransactionsOf({ block: { number, transactions } }: { readonly block: Block }): ReactElement {
  const t = useWords();
  return (
    <ul className="tx-list">
      {transactions.slice(0, SHOWN).map((line) => (
        <li key={line.transaction}>
          <Link to={transactionAddress(line)}>
            <TransactionName line={line} />
          </Link>
          <span className="muted t14">
            <Sender by={line.by} />
            {line.kind === "invalid" && t("explorer.invalid.short")}
          </span>
        </li>
      ))}
      {transactions.length > SHOWN && (
        <li>
          <Link to={`/explorer/blocks/${number}`}>{t("explorer.more", { count: transactions.length - SHOWN })}</Link>
        </li>
      )}
    </ul>
  );
}
