// SPDX-License-Identifier: Apache-2.0
import { LICENCE_REASONS, type LicenceContent } from "@licet/domain/licence/schemas";
import { type ReactElement, useState } from "react";
import { asSent } from "../../api/as-sent";
import { api, contentOf } from "../../api/client";
import type { Application } from "../../api/licensing";
import { CheckboxGroup, RadioGroup, SelectField } from "../../components/choice-fields";
import type { FieldError } from "../../components/form-context";
import { Panel } from "../../components/panel";
import { TextField } from "../../components/text-fields";
import { useLicensingWords } from "../../shared/licensing-words";
import { SendForm } from "../../shared/send-form";
import { useRecorded } from "../../shared/use-recorded";
import type { Sending } from "../../shared/use-send";
import { useWords } from "../../words/use-words";
import { missingIn } from "../../shared/completeness";
import { type Decision, decisionOf, emptyDecision } from "./decision";
import { TermsFields } from "./terms-fields";
import { wrongWords } from "./wrong-words";

interface DecideFormProps {
  readonly application: Application;
  readonly content: LicenceContent;
  readonly onDone: (standing: string) => void;
}

/** Approves with terms, or refuses, by a coded reason and its legal basis. */
export function DecideForm({ application, content, onDone }: DecideFormProps): ReactElement {
  const t = useWords();
  const words = useLicensingWords();
  const [typed, setTyped] = useState(() => emptyDecision(content.lines.map(({ line }) => line)));
  const [seen, setSeen] = useState<readonly string[]>([]);
  const [wrong, setWrong] = useState<readonly FieldError[]>([]);
  const missing = missingIn(content);
  const sending = useDecision(onDone);
  const send = (): void => {
    const made = decisionOf(application, typed);
    const unseen = typed.outcome === "approve" && missing.length > 0 && !seen.includes("missing") ? ["seen"] : [];
    const fields = [...(made.wrong ?? []), ...unseen];
    setWrong(wrongWords(t, fields));
    if (fields.length === 0 && made.decision !== undefined) sending.send(made.decision);
  };
  return (
    <Panel title={t("case.decide.title")} note={t("components.effects.unsent")}>
      <SendForm
        label={t("case.decide.form")}
        act={t(typed.outcome === "refuse" ? "case.decide.refuse" : "case.decide.approve")}
        kind={typed.outcome === "refuse" ? "stop" : "main"}
        sending={sending}
        wrong={wrong}
        onSend={send}
      >
        <RadioGroup
          name="outcome"
          label={t("case.decide.outcome")}
          options={(application.status === "approved" ? (["refuse"] as const) : (["approve", "refuse"] as const)).map(
            (value) => ({ value, label: t(`case.decide.outcome.${value}`) }),
          )}
          value={typed.outcome}
          onChange={(outcome) => setTyped({ ...typed, outcome })}
        />
        <SelectField
          name="reason"
          label={t("licensing.reason")}
          options={LICENCE_REASONS.map((value) => ({ value, label: words.reason(value) }))}
          value={typed.reason}
          onChange={(reason) => setTyped({ ...typed, reason })}
        />
        <TextField
          name="legalBasis"
          label={t("licensing.legalBasis")}
          hint={t("licensing.legalBasis.hint")}
          value={typed.legalBasis}
          onChange={(legalBasis) => setTyped({ ...typed, legalBasis })}
          maxLength={160}
        />
        {typed.outcome === "approve" && <TermsFields typed={typed} lines={content.lines} onTyped={setTyped} />}
        {typed.outcome === "approve" && missing.length > 0 && (
          <CheckboxGroup
            name="seen"
            label={t("case.complete.missing", { count: missing.length })}
            hint={t("case.complete.seen.hint")}
            options={[{ value: "missing", label: t("case.complete.seen") }]}
            values={seen}
            onChange={setSeen}
          />
        )}
        <p className="note">
          {t(typed.outcome === "refuse" ? "case.decide.refuse.means" : "case.decide.approve.means")}
        </p>
      </SendForm>
    </Panel>
  );
}

/** Sends a decision. */
function useDecision(onDone: (standing: string) => void): Sending<Decision> {
  return useRecorded(
    async ({ application: id, ...body }: Decision, key) => {
      const params = { path: { application: id }, header: { "Idempotency-Key": key } };
      return (await contentOf(api.POST("/v1/applications/{application}/decision", { params, body: asSent(body) })))
        .result;
    },
    ({ status }) => onDone(status),
  );
}
