// SPDX-License-Identifier: Apache-2.0
import { PARTY_STATUSES } from "@licet/domain/party/transitions";
import type { ReactElement } from "react";
import { StatusTag, toneOf } from "../../components/status-tag";
import { useWords } from "../../words/use-words";

/** A party's status in words; one that this application does not know is shown as the ledger writes it. */
export function PartyStatusTag({ status }: { readonly status: string | null }): ReactElement {
  const t = useWords();
  const known = PARTY_STATUSES.find((each) => each === status);
  return (
    <StatusTag tone={toneOf(status ?? "")}>
      {known === undefined ? (status ?? t("registry.unknown")) : t(`registry.status.${known}`)}
    </StatusTag>
  );
}
