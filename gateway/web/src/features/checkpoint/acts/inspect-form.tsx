// SPDX-License-Identifier: Apache-2.0
import { CHECKPOINT_INSPECT } from "@licet/domain/checkpoint/definitions";
import { ControlResult, Inspection, InspectionFindings } from "@licet/domain/checkpoint/schemas";
import { type ReactElement, useState } from "react";
import { asSent } from "../../../api/as-sent";
import { api, contentOf } from "../../../api/client";
import type { operations } from "../../../api/schema";
import { RadioGroup, SelectField } from "../../../components/choice-fields";
import { TextArea } from "../../../components/text-fields";
import { useSend } from "../../../shared/use-send";
import { useWords } from "../../../words/use-words";
import { type CountDraft, countsOf } from "../presented";
import { CountFields } from "../presented-form";
import { SeenSealsFields } from "../seen-seals-fields";
import { ActForm, type CountedActProps, officeIn, useOccasion, WhereFields, wrongFields } from "./act-form";
import { SealSourceFields } from "./seal-source-fields";
import { sealsOf, type SealSources, sourceField } from "./seal-sources";

type Body = operations["checkpointInspect"]["requestBody"]["content"]["application/json"];

const TEMPLATES = Inspection.shape.template.options;

interface Draft {
  readonly office: string;
  readonly template: string;
  readonly result: string;
  readonly sealState: string;
  readonly sealsConform: string;
  readonly seals: string;
  readonly sources: SealSources;
  readonly countsAgree: string;
  readonly counts: readonly CountDraft[];
  readonly remarks: string;
}

const EMPTY: Omit<Draft, "office"> = {
  template: "",
  result: "",
  sealState: "",
  sealsConform: "",
  seals: "",
  sources: {},
  countsAgree: "",
  counts: [],
  remarks: "",
};

const FIELDS = ["template", "result", "sealState", "sealsConform", "countsAgree", "place", "office"];

/** What an inspection found. What the ledger has no result for, such as an inspection that was not made, is not offered. */
export function InspectForm({ consignment, items, onRecorded }: CountedActProps): ReactElement {
  const t = useWords();
  const { place, ownOffice, now } = useOccasion();
  const [draft, setDraft] = useState<Draft>({ ...EMPTY, office: ownOffice });
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const set = (change: Partial<Draft>): void => setDraft((before) => ({ ...before, ...change }));
  const sending = useSend({
    act: (body: Body, key) => {
      const params = { path: { consignment }, header: { "Idempotency-Key": key } };
      return contentOf(api.POST("/v1/consignments/{consignment}/inspections", { params, body }));
    },
    onSent: ({ result }) => onRecorded(t("checkpoint.recorded.inspect", { id: result.id })),
  });
  const send = (): void => {
    const made = inspectionOf(draft, { consignment, place, eventTime: now() });
    setWrong(made.wrong);
    if (made.body !== undefined) sending.send(made.body);
  };
  return (
    <ActForm
      name="inspect"
      sending={sending}
      wrong={wrong}
      fields={[...FIELDS, ...items.map((item) => `counts.${item}`)]}
      onSend={send}
    >
      <RadioGroup
        name="template"
        label={t("checkpoint.inspect.template")}
        options={TEMPLATES.map((value) => ({ value, label: t(`checkpoint.template.${value}`) }))}
        value={draft.template}
        onChange={(template) => set({ template })}
      />
      <WhereFields office={draft.office} onOffice={(office) => set({ office })} />
      <SealFields draft={draft} onChange={set} />
      <YesNo name="countsAgree" draft={draft} onChange={set} />
      <CountFields items={items} counts={draft.counts} onChange={(counts) => set({ counts })} />
      <SelectField
        name="result"
        label={t("checkpoint.inspect.result")}
        options={ControlResult.options.map((value) => ({ value, label: t(`checkpoint.result.${value}`) }))}
        value={draft.result}
        onChange={(result) => set({ result })}
      />
      <TextArea
        name="remarks"
        label={t("checkpoint.inspect.remarks")}
        hint={t("checkpoint.inspect.remarks.hint")}
        optional
        rows={3}
        value={draft.remarks}
        onChange={(remarks) => set({ remarks })}
      />
    </ActForm>
  );
}

interface PartProps {
  readonly draft: Draft;
  readonly onChange: (change: Partial<Draft>) => void;
}

function SealFields({ draft, onChange }: PartProps): ReactElement {
  return (
    <>
      <SeenSealsFields seen={draft} onChange={onChange} />
      <SealSourceFields numbers={draft.seals} sources={draft.sources} onChange={(sources) => onChange({ sources })} />
      <YesNo name="sealsConform" draft={draft} onChange={onChange} />
    </>
  );
}

function YesNo({ name, draft, onChange }: PartProps & { readonly name: "sealsConform" | "countsAgree" }): ReactElement {
  const t = useWords();
  return (
    <RadioGroup
      name={name}
      abreast
      label={t(`checkpoint.inspect.${name}`)}
      options={(["yes", "no"] as const).map((value) => ({ value, label: t(`checkpoint.inspect.${name}.${value}`) }))}
      value={draft[name]}
      onChange={(value) => onChange({ [name]: value })}
    />
  );
}

const ANSWERS: Readonly<Record<string, boolean>> = { yes: true, no: false };

function inspectionOf(
  draft: Draft,
  given: { readonly consignment: string; readonly place: string; readonly eventTime: string },
): { readonly body: Body | undefined; readonly wrong: readonly string[] } {
  const { consignment, ...at } = given;
  const counts = countsOf(draft.counts);
  const { seals, unsaid } = sealsOf(draft.seals, draft.sources);
  const said = {
    ...at,
    ...officeIn(draft.office),
    template: draft.template,
    result: draft.result,
    sealState: draft.sealState,
    sealsConform: ANSWERS[draft.sealsConform],
    countsAgree: ANSWERS[draft.countsAgree],
  };
  const findings = {
    counts: counts.counted,
    seals,
    ...(draft.remarks.trim() === "" ? {} : { remarks: draft.remarks.trim() }),
  };
  const input = CHECKPOINT_INSPECT.input.safeParse({ consignment, ...said });
  const found = InspectionFindings.safeParse(findings);
  const wrong = [
    ...counts.wrong,
    ...(input.success ? [] : wrongFields(input.error.issues)),
    ...(found.success ? [] : wrongFields(found.error.issues)),
    ...unsaid.map(sourceField),
  ];
  if (wrong.length > 0 || !input.success || !found.success) return { body: undefined, wrong: [...new Set(wrong)] };
  const { consignment: _named, ...body } = input.data;
  return { body: asSent({ ...body, confidential: { findings: found.data } }), wrong: [] };
}
