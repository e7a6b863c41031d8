// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { Ref } from "../../components/ref";
import { useLedgerWords } from "../../shared/ledger-words";
import { useFormats, useWords } from "../../words/use-words";
import type { Members } from "./queries";

/** Members and what their people may be. */
export function MemberTable({ members }: { readonly members: Members["members"] }): ReactElement {
  const t = useWords();
  const words = useLedgerWords();
  const { list } = useFormats();
  return (
    <div className="scroll-x" tabIndex={0} role="region" aria-label={t("consortium.members.table")}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t("consortium.organisation")}</th>
            <th scope="col">{t("consortium.kind")}</th>
            <th scope="col">{t("consortium.state")}</th>
            <th scope="col">{t("consortium.register")}</th>
            <th scope="col">{t("consortium.roles")}</th>
          </tr>
        </thead>
        <tbody>
          {members.map(({ mspId, kind, state, register, roles }) => (
            <tr key={mspId}>
              <th scope="row">
                <Ref>{mspId}</Ref>
              </th>
              <td>{t(`consortium.kind.${kind}`)}</td>
              <td>{state === undefined ? t("consortium.none") : <Ref>{state}</Ref>}</td>
              <td>
                <Ref>{register}</Ref>
              </td>
              <td>{list(roles.map((role) => words.role(role) ?? role))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
