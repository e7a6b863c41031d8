// SPDX-License-Identifier: Apache-2.0
import { useQueryClient } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useLocation } from "react-router";
import { keys } from "../../api/keys";
import { providerAddress, type SignInMeans, useSignInMeans } from "../../api/session";
import { buttonClass } from "../../components/button";
import { PageTitle } from "../../components/page-title";
import { PageHead, Panel } from "../../components/panel";
import { EmptyState } from "../../components/state";
import { useWords } from "../../words/use-words";
import { DemonstrationPeople } from "./demonstration-people";
import { Answer } from "../../shared/answer";

/** Where one signs in; whoever came for a page gets it afterwards. */
export function SignInPage(): ReactElement {
  const t = useWords();
  const means = useSignInMeans();
  return (
    <>
      <PageTitle>{t("frame.signIn.title")}</PageTitle>
      <PageHead title={t("frame.signIn.title")} lead={t("frame.signIn.lead")} />
      <Answer query={means}>{(known) => <Means means={known} />}</Answer>
      <p className="t14">
        <a className="inline-target" href="/docs/">
          {t("frame.signIn.docs")}
        </a>
      </p>
    </>
  );
}

function Means({ means: { provider, demonstration } }: { readonly means: SignInMeans }): ReactElement {
  const t = useWords();
  const queries = useQueryClient();
  const { pathname, search } = useLocation();
  if (!provider && demonstration === null) {
    return (
      <Panel title={t("frame.signIn.title")}>
        <EmptyState title={t("frame.signIn.none")}>{t("frame.signIn.none.do")}</EmptyState>
      </Panel>
    );
  }
  return (
    <>
      {provider && (
        <p>
          <a className={buttonClass({ kind: "main" })} href={providerAddress(`${pathname}${search}`)}>
            {t("frame.signIn.provider")}
          </a>
        </p>
      )}
      {demonstration !== null && (
        <DemonstrationPeople
          groups={demonstration}
          first={new URLSearchParams(search).get("as")}
          onSignedIn={() => queries.invalidateQueries({ queryKey: keys.session })}
        />
      )}
    </>
  );
}
