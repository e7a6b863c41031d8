// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { Button } from "../../../components/button";
import { SelectField } from "../../../components/choice-fields";
import { TextArea, TextField } from "../../../components/text-fields";
import { useFormats, useWords } from "../../../words/use-words";
import { SEAL_SOURCES } from "../seal-sources";
import type { Answers, QuestionName } from "./answers";
import { Evidence } from "./evidence";

const REMARKS_MAX = 2_000;

interface DetailProps {
  readonly answers: Answers;
  readonly onChange: (answers: Answers) => void;
}

/** What an answer needs to be of use; asked only then. */
export function AnswerDetail({ name, ...props }: DetailProps & { readonly name: QuestionName }): ReactElement | null {
  const { seals, counts, reservations, whole } = props.answers;
  if (name === "seals" && seals === "other") return <SealNumbers {...props} />;
  if (name === "whole" && whole === "broken") return <Evidence {...props} />;
  if (name === "counts" && counts === "differ") return <Counted {...props} />;
  if (name === "reservations" && reservations === "some") return <Remarks {...props} />;
  return null;
}

function SealNumbers({ answers, onChange }: DetailProps): ReactElement {
  const t = useWords();
  const { integer } = useFormats();
  const { sealsFound } = answers;
  const change = (at: number, seal: (typeof sealsFound)[number]): void =>
    onChange({ ...answers, sealsFound: sealsFound.map((each, place) => (place === at ? seal : each)) });
  return (
    <>
      {sealsFound.map((seal, at) => (
        <div className="stack stack-tight" key={at}>
          <TextField
            name={`seals.${at}.number`}
            label={t("carrier.take.sealRead", { number: integer(at + 1) })}
            reference
            maxLength={20}
            value={seal.number}
            onChange={(number) => change(at, { ...seal, number })}
          />
          <SelectField
            name={`seals.${at}.source`}
            label={t("carrier.take.sealSource", { number: integer(at + 1) })}
            options={SEAL_SOURCES.map((value) => ({ value, label: t(`carrier.sealSource.${value}`) }))}
            value={seal.source}
            onChange={(source) => change(at, { ...seal, source: SEAL_SOURCES.find((each) => each === source) ?? "" })}
          />
        </div>
      ))}
      <Button
        glove
        full
        onPress={() => onChange({ ...answers, sealsFound: [...sealsFound, { number: "", source: "" }] })}
      >
        {t("carrier.take.addSeal")}
      </Button>
    </>
  );
}

function Counted({ answers, onChange }: DetailProps): ReactElement {
  const t = useWords();
  const { integer } = useFormats();
  return (
    <>
      {answers.counted.map(({ item, packages }, at) => (
        <TextField
          key={item}
          name={`counts.${at}.packages`}
          label={t("carrier.take.counted", { item: integer(item) })}
          keyboard="numeric"
          maxLength={6}
          value={packages}
          onChange={(typed) =>
            onChange({
              ...answers,
              counted: answers.counted.map((each, place) => (place === at ? { item, packages: typed } : each)),
            })
          }
        />
      ))}
    </>
  );
}

function Remarks(props: DetailProps): ReactElement {
  const t = useWords();
  const { answers, onChange } = props;
  return (
    <>
      <TextArea
        name="remarks"
        label={t("carrier.take.remarks")}
        hint={t("carrier.take.remarks.hint")}
        maxLength={REMARKS_MAX}
        value={answers.remarks}
        onChange={(remarks) => onChange({ ...answers, remarks })}
      />
      <Evidence {...props} />
    </>
  );
}
