// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { Link } from "react-router";
import { buttonClass } from "../components/button";
import { PageTitle } from "../components/page-title";
import { PageHead } from "../components/panel";
import { useWords } from "../words/use-words";

/** What stands where no page is. */
export function MissingPage(): ReactElement {
  const t = useWords();
  const title = t("frame.missing.title");
  return (
    <>
      <PageTitle>{title}</PageTitle>
      <PageHead title={title} lead={t("frame.missing.do")} />
      <p>
        <Link className={buttonClass({ kind: "main" })} to="/">
          {t("frame.missing.start")}
        </Link>
      </p>
    </>
  );
}
