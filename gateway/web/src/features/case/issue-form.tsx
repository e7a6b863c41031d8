// SPDX-License-Identifier: Apache-2.0
import { LicenceNumber } from "@licet/domain/shared/references";
import { type ReactElement, useState } from "react";
import { api, contentOf } from "../../api/client";
import type { Application, Row } from "../../api/licensing";
import { useSession } from "../../api/session";
import type { FieldError } from "../../components/form-context";
import { Panel } from "../../components/panel";
import { EmptyState } from "../../components/state";
import { TextField } from "../../components/text-fields";
import { SendForm } from "../../shared/send-form";
import { useRecorded } from "../../shared/use-recorded";
import { useWords } from "../../words/use-words";
import { wrongWords } from "./wrong-words";

interface IssueProps {
  readonly application: Application;
  /** Who has the ball, as the gateway says; undefined where it has not told. */
  readonly row: Row | undefined;
  readonly onDone: (standing: string) => void;
}

/** Four eyes: a second, senior officer issues what was approved, and nobody else. */
export function IssuePanel(props: IssueProps): ReactElement {
  const t = useWords();
  const { role } = useSession();
  const issue = props.row?.next.find(({ act }) => act === "issue");
  const blocked =
    role !== "senior-licensing-officer" ? "role" : issue === undefined || !issue.yours ? "own" : undefined;
  if (blocked === undefined) return <IssueForm {...props} />;
  return (
    <Panel title={t("case.issue.title")}>
      <EmptyState title={t(`case.issue.blocked.${blocked}`)}>{t(`case.issue.blocked.${blocked}.about`)}</EmptyState>
    </Panel>
  );
}

function IssueForm({ application, onDone }: IssueProps): ReactElement {
  const t = useWords();
  const [number, setNumber] = useState("");
  const [wrong, setWrong] = useState<readonly FieldError[]>([]);
  const sending = useRecorded(
    (licence: string, key) => {
      const params = { path: { application: application.id }, header: { "Idempotency-Key": key } };
      return contentOf(api.POST("/v1/applications/{application}/licence", { params, body: { licence } }));
    },
    () => onDone("issued"),
  );
  const send = (): void => {
    const checked = LicenceNumber.safeParse(number);
    setWrong(checked.success ? [] : wrongWords(t, ["licence"]));
    if (checked.success) sending.send(checked.data);
  };
  return (
    <Panel title={t("case.issue.title")} note={t("components.effects.unsent")}>
      <SendForm label={t("case.issue.form")} act={t("case.issue.act")} sending={sending} wrong={wrong} onSend={send}>
        <TextField
          name="licence"
          label={t("case.issue.number")}
          hint={t("case.issue.number.hint")}
          reference
          value={number}
          onChange={setNumber}
          maxLength={35}
        />
        <p className="note">{t("case.issue.means")}</p>
      </SendForm>
    </Panel>
  );
}
