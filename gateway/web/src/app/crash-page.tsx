// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { useRouteError } from "react-router";
import { ProblemError } from "../api/problem";
import { Button } from "../components/button";
import { PageTitle } from "../components/page-title";
import { PageHead } from "../components/panel";
import { ErrorState } from "../components/state";
import { useWords } from "../words/use-words";

/** What stands in place of a page that failed; the rest of the frame goes on. */
export function CrashPage(): ReactElement {
  const t = useWords();
  const error = useRouteError();
  const title = t("frame.crash.title");
  return (
    <>
      <PageTitle>{title}</PageTitle>
      <PageHead title={title} />
      <div className="panel panel-in">
        <ErrorState
          title={title}
          happened={error instanceof Error ? error.message : String(error)}
          kept={t("frame.crash.kept")}
          todo={t("frame.crash.do")}
          actions={
            <Button kind="main" onPress={() => location.reload()}>
              {t("frame.crash.again")}
            </Button>
          }
          {...(error instanceof ProblemError ? { reference: error.problem.instance } : {})}
        />
      </div>
    </>
  );
}
