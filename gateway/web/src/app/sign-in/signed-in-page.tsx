// SPDX-License-Identifier: Apache-2.0
import { type ReactElement, useEffect } from "react";
import { PageTitle } from "../../components/page-title";
import { PageHead } from "../../components/panel";
import { useWords } from "../../words/use-words";
import { tellSignedIn } from "./other-windows";

/** Where the window ends up in which somebody signs in for a page in another window. */
export function SignedInPage(): ReactElement {
  const t = useWords();
  useEffect(tellSignedIn, []);
  return (
    <main className="page">
      <PageTitle>{t("frame.signIn.title")}</PageTitle>
      <PageHead title={t("frame.signIn.done")} />
    </main>
  );
}
