// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { Link, useParams } from "react-router";
import { Facts } from "../../components/facts";
import { PageTitle } from "../../components/page-title";
import { PageHead, Panel } from "../../components/panel";
import { CopyableRef, Ref } from "../../components/ref";
import { Answer } from "../../shared/answer";
import { DownloadButtons } from "../../shared/download-buttons";
import { type Words, useFormats, useWords } from "../../words/use-words";
import type { Formats } from "../../words/formats";
import { numberIn } from "./addresses";
import { BlockStrip } from "./block-strip";
import { ChangedTable, changesOf } from "./changed-table";
import { fieldsOf } from "./fields";
import { Hashes } from "./hashes";
import { useTransaction, type WholeTransaction } from "./queries";
import { Soundness } from "./soundness";
import { Sender, TransactionName } from "./transaction-words";

/** All that the channel holds of a transaction. */
export function TransactionPage(): ReactElement {
  const t = useWords();
  const { integer } = useFormats();
  const { block: blockText, transaction: transactionText } = useParams();
  const block = numberIn(blockText) ?? 0;
  const query = useTransaction(block, numberIn(transactionText) ?? 0);
  const { data } = query;
  return (
    <>
      <PageTitle>{t("explorer.transaction")}</PageTitle>
      <PageHead
        title={data === undefined ? t("explorer.transaction") : <TransactionName line={data} />}
        crumb={
          <>
            <Link className="inline-target" to="/explorer">
              {t("explorer.title")}
            </Link>
            <Link className="inline-target" to={`/explorer/blocks/${block}`}>
              {t("explorer.block.number", { number: integer(block) })}
            </Link>
            {data !== undefined && t("explorer.transaction.of", { number: data.transaction + 1, of: data.of })}
          </>
        }
        {...(data === undefined
          ? {}
          : { lead: <Lead transaction={data} />, actions: <Downloads transaction={data} /> })}
      />
      <BlockStrip current={block} />
      <Answer query={query} lines={10} panel={t("explorer.transaction")}>
        {(transaction) => <Content transaction={transaction} />}
      </Answer>
    </>
  );
}

function Lead({ transaction: { by, at } }: { readonly transaction: WholeTransaction }): ReactElement {
  const t = useWords();
  const { moment } = useFormats();
  const time = at === undefined ? t("explorer.at.unknown") : moment(at);
  return <>{t.with("explorer.transaction.lead", { sender: <Sender by={by} />, moment: time })}</>;
}

function Content({ transaction }: { readonly transaction: WholeTransaction }): ReactElement {
  const t = useWords();
  const { writes, hashes } = transaction;
  const counts = { keys: writes.length + hashes.length, words: writes.length, hashes: hashes.length };
  return (
    <div className="cols cols-tx">
      <div className="stack">
        <Panel title={t("explorer.changed")} note={t("explorer.changed.count", counts)} padded={false}>
          {writes.length > 0 && <ChangedTable writes={writes} />}
          {writes.length === 0 && <p className="panel-in muted">{t(nothingWords(transaction))}</p>}
          <Hashes hashes={hashes} />
        </Panel>
        <Asked transaction={transaction} />
      </div>
      <div className="stack">
        <Panel title={t("explorer.sound")} padded={false}>
          <Soundness transaction={transaction} />
        </Panel>
        <Particulars transaction={transaction} />
      </div>
    </div>
  );
}

function nothingWords({
  kind,
  hashes,
}: WholeTransaction): "explorer.nothing.invalid" | "explorer.nothing.hashes" | "explorer.nothing" {
  if (kind === "invalid") return "explorer.nothing.invalid";
  return hashes.length > 0 ? "explorer.nothing.hashes" : "explorer.nothing";
}

function Particulars({ transaction }: { readonly transaction: WholeTransaction }): ReactElement {
  const t = useWords();
  const { id, name, chaincode, at, event } = transaction;
  const { moment } = useFormats();
  return (
    <Panel title={t("explorer.particulars")}>
      <Facts
        facts={[
          ...(id === undefined
            ? []
            : [{ label: t("explorer.transaction"), value: <CopyableRef wrap>{id}</CopyableRef> }]),
          ...(name === undefined ? [] : [{ label: t("explorer.name"), value: <Ref wrap>{name}</Ref> }]),
          ...(event === undefined ? [] : [{ label: t("explorer.event"), value: <Ref wrap>{event}</Ref> }]),
          ...(chaincode === undefined ? [] : [{ label: t("explorer.chaincode"), value: <Ref>{chaincode}</Ref> }]),
          { label: t("explorer.at"), value: at === undefined ? t("explorer.at.unknown") : moment(at) },
        ]}
      />
    </Panel>
  );
}

/** What it was called with, as it stands in the block. */
function Asked({ transaction }: { readonly transaction: WholeTransaction }): ReactElement | null {
  const t = useWords();
  if (transaction.arguments.length === 0) return null;
  return (
    <Panel title={t("explorer.asked")} note={t("explorer.asked.note")}>
      {transaction.arguments.map((argument, at) => (
        <pre key={at} className="ref asked" dir="ltr" tabIndex={0}>
          {indented(argument)}
        </pre>
      ))}
    </Panel>
  );
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function Downloads({ transaction }: { readonly transaction: WholeTransaction }): ReactElement {
  const t = useWords();
  const formats = useFormats();
  const name = `transaction-${transaction.id ?? `${transaction.block}-${transaction.transaction}`}`;
  return <DownloadButtons name={name} json={transaction} rows={() => rowsOf(t, formats, transaction)} />;
}

function rowsOf(t: Words, formats: Formats, { writes }: WholeTransaction): string[][] {
  const heads = [
    t("explorer.record"),
    t("explorer.type"),
    t("explorer.field"),
    t("explorer.before"),
    t("explorer.after"),
  ];
  const none = (state: string): string => t(state === "unknown" ? "explorer.before.unknown" : "explorer.before.none");
  const rows = writes.flatMap((write) =>
    changesOf(write, (value) => fieldsOf(value, formats)).map(({ path, before, after }) => [
      write.record?.id ?? write.attributes.join(" "),
      write.type ?? "",
      path.join("."),
      before?.text ?? none(write.before.state),
      after?.text ?? t("explorer.after.gone"),
    ]),
  );
  return [heads, ...rows];
}
