// SPDX-License-Identifier: Apache-2.0
import { LicenceNumber } from "@licet/domain/shared/references";
import type { UseQueryResult } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import { api, contentOf } from "../../api/client";
import type { Application, Row } from "../../api/licensing";
import type { QueuePage } from "../../api/queues";
import { useSession } from "../../api/session";
import type { FieldError } from "../../components/form-context";
import { Panel } from "../../components/panel";
import { EmptyState } from "../../components/state";
import { TextField } from "../../components/text-fields";
import { RequestErrorState } from "../../shared/request-error-state";
import { SendForm } from "../../shared/send-form";
import { useRecorded } from "../../shared/use-recorded";
import { useWords } from "../../words/use-words";
import { wrongWords } from "./wrong-words";

interface IssueProps {
  readonly application: Application;
  readonly onDone: (standing: string) => void;
}

interface IssuePanelProps extends IssueProps {
  /** Rows of the application, which say who has the ball. */
  readonly rows: UseQueryResult<QueuePage>;
}

/** Four eyes: a second, senior officer issues what was approved, and nobody else. */
export function IssuePanel({ application, rows, onDone }: IssuePanelProps): ReactElement {
  const t = useWords();
  const { role } = useSession();
  const row = rows.data?.items.find(({ id }) => id === application.id);
  const blocked = blockOf(role, row);
  if (blocked === undefined) return <IssueForm application={application} onDone={onDone} />;
  return (
    <Panel title={t("case.issue.title")}>
      {blocked === "unknown" && rows.data === undefined ? (
        <StillAsked rows={rows} />
      ) : (
        <EmptyState title={t(`case.issue.blocked.${blocked}`)}>{t(`case.issue.blocked.${blocked}.about`)}</EmptyState>
      )}
    </Panel>
  );
}

function StillAsked({ rows }: Pick<IssuePanelProps, "rows">): ReactElement {
  const t = useWords();
  if (rows.error !== null) return <RequestErrorState error={rows.error} onAgain={() => void rows.refetch()} />;
  return (
    <p className="note" role="status">
      {t("case.issue.asking")}
    </p>
  );
}

/** Why somebody may not issue; undefined where they may. Without a row nobody knows whether they approved it themselves. */
function blockOf(role: string | null, row: Row | undefined): "role" | "own" | "unknown" | undefined {
  if (role !== "senior-licensing-officer") return "role";
  if (row === undefined) return "unknown";
  return row.next.some(({ act, yours }) => act === "issue" && yours) ? undefined : "own";
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
