// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import type { Session } from "../../api/session";
import { Latin } from "../../components/ref";
import { useWords } from "../../words/use-words";

/** Who one is: by role and office, as others see one. */
export function Who({ session }: { readonly session: Session }): ReactElement {
  const t = useWords();
  const { role, organisation, office, party } = session;
  const place = office ?? party;
  return (
    <div className="who">
      <b>{t(`frame.role.${role ?? "none"}`)}</b>
      <span>
        <Latin>{place === null ? organisation : `${organisation} (${place})`}</Latin>
      </span>
    </div>
  );
}
