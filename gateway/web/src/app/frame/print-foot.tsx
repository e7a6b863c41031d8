// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { useFreshness } from "../../api/freshness";
import { type Session, useIsDemonstration } from "../../api/session";
import { useNow } from "../../words/use-now";
import { useFormats, useWords } from "../../words/use-words";

/** Seconds within which a print's time is right. */
const PRECISION_SECONDS = 30;

/** The foot of each printed page: what state of the ledger it shows, who printed it, and that it permits nothing. */
export function PrintFoot({ session }: { readonly session: Session | null }): ReactElement {
  const t = useWords();
  const { integer, moment } = useFormats();
  const { block, confirmedAt } = useFreshness();
  const isDemonstration = useIsDemonstration();
  const now = useNow(PRECISION_SECONDS);
  const isKnown = block !== undefined && confirmedAt !== undefined;
  const asOf = isKnown
    ? t("frame.print.asOf", { block: integer(block), moment: moment(confirmedAt) })
    : t("frame.print.asOfUnknown");
  return (
    <footer className="print-foot print-foot-page">
      <span>{asOf}</span>
      {session !== null && <span>{t("frame.print.by", { person: session.person, moment: moment(now) })}</span>}
      <b>{t("frame.print.noPermit")}</b>
      {isDemonstration && <b>{t("frame.banner.demonstration")}</b>}
    </footer>
  );
}
