// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { Facts } from "../../../components/facts";
import { Ref } from "../../../components/ref";
import { EmptyState } from "../../../components/state";
import { useWords } from "../../../words/use-words";
import type { ActFormProps } from "../goods-page";
import { ActForm, ActPage } from "./act-page";
import { useAct } from "./use-act";

/** Takes one's own offer back. */
export function WithdrawPage(): ReactElement {
  return <ActPage act="withdraw" form={(props) => <WithdrawForm {...props} />} />;
}

function WithdrawForm({ head, outbox }: ActFormProps): ReactElement {
  const t = useWords();
  const { errors, sign } = useAct(outbox);
  if (head.pending === undefined) {
    return <EmptyState title={t("carrier.own.withdraw.none")}>{t("carrier.own.withdraw.none.about")}</EmptyState>;
  }
  const { consignment } = head;
  return (
    <ActForm
      act="withdraw"
      outbox={outbox}
      errors={errors}
      onSend={() => sign((eventTime) => ({ act: { act: "withdraw", consignment, body: { eventTime } } }))}
    >
      <Facts facts={[{ label: t("carrier.release.to"), value: <Ref>{head.pending.receivedBy}</Ref> }]} />
    </ActForm>
  );
}
