// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { Link, useSearchParams } from "react-router";
import { PageTitle } from "../../components/page-title";
import { PageHead, Panel } from "../../components/panel";
import { Latin, Ref } from "../../components/ref";
import { EmptyState } from "../../components/state";
import { Answer } from "../../shared/answer";
import { useFormats, useWords } from "../../words/use-words";
import { type DocumentLog, useDocumentLog } from "./queries";

/** Who did what with the organisation's documents, newest first. */
export function LogPage(): ReactElement {
  const t = useWords();
  const [search] = useSearchParams();
  const document = search.get("document") ?? undefined;
  const query = useDocumentLog(document, search.get("from") ?? "");
  return (
    <>
      <PageTitle>{t("documents.log")}</PageTitle>
      <PageHead
        title={t("documents.log")}
        crumb={<Link to="/documents">{t("documents.title")}</Link>}
        lead={t("documents.log.lead")}
      />
      <Panel title={t("documents.log.lines")} padded={false}>
        <Answer query={query} lines={6}>
          {({ items, bookmark }) => (
            <>
              {items.length === 0 ? (
                <div className="panel-in">
                  <EmptyState title={t("documents.log.none")}>{t("documents.log.none.about")}</EmptyState>
                </div>
              ) : (
                <LogTable lines={items} />
              )}
              {bookmark !== "" && (
                <p className="panel-in">
                  <Link
                    to={`?${new URLSearchParams({ ...(document === undefined ? {} : { document }), from: bookmark }).toString()}`}
                  >
                    {t("components.pages.next")}
                  </Link>
                </p>
              )}
            </>
          )}
        </Answer>
      </Panel>
    </>
  );
}

function LogTable({ lines }: { readonly lines: DocumentLog["items"] }): ReactElement {
  const t = useWords();
  const { moment } = useFormats();
  return (
    <div className="scroll-x" tabIndex={0} role="region" aria-label={t("documents.log.table")}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t("documents.log.at")}</th>
            <th scope="col">{t("documents.log.act")}</th>
            <th scope="col">{t("documents.log.person")}</th>
            <th scope="col">{t("documents.log.document")}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ number, at, act, person, document }) => (
            <tr key={number}>
              <td>{moment(at)}</td>
              <td>{t(`documents.act.${act}`)}</td>
              <td>
                <Latin>{person}</Latin>
              </td>
              <td>
                <Link to={`?document=${document}`}>
                  <Ref wrap>{document}</Ref>
                </Link>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
