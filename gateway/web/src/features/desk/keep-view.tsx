// SPDX-License-Identifier: Apache-2.0
import { useQueryClient } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import { Link } from "react-router";
import { api } from "../../api/client";
import { keys } from "../../api/keys";
import { useViews, type View } from "../../api/licensing";
import type { operations } from "../../api/schema";
import { Button } from "../../components/button";
import { SelectField } from "../../components/choice-fields";
import type { FieldError } from "../../components/form-context";
import { Panel } from "../../components/panel";
import { TextField } from "../../components/text-fields";
import { ActProblem } from "../../shared/act-problem";
import { SendForm } from "../../shared/send-form";
import { useSend } from "../../shared/use-send";
import { useWords } from "../../words/use-words";
import { type Filters, type List, viewAddress, viewFilters } from "./list-question";

type ViewBody = operations["keepView"]["requestBody"]["content"]["application/json"];

const SHARED = ["nobody", "office", "organisation"] as const;
type Shared = (typeof SHARED)[number];

interface NewView {
  readonly name: string;
  readonly shared: Shared;
}

/** Keeps the list with its filters under a name, and takes back what one has kept. */
export function KeepView({ list, filters }: { readonly list: List; readonly filters: Filters }): ReactElement {
  const t = useWords();
  const queries = useQueryClient();
  const views = useViews();
  const [name, setName] = useState("");
  const [shared, setShared] = useState<Shared>("nobody");
  const [wrong, setWrong] = useState<readonly FieldError[]>([]);
  const reload = (): void => void queries.invalidateQueries({ queryKey: keys.views });
  const sending = useSend<NewView, unknown>({
    // Its key is the key of the form: sent again after an unknown outcome, it is the same view.
    act: (view, id) => {
      const params = { path: { id } };
      const kept = viewFilters(filters) as NonNullable<ViewBody["filters"]>;
      return api.PUT("/v1/views/{id}", { params, body: { ...view, list, filters: kept } });
    },
    onSent: () => {
      setName("");
      reload();
    },
  });
  const keep = (): void => {
    const wanting = name.trim() === "" ? [{ field: "name", message: t("desk.view.nameless") }] : [];
    setWrong(wanting);
    if (wanting.length === 0) sending.send({ name: name.trim(), shared });
  };
  const own = (views.data?.items ?? []).filter((view) => view.own);
  return (
    <Panel title={t("desk.view.title")} note={t("desk.view.about")}>
      <SendForm label={t("desk.view.form")} act={t("desk.view.act")} sending={sending} wrong={wrong} onSend={keep}>
        <div className="desk-filter-grid">
          <TextField name="name" label={t("desk.view.name")} value={name} onChange={setName} maxLength={100} />
          <SelectField
            name="shared"
            label={t("desk.view.shared")}
            optional
            options={SHARED.map((value) => ({ value, label: t(`desk.view.shared.${value}`) }))}
            value={shared}
            onChange={(value) => setShared(SHARED.find((each) => each === value) ?? "nobody")}
          />
        </div>
      </SendForm>
      {own.length > 0 && <OwnViews own={own} onGone={reload} />}
    </Panel>
  );
}

function OwnViews({ own, onGone }: { readonly own: readonly View[]; readonly onGone: () => void }): ReactElement {
  const t = useWords();
  const gone = useSend<string, unknown>({
    act: (id) => api.DELETE("/v1/views/{id}", { params: { path: { id } } }),
    onSent: onGone,
  });
  return (
    <ul className="todo">
      {gone.problem !== null && (
        <li>
          <ActProblem sending={gone} asksHere />
        </li>
      )}
      {own.map((view) => (
        <li key={view.id}>
          <Link to={viewAddress(view)}>{view.name}</Link>
          <Button kind="quiet" notReady={gone.isSending || gone.isUnknown} onPress={() => gone.send(view.id)}>
            {t("desk.view.remove", { name: view.name })}
          </Button>
        </li>
      ))}
    </ul>
  );
}
