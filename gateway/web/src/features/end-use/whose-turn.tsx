// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import type { ListRow } from "../../api/lists";
import { Latin, Ref } from "../../components/ref";
import { useLedgerWords } from "../../shared/ledger-words";
import { useFormats, useWords } from "../../words/use-words";

const ACTS = ["sign", "certify", "verify-paper", "bind", "fulfil", "expire"] as const;

/** Who has to act, and how; that nobody has to is said too. */
export function WhoseTurn({ next }: { readonly next: ListRow["next"] }): ReactElement {
  const t = useWords();
  if (next.length === 0) return <span className="muted">{t("end-use.turn.nobody")}</span>;
  return (
    <>
      {next.map((each) => (
        <Turn key={each.act} next={each} />
      ))}
    </>
  );
}

function Turn({ next }: { readonly next: ListRow["next"][number] }): ReactElement {
  const t = useWords();
  const ledger = useLedgerWords();
  const { list } = useFormats();
  const known = ACTS.find((act) => act === next.act);
  const act = known === undefined ? next.act : t(`end-use.act.${known}`);
  if (next.yours) return <b>{t("end-use.turn.yours", { act })}</b>;
  const roles = list(next.roles.map((role) => ledger.role(role) ?? role));
  const whom = next.party === undefined ? next.organisation : next.party;
  return (
    <span className="stack stack-tight">
      <span>{act}</span>
      <span className="muted t14">
        {roles} {whom !== undefined && (next.party === undefined ? <Latin>{whom}</Latin> : <Ref>{whom}</Ref>)}
      </span>
    </span>
  );
}
