// SPDX-License-Identifier: Apache-2.0
import type { CertificateContent } from "@licet/domain/certificate/schemas";
import type { ReactElement } from "react";
import { Sign } from "../../components/sign";
import { useWords } from "../../words/use-words";

type Given = CertificateContent["undertakings"][number];

/** The undertakings, each with whether it was given: one that was not given is said as plainly. */
export function Clauses({ undertakings }: { readonly undertakings: readonly Given[] }): ReactElement {
  const t = useWords();
  if (undertakings.length === 0) return <p>{t("end-use.clauses.none")}</p>;
  return (
    <ul className="stack">
      {undertakings.map((each) => (
        <li key={each.code} className="answered">
          <Sign kind={each.given ? "pass" : "refer"} size="small" />
          <span>
            <b>{t(each.given ? "end-use.given" : "end-use.notGiven")}</b> <ClauseText undertaking={each} />
          </span>
        </li>
      ))}
    </ul>
  );
}

/** A clause in full: in the end user's own wording, where there is one, beside the one that its code stands for. */
export function ClauseText({ undertaking: { code, text, language } }: { readonly undertaking: Given }): ReactElement {
  const t = useWords();
  return (
    <>
      {t(`end-use.clause.${code}`)}
      {text !== undefined && (
        <>
          <br />
          <bdi lang={language}>{text}</bdi>
        </>
      )}
    </>
  );
}
