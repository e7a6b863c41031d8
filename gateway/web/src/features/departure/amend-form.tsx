// SPDX-License-Identifier: Apache-2.0
import { ClaimedStatus } from "@licet/domain/shared/write-off";
import { type ReactElement, useState } from "react";
import { type AmendBody, type Allocation, amendDeclaration } from "../../api/consignments";
import { Button } from "../../components/button";
import { SelectField } from "../../components/choice-fields";
import type { FieldError } from "../../components/form-context";
import { Panel } from "../../components/panel";
import { Ref } from "../../components/ref";
import { QuantityField, TextField } from "../../components/text-fields";
import { SendForm } from "../../shared/send-form";
import { useFormats, useWords, type Words } from "../../words/use-words";
import { amendmentOf, asItIs, fieldOf, type TypedAllocation, type TypedAmendment } from "./amendment";
import type { SheetProps } from "./standing";
import { useAct } from "./use-act";

/** Amends the declaration: other references, quantities or claims. Items, licences and lines stay. */
export function AmendForm({ record, onClose, onDone }: SheetProps): ReactElement {
  const t = useWords();
  const [typed, setTyped] = useState(() => asItIs(record));
  const [wrong, setWrong] = useState<readonly FieldError[]>([]);
  const sending = useAct<AmendBody>((body, key) => amendDeclaration(record.id, body, key), { onClose, onDone });
  const send = (): void => {
    const made = amendmentOf(record, typed);
    setWrong((made.wrong ?? []).map((field) => ({ field, message: wordOf(t, field) })));
    if (made.wrong === undefined) sending.send(made.body);
  };
  const refused = sending.errors.map((error) => ({ ...error, field: fieldOf(error.field) }));
  return (
    <Panel title={t("departure.act.amend")} note={t("components.effects.unsent")}>
      <SendForm
        label={t("departure.act.amend")}
        act={t("departure.amend.act")}
        sending={{ ...sending, errors: refused }}
        wrong={wrong}
        onSend={send}
        others={
          <Button kind="quiet" onPress={onClose}>
            {t("departure.keep")}
          </Button>
        }
      >
        <ReferenceFields typed={typed} onTyped={setTyped} />
        {record.allocations.map((allocation, at) => (
          <AllocationFields
            key={`${allocation.item} ${allocation.licence} ${allocation.line}`}
            at={at}
            allocation={allocation}
            typed={typed.allocations[at]}
            onTyped={(changed) =>
              setTyped({
                ...typed,
                allocations: typed.allocations.map((each, other) => (other === at ? changed : each)),
              })
            }
          />
        ))}
        <TextField
          name="reasonCode"
          label={t("departure.amend.reason")}
          hint={t("departure.amend.reason.hint")}
          reference
          maxLength={5}
          value={typed.reasonCode}
          onChange={(reasonCode) => setTyped({ ...typed, reasonCode })}
        />
        <p className="note">{t("departure.amend.means")}</p>
      </SendForm>
    </Panel>
  );
}

/** References of the declaration, with how long each may be. */
const REFERENCES = [
  ["typeCode", 3, false],
  ["lrn", 35, false],
  ["mrn", 18, true],
] as const;

interface ReferenceFieldsProps {
  readonly typed: TypedAmendment;
  readonly onTyped: (typed: TypedAmendment) => void;
}

function ReferenceFields({ typed, onTyped }: ReferenceFieldsProps): ReactElement {
  const t = useWords();
  return (
    <>
      {REFERENCES.map(([name, maxLength, optional]) => (
        <TextField
          key={name}
          name={name}
          label={t(`departure.${name}`)}
          reference
          optional={optional}
          maxLength={maxLength}
          value={typed[name]}
          onChange={(value) => onTyped({ ...typed, [name]: value })}
        />
      ))}
    </>
  );
}

interface AllocationFieldsProps {
  readonly at: number;
  readonly allocation: Allocation;
  readonly typed: TypedAllocation | undefined;
  readonly onTyped: (typed: TypedAllocation) => void;
}

function AllocationFields({ at, allocation, typed, onTyped }: AllocationFieldsProps): ReactElement {
  const t = useWords();
  const { quantity } = useFormats();
  const { decimal, claimedStatus } = typed ?? { decimal: "", claimedStatus: "" };
  const { item, licence, line } = allocation;
  return (
    <fieldset className="stack">
      <legend>
        <b>{t.with("departure.amend.allocation", { item, licence: <Ref>{licence}</Ref>, line })}</b>
      </legend>
      <QuantityField
        name={`allocations.${at}.quantity`}
        label={t("departure.amend.quantity", { item, line })}
        hint={t("departure.amend.now", { amount: quantity(allocation.quantity) })}
        unit={allocation.quantity.unit}
        value={decimal}
        onChange={(value) => onTyped({ decimal: value, claimedStatus })}
      />
      <SelectField
        name={`allocations.${at}.claimedStatus`}
        label={t("departure.amend.claimed", { item, line })}
        optional
        options={ClaimedStatus.options.map((value) => ({ value, label: t(`departure.claimed.${value}`) }))}
        value={claimedStatus}
        onChange={(value) => onTyped({ decimal, claimedStatus: value })}
      />
    </fieldset>
  );
}

const WORDS = [
  [/\.quantity$/, "departure.wrong.quantity"],
  [/^typeCode$/, "departure.wrong.typeCode"],
  [/^lrn$/, "departure.wrong.lrn"],
  [/^mrn$/, "departure.wrong.mrn"],
  [/^reasonCode$/, "departure.wrong.reasonCode"],
] as const;

function wordOf(t: Words, field: string): string {
  const [, key] = WORDS.find(([pattern]) => pattern.test(field)) ?? [undefined, "departure.wrong.other" as const];
  return t(key);
}
