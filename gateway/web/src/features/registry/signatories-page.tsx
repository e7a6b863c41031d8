// SPDX-License-Identifier: Apache-2.0
import { SIGNATORY_SCOPES } from "@licet/domain/party/schemas";
import { Day } from "@licet/domain/shared/primitives";
import { OfficerId } from "@licet/domain/shared/references";
import { type ReactElement, useState } from "react";
import { useList, type ListRow } from "../../api/lists";
import { type AppointBody, appointSignatory, endSignatory } from "../../api/registers";
import { CheckboxGroup } from "../../components/choice-fields";
import { Facts } from "../../components/facts";
import { Fold } from "../../components/fold";
import type { FieldError } from "../../components/form-context";
import { PageTitle } from "../../components/page-title";
import { PageHead, Panel } from "../../components/panel";
import { Ref } from "../../components/ref";
import { EmptyState } from "../../components/state";
import { DateField, TextField } from "../../components/text-fields";
import { Answer } from "../../shared/answer";
import { SendForm } from "../../shared/send-form";
import { useRecorded } from "../../shared/use-recorded";
import { useFormats, useWords } from "../../words/use-words";
import { ReasonForm } from "./reason-form";

const PAGE_SIZE = 100;
const TEXTS = ["register", "officer", "office"] as const;
const MAX = { register: 20, officer: 32, office: 35 } as const;

/** Officers who may certify for their state. */
export function SignatoriesPage(): ReactElement {
  const t = useWords();
  const query = useList("signatories", { order: "newest", pageSize: PAGE_SIZE });
  return (
    <>
      <PageTitle>{t("registry.signatories")}</PageTitle>
      <PageHead title={t("registry.signatories")} />
      <Panel title={t("registry.signatories.list")}>
        <Answer query={query} lines={6}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState title={t("registry.signatories.empty")}>{t("registry.signatories.empty.about")}</EmptyState>
            ) : (
              <ul className="stack">
                {items.map((row) => (
                  <li key={row.id}>
                    <Entry row={row} />
                  </li>
                ))}
              </ul>
            )
          }
        </Answer>
      </Panel>
      <Panel title={t("registry.appoint.title")}>
        <AppointForm />
      </Panel>
    </>
  );
}

function Entry({ row: { id, record } }: { readonly row: ListRow }): ReactElement {
  const t = useWords();
  const { day, list } = useFormats();
  const text = (name: string): string => (typeof record[name] === "string" ? record[name] : t("registry.unknown"));
  const dayOf = (name: string): string =>
    typeof record[name] === "string" ? day(record[name]) : t("registry.unknown");
  const isOver = record["ended"] !== undefined;
  return (
    <>
      <Facts
        facts={[
          { label: t("registry.officer"), value: <Ref wrap>{text("officer")}</Ref> },
          { label: t("registry.office"), value: <Ref>{text("office")}</Ref> },
          { label: t("registry.scope"), value: list([record["scope"]].flat().map(String)) },
          { label: t("registry.validFrom"), value: dayOf("validFrom") },
          { label: t("registry.validTo"), value: isOver ? t("registry.ended") : dayOf("validTo") },
        ]}
      />
      {!isOver && (
        <Fold sign="stop" title={t("registry.end.title")} note={text("office")}>
          <div className="panel-in">
            <ReasonForm
              label={`${t("registry.end.title")} ${id}`}
              means={t("registry.end.means")}
              act={t("registry.end.act")}
              stops
              send={(reason, key) => endSignatory(id, reason, key)}
            />
          </div>
        </Fold>
      )}
    </>
  );
}

interface Typed {
  readonly texts: Readonly<Record<(typeof TEXTS)[number], string>>;
  readonly scope: readonly string[];
  readonly validFrom: string;
  readonly validTo: string;
}

const EMPTY: Typed = { texts: { register: "", officer: "", office: "" }, scope: [], validFrom: "", validTo: "" };

function AppointForm(): ReactElement {
  const t = useWords();
  const [typed, setTyped] = useState(EMPTY);
  const [wrong, setWrong] = useState<readonly FieldError[]>([]);
  const sending = useRecorded(appointSignatory, () => setTyped(EMPTY));
  const change = (changed: Partial<Typed>): void => setTyped({ ...typed, ...changed });
  const press = (): void => {
    const found = wrongIn(typed);
    setWrong(found.map((field) => ({ field, message: t(`registry.wrong.${field}`) })));
    if (found.length === 0) sending.send(bodyOf(typed));
  };
  return (
    <SendForm
      label={t("registry.appoint.title")}
      act={t("registry.appoint.act")}
      sending={sending}
      wrong={wrong}
      onSend={press}
    >
      {TEXTS.map((name) => (
        <TextField
          key={name}
          name={name}
          label={t(name === "register" ? "registry.register.label" : `registry.${name}`)}
          hint={t(`registry.hint.${name}`)}
          reference
          maxLength={MAX[name]}
          value={typed.texts[name]}
          onChange={(value) => change({ texts: { ...typed.texts, [name]: value } })}
        />
      ))}
      <CheckboxGroup
        name="scope"
        label={t("registry.scope")}
        options={SIGNATORY_SCOPES.map((value) => ({ value, label: <Ref>{value}</Ref> }))}
        values={typed.scope}
        onChange={(scope) => change({ scope })}
      />
      {(["validFrom", "validTo"] as const).map((name) => (
        <DateField
          key={name}
          name={name}
          label={t(`registry.${name}`)}
          value={typed[name]}
          onChange={(value) => change({ [name]: value })}
        />
      ))}
    </SendForm>
  );
}

type FieldName = (typeof TEXTS)[number] | "scope" | "validFrom" | "validTo";

function wrongIn({ texts, scope, validFrom, validTo }: Typed): readonly FieldName[] {
  const fits: Readonly<Record<FieldName, boolean>> = {
    register: /^[A-Z]{2}$/.test(texts.register.trim().toUpperCase()),
    officer: OfficerId.safeParse(texts.officer.trim()).success,
    office: texts.office.trim() !== "",
    scope: scope.length > 0,
    validFrom: Day.safeParse(validFrom).success,
    validTo: Day.safeParse(validTo).success && validTo >= validFrom,
  };
  return (Object.keys(fits) as FieldName[]).filter((field) => !fits[field]);
}

function bodyOf({ texts, scope, validFrom, validTo }: Typed): AppointBody {
  return {
    register: texts.register.trim().toUpperCase(),
    officer: texts.officer.trim(),
    office: texts.office.trim(),
    scope: SIGNATORY_SCOPES.filter((each) => scope.includes(each)),
    validFrom,
    validTo,
  };
}
