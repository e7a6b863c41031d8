// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { Link } from "react-router";
import { useSession } from "../../api/session";
import { buttonClass } from "../../components/button";
import { useWords } from "../../words/use-words";
import type { Goods } from "./goods";
import { ACTING_ROLES } from "./lists";

/** What can be done with goods that one has, besides handing them over; nothing where the reader may do nothing more. */
export function OwnLinks({ goods: { consignment, head } }: { readonly goods: Goods }): ReactElement | null {
  const t = useWords();
  const { role } = useSession();
  const mayAct = role !== null && ACTING_ROLES.includes(role);
  const acts = [
    ...(mayAct ? (["incident", "reseal"] as const) : []),
    ...(head.pending === undefined ? [] : (["withdraw"] as const)),
    ...(mayAct ? (["correct"] as const) : []),
  ];
  if (acts.length === 0) return null;
  return (
    <details>
      <summary className={buttonClass({ kind: "quiet", glove: true, full: true })}>{t("carrier.own")}</summary>
      <div className="stack own-acts">
        {acts.map((act) => (
          <Link
            key={act}
            className={buttonClass({ kind: "quiet", glove: true, full: true })}
            to={`/goods/${act}/${encodeURIComponent(consignment)}`}
          >
            {t(`carrier.own.${act}.title`)}
            <span className="vh"> {consignment}</span>
          </Link>
        ))}
      </div>
    </details>
  );
}
