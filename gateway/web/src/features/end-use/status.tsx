// SPDX-License-Identifier: Apache-2.0
import { CERTIFICATE_STATUSES, type CertificateStatus } from "@licet/domain/certificate/transitions";
import type { ReactElement } from "react";
import { StatusTag, toneOf } from "../../components/status-tag";
import { useWords } from "../../words/use-words";

/** A certificate's status in words; one that this application does not know is shown as the ledger writes it. */
export function CertificateStatusTag({
  status,
  large,
}: {
  readonly status: string | null;
  readonly large?: boolean;
}): ReactElement {
  const t = useWords();
  const known = CERTIFICATE_STATUSES.find((each): each is CertificateStatus => each === status);
  const word = known === undefined ? (status ?? t("end-use.unknown")) : t(`end-use.status.${known}`);
  return (
    <StatusTag tone={toneOf(status ?? "")} large={large ?? false}>
      {word}
    </StatusTag>
  );
}
