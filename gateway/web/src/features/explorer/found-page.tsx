// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { Link, Navigate, useParams } from "react-router";
import { PageTitle } from "../../components/page-title";
import { PageHead } from "../../components/panel";
import { Ref } from "../../components/ref";
import { Answer } from "../../shared/answer";
import { useWords } from "../../words/use-words";
import { transactionAddress } from "./addresses";
import { usePlace } from "./queries";

/** Leads from a transaction's id, as others send it, to its place on the channel. */
export function FoundTransactionPage(): ReactElement {
  const t = useWords();
  const id = useParams()["id"] ?? "";
  return (
    <>
      <PageTitle>{t("explorer.transaction")}</PageTitle>
      <PageHead
        title={t("explorer.transaction")}
        crumb={<Link to="/explorer">{t("explorer.title")}</Link>}
        lead={<Ref wrap>{id}</Ref>}
      />
      <Answer query={usePlace(id)} panel={t("explorer.transaction")}>
        {(place) => <Navigate to={transactionAddress(place)} replace />}
      </Answer>
    </>
  );
}
