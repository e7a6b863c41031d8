// SPDX-License-Identifier: Apache-2.0
import type { Presented } from "@licet/domain/checkpoint/schemas";
import type { ReactElement } from "react";
import { asSent } from "../../../api/as-sent";
import { api, contentOf } from "../../../api/client";
import { useSend } from "../../../shared/use-send";
import { useWords } from "../../../words/use-words";
import { ActForm, type ActProps } from "./act-form";

/** Puts the verification on record: the ledger computes it anew from what it was asked with last, and keeps its codes alone. */
export function RecordForm({
  consignment,
  presented,
  onRecorded,
}: ActProps & { readonly presented: Presented }): ReactElement {
  const t = useWords();
  const { place, office, ...seen } = presented;
  const sending = useSend({
    act: (_body: null, key) => {
      const body = {
        consignment,
        ...(place === undefined ? {} : { place }),
        ...(office === undefined ? {} : { office }),
        ...(Object.keys(seen).length === 0 ? {} : { confidential: { presented: seen } }),
      };
      const params = { header: { "Idempotency-Key": key } };
      return contentOf(api.POST("/v1/checkpoint/verifications", { params, body: asSent(body) }));
    },
    onSent: ({ result }) =>
      onRecorded(
        t("checkpoint.recorded.record", {
          id: result.id,
          disposition: t(`components.disposition.${result.disposition}`),
        }),
      ),
  });
  return (
    <ActForm name="record" sending={sending} wrong={[]} fields={[]} onSend={() => sending.send(null)}>
      <p>{t("checkpoint.record.about")}</p>
    </ActForm>
  );
}
