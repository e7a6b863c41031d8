// SPDX-License-Identifier: Apache-2.0
import { type ReactElement, useState } from "react";
import { Icon } from "../../components/icon";
import { Ref } from "../../components/ref";
import { Sign } from "../../components/sign";
import { EmptyState } from "../../components/state";
import { Button } from "../../components/button";
import { Answer } from "../../shared/answer";
import { useFormats, useWords } from "../../words/use-words";
import { type Document, useDocuments, type Wanted } from "./queries";

const BYTES_IN_KB = 1_000;

/** Documents of a part, page by page. */
export function DocumentList({ wanted }: { readonly wanted: Wanted }): ReactElement {
  const t = useWords();
  const [bookmark, setBookmark] = useState("");
  return (
    <Answer query={useDocuments(wanted, bookmark)}>
      {({ items, bookmark: next }) =>
        items.length === 0 ? (
          <div className="panel-in">
            <EmptyState title={t("documents.none")}>{t("documents.none.about")}</EmptyState>
          </div>
        ) : (
          <>
            <div className="scroll-x" tabIndex={0} role="region" aria-label={t("documents.table")}>
              <table className="table">
                <thead>
                  <tr>
                    <th scope="col">{t("documents.name")}</th>
                    <th scope="col">{t("documents.kind")}</th>
                    <th scope="col">{t("documents.stored")}</th>
                    <th scope="col">{t("documents.scan")}</th>
                    <th scope="col">{t("documents.kept")}</th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((document) => (
                    <DocumentRow key={document.id} document={document} />
                  ))}
                </tbody>
              </table>
            </div>
            {next !== "" && (
              <div className="panel-in">
                <Button onPress={() => setBookmark(next)}>{t("components.pages.next")}</Button>
              </div>
            )}
          </>
        )
      }
    </Answer>
  );
}

function DocumentRow({ document }: { readonly document: Document }): ReactElement {
  const t = useWords();
  const { integer, moment, day } = useFormats();
  const { id, name, sha256, kind, mediaType, bytes, storedAt, receivedFrom, scan, content } = document;
  const size = integer(Math.ceil(bytes / BYTES_IN_KB));
  const isHeld = content === "held";
  return (
    <tr>
      <th scope="row">
        {isHeld ? (
          <a href={`/v1/documents/${id}/content`} download={name ?? sha256}>
            <Icon name="down" size={16} /> <bdi>{name ?? sha256}</bdi>
          </a>
        ) : (
          <bdi>{name ?? sha256}</bdi>
        )}
        <br />
        <Ref wrap>{sha256}</Ref>
      </th>
      <td>
        {t(`documents.kind.${kind}`)}
        <br />
        <span className="muted t14">{t("documents.size", { type: mediaType, size })}</span>
      </td>
      <td>
        {moment(storedAt)}
        {receivedFrom !== undefined && (
          <>
            <br />
            <span className="muted t14">{t.with("documents.from", { organisation: <Ref>{receivedFrom}</Ref> })}</span>
          </>
        )}
      </td>
      <td>
        <span className="standing">
          <Sign kind={scan === "clean" ? "pass" : "unknown"} size="small" />
          {t(`documents.scan.${scan}`)}
        </span>
      </td>
      <td>
        {isHeld ? t("documents.until", { day: day(document.retainUntil) }) : t("documents.gone")}
        {document.preserved && (
          <>
            <br />
            {t("documents.preserved")}
          </>
        )}
      </td>
    </tr>
  );
}
