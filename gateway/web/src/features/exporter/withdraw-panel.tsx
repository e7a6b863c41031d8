// SPDX-License-Identifier: Apache-2.0
import { APPLICATION_TRANSITIONS } from "@licet/domain/licence/transitions";
import { type ReactElement, useState } from "react";
import { api, contentOf } from "../../api/client";
import type { Application } from "../../api/licensing";
import { Button, ButtonRow } from "../../components/button";
import { type Effect, EffectsSheet } from "../../components/effects-sheet";
import { Panel } from "../../components/panel";
import { ActProblem } from "../../shared/act-problem";
import { SheetButtons } from "../../shared/sheet-buttons";
import { useRecorded } from "../../shared/use-recorded";
import { useWords } from "../../words/use-words";

/** Whether the ledger's table lets an application be withdrawn as it is. */
export function mayWithdraw({ status }: Application): boolean {
  return APPLICATION_TRANSITIONS.some(({ from, action }) => from === status && action === "withdraw");
}

/** Withdrawing, with what it brings about before it is pressed. */
export function WithdrawPanel({ application }: { readonly application: Application }): ReactElement {
  const t = useWords();
  const [opened, setOpened] = useState(false);
  if (opened) return <WithdrawSheet application={application} onClose={() => setOpened(false)} />;
  return (
    <Panel title={t("exporter.withdraw")}>
      <ButtonRow>
        <Button onPress={() => setOpened(true)}>{t("exporter.withdraw.look")}</Button>
      </ButtonRow>
    </Panel>
  );
}

interface WithdrawSheetProps {
  readonly application: Application;
  readonly onClose: () => void;
}

function WithdrawSheet({ application: { id, status }, onClose }: WithdrawSheetProps): ReactElement {
  const t = useWords();
  const sending = useRecorded((_: undefined, key) => {
    const params = { path: { application: id }, header: { "Idempotency-Key": key } };
    return contentOf(api.POST("/v1/applications/{application}/withdrawal", { params, body: {} }));
  });
  const atOnce: Effect[] = [
    { id: "ends", sign: "stop", text: t("exporter.withdraw.ends") },
    ...(status === "approved"
      ? [{ id: "approved", sign: "stop" as const, text: t("exporter.withdraw.approved") }]
      : []),
  ];
  const stays: Effect[] = [{ id: "record", sign: "na", text: t("exporter.withdraw.stays") }];
  return (
    <EffectsSheet
      title={t("exporter.withdraw")}
      atOnce={atOnce}
      stays={stays}
      told={t("exporter.withdraw.told")}
      takenBack={t("exporter.withdraw.takenBack")}
      actions={
        <SheetButtons
          sending={sending}
          act={t("exporter.withdraw.act")}
          kind="stop"
          keep={t("exporter.withdraw.keep")}
          onKeep={onClose}
        />
      }
    >
      <ActProblem sending={sending} asksHere />
    </EffectsSheet>
  );
}
