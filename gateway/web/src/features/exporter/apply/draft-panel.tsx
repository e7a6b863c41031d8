// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { useNavigate } from "react-router";
import { Button, ButtonRow } from "../../../components/button";
import { Panel } from "../../../components/panel";
import { Sign, type SignKind } from "../../../components/sign";
import type { KeptState } from "../../../shared/draft-keeper";
import type { KeptForm } from "../../../shared/use-draft";
import { useWords } from "../../../words/use-words";

const SIGNS: Readonly<Record<KeptState, SignKind>> = {
  unchanged: "na",
  changed: "wait",
  kept: "pass",
  elsewhere: "stop",
  failed: "refer",
};

/** Whether what was typed is kept, and the way to throw it away. */
export function DraftPanel({ form }: { readonly form: Pick<KeptForm<never>, "state" | "discard"> }): ReactElement {
  const t = useWords();
  const go = useNavigate();
  const discard = async (): Promise<void> => {
    await form.discard();
    await go("/applications");
  };
  return (
    <Panel title={t("exporter.draft")}>
      <p className="gate-h" role="status">
        <Sign kind={SIGNS[form.state]} size="small" />
        {t(`exporter.draft.${form.state}`)}
      </p>
      <p className="muted t14">{t("exporter.draft.about")}</p>
      <ButtonRow>
        <Button kind="quiet" onPress={() => void discard()}>
          {t("exporter.draft.discard")}
        </Button>
      </ButtonRow>
    </Panel>
  );
}
