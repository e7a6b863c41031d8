// SPDX-License-Identifier: Apache-2.0
import { useQueryClient } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import { useNavigate } from "react-router";
import { api, contentOf } from "../../../api/client";
import type { Draft } from "../../../api/drafts";
import { keys } from "../../../api/keys";
import type { operations } from "../../../api/schema";
import type { FieldError } from "../../../components/form-context";
import { SendForm } from "../../../shared/send-form";
import { missingIn } from "../../../shared/completeness";
import { type KeptForm, useDraft } from "../../../shared/use-draft";
import { type Sending, useSend } from "../../../shared/use-send";
import { useWords } from "../../../words/use-words";
import { ConditionsPanel } from "./conditions-panel";
import { DraftPanel } from "./draft-panel";
import { FilesPanel } from "./files-panel";
import { GoodsPanel } from "./goods-panel";
import { KindPanel } from "./kind-panel";
import { PartiesPanel } from "./parties-panel";
import { ReadyPanel } from "./ready-panel";
import { TasksPanel } from "./tasks-panel";
import { fieldOf, type Made, madeOf, type PartProps, type TypedApplication } from "./typed";
import { UsePanel } from "./use-panel";
import { wrongWords } from "./wrong-words";

type Body = operations["licenceApply"]["requestBody"]["content"]["application/json"];

interface ApplyFormProps {
  readonly draft: string;
  readonly kept: Draft | null;
  readonly initial: TypedApplication;
}

/** An application in its parts, with what is open in each, kept while it is typed and sent once nothing is open. */
export function ApplyForm({ draft, kept, initial }: ApplyFormProps): ReactElement {
  const t = useWords();
  const form = useDraft<TypedApplication>({ key: draft, kept, initial: () => initial });
  const [accepted, setAccepted] = useState<readonly string[]>([]);
  const [wrong, setWrong] = useState<readonly FieldError[]>([]);
  const sending = useApply(form);
  const made = madeOf(form.typed);
  const press = (): void => {
    const open = openOf(made, accepted);
    setWrong(wrongWords(t, open));
    const body = bodyOf(made);
    if (open.length === 0 && body !== undefined) sending.send(body);
  };
  const part: PartProps = {
    typed: form.typed,
    onChange: (change) => !sending.isUnknown && form.change({ ...form.typed, ...change }),
  };
  const refused = sending.errors.map((error) => ({ ...error, field: fieldOf(error.field) }));
  return (
    <>
      <h2 className="vh">{t("case.title")}</h2>
      <SendForm
        label={t("exporter.apply")}
        act={t("exporter.apply.act")}
        sending={{ ...sending, errors: refused }}
        wrong={wrong}
        onSend={press}
      >
        <div className="cols">
          <div className="stack">
            <KindPanel {...part} />
            <PartiesPanel {...part} />
            <GoodsPanel {...part} />
            <UsePanel {...part} />
            <ConditionsPanel {...part} />
            <FilesPanel {...part} />
          </div>
          <div className="stack beside">
            <TasksPanel open={made.wrong ?? []} />
            {made.wrong === undefined && (
              <ReadyPanel content={made.content} accepted={accepted} onAccept={setAccepted} />
            )}
            <DraftPanel form={form} />
          </div>
        </div>
      </SendForm>
    </>
  );
}

/** Fields that are wrong; or, where none is, that nobody has accepted what an officer will miss. */
function openOf(made: Made, accepted: readonly string[]): readonly string[] {
  if (made.wrong !== undefined) return made.wrong;
  return missingIn(made.content).length > 0 && accepted.length === 0 ? ["accepted"] : [];
}

function bodyOf(made: Made): Body | undefined {
  if (made.wrong !== undefined) return undefined;
  const { application, kind, content } = made;
  return { application, kind, confidential: { content } } as Body;
}

/** Sends the application once; then its draft has done its work, and the page follows what becomes of it. */
function useApply(form: KeptForm<TypedApplication>): Sending<Body> {
  const go = useNavigate();
  const queries = useQueryClient();
  return useSend<Body, string>({
    act: async (body, key) => {
      const params = { header: { "Idempotency-Key": key } };
      const { result } = await contentOf(api.POST("/v1/applications", { params, body }));
      return result.id;
    },
    onSent: (application) => {
      void queries.invalidateQueries({ queryKey: keys.ledger });
      // A draft that stays does no harm: what was sent cannot be sent again under its reference.
      form.discard().catch(() => undefined);
      void go(`/applications/${encodeURIComponent(application)}`);
    },
  });
}
