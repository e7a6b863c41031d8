// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { Ref } from "../../components/ref";
import { useLedgerWords } from "../../shared/ledger-words";
import { useWords } from "../../words/use-words";
import type { TransactionLine } from "./queries";

/** What a transaction was, in words; its own name where there are none. */
export function TransactionName({ line }: { readonly line: TransactionLine }): ReactElement {
  const t = useWords();
  const words = useLedgerWords();
  if (line.kind === "configuration") return <>{t("explorer.configuration")}</>;
  if (line.kind === "other") return <>{t("explorer.other")}</>;
  const said = line.event === undefined ? undefined : words.event(line.event);
  if (said !== undefined) return <>{said}</>;
  return line.name === undefined || line.name === "" ? <>{t("explorer.unreadable")}</> : <Ref>{line.name}</Ref>;
}

/** Who sent a transaction: by role, office and organisation. */
export function Sender({ by }: Pick<TransactionLine, "by">): ReactElement {
  const t = useWords();
  const words = useLedgerWords();
  const { organisation, role, office } = by;
  const who = { organisation: <Ref>{organisation}</Ref>, office: <Ref>{office ?? ""}</Ref> };
  if (role === undefined) return <Ref>{organisation === "" ? t("explorer.nobody") : organisation}</Ref>;
  const named = { ...who, role: words.role(role) ?? role };
  return <>{office === undefined ? t.with("explorer.sender", named) : t.with("explorer.sender.office", named)}</>;
}
