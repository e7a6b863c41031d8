// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { type Column, DataTable } from "../../components/data-table";
import { Facts } from "../../components/facts";
import { PageTitle } from "../../components/page-title";
import { PageHead, Panel } from "../../components/panel";
import { Ref } from "../../components/ref";
import { EmptyState } from "../../components/state";
import { Answer } from "../../shared/answer";
import { useFormats, useWords, type Words } from "../../words/use-words";
import type { Formats } from "../../words/formats";
import { numberIn, transactionAddress } from "./addresses";
import { BlockStrip } from "./block-strip";
import { type Block, type TransactionLine, useBlock } from "./queries";
import { BlockCheck } from "./soundness";
import { Sender, TransactionName } from "./transaction-words";

/** A block and its transactions. */
export function BlockPage(): ReactElement {
  const t = useWords();
  const { integer } = useFormats();
  const number = numberIn(useParams()["block"]) ?? 0;
  const query = useBlock(number);
  const title = t("explorer.block.number", { number: integer(number) });
  return (
    <>
      <PageTitle>{title}</PageTitle>
      <PageHead title={title} crumb={<Link to="/explorer">{t("explorer.title")}</Link>} />
      <BlockStrip current={number} />
      <Answer query={query} lines={8} panel={t("explorer.block")}>
        {(block) => <BlockContent block={block} />}
      </Answer>
    </>
  );
}

function BlockContent({ block }: { readonly block: Block }): ReactElement {
  const t = useWords();
  const formats = useFormats();
  const go = useNavigate();
  const { previousHash, dataHash, transactions } = block;
  return (
    <div className="cols cols-tx">
      <Panel
        title={t("explorer.transactions")}
        note={t("explorer.transactions.count", { count: transactions.length })}
        padded={false}
      >
        <DataTable
          label={t("explorer.transactions.table")}
          columns={columnsOf(t, formats)}
          rows={transactions}
          keyOf={({ transaction }) => transaction.toString()}
          nameOf={({ id, transaction }) => id ?? transaction.toString()}
          empty={<EmptyState title={t("explorer.block.empty")}>{t("explorer.block.empty.about")}</EmptyState>}
          keysOn
          onOpen={(transaction) =>
            void go(transactionAddress({ block: block.number, transaction: Number(transaction) }))
          }
        />
      </Panel>
      <div className="stack">
        <Panel title={t("explorer.sound")} padded={false}>
          <ul className="checks">
            <BlockCheck isWhole={block.isWhole} />
          </ul>
        </Panel>
        <Panel title={t("explorer.particulars")}>
          <Facts
            facts={[
              { label: t("explorer.hash.previous"), value: <Ref wrap>{previousHash}</Ref> },
              { label: t("explorer.hash.data"), value: <Ref wrap>{dataHash}</Ref> },
            ]}
          />
        </Panel>
      </div>
    </div>
  );
}

function columnsOf(t: Words, { moment }: Formats): readonly Column<TransactionLine>[] {
  return [
    {
      id: "what",
      head: t("explorer.transaction"),
      cell: (line) => (
        <Link to={transactionAddress(line)}>
          <TransactionName line={line} />
        </Link>
      ),
    },
    { id: "by", head: t("explorer.by"), cell: ({ by }) => <Sender by={by} /> },
    { id: "at", head: t("explorer.at"), cell: ({ at }) => (at === undefined ? t("explorer.at.unknown") : moment(at)) },
    {
      id: "valid",
      head: t("explorer.valid"),
      cell: ({ kind, validationCode }) => (kind === "invalid" ? <Ref>{validationCode}</Ref> : t("explorer.valid.yes")),
    },
  ];
}
