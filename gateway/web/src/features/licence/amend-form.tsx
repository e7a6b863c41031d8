// SPDX-License-Identifier: Apache-2.0
import { AmendmentTerms } from "@licet/domain/licence/schemas";
import { quantityFromDecimal, quantityToDecimal } from "@licet/domain/shared/quantity";
import { type ReactElement, useState } from "react";
import { asSent } from "../../api/as-sent";
import { api, contentOf } from "../../api/client";
import type { LicenceView } from "../../api/licensing";
import type { paths } from "../../api/schema";
import { Button } from "../../components/button";
import type { FieldError } from "../../components/form-context";
import { Panel } from "../../components/panel";
import { SideBySide } from "../../components/side-by-side";
import { DateField, QuantityField } from "../../components/text-fields";
import { SendForm } from "../../shared/send-form";
import { useRecorded } from "../../shared/use-recorded";
import { useFormats, useWords } from "../../words/use-words";
import { GroundsFields, groundsFaults, type TypedGrounds } from "./grounds-fields";
import type { Grounds } from "./send-act";

type Body = paths["/v1/licences/{licence}/amendment-requests"]["post"]["requestBody"]["content"]["application/json"];
type Amendment = ReturnType<typeof AmendmentTerms.parse>;

interface AmendFormProps {
  readonly view: LicenceView;
  readonly onClose: () => void;
}

interface Typed {
  readonly validTo: string;
  /** Limits by line, as decimal digits. */
  readonly limits: Readonly<Record<number, string>>;
}

/** Requests an amendment of validity and limits: old and new side by side, and what it does to the certificate. */
export function AmendForm({ view, onClose }: AmendFormProps): ReactElement {
  const t = useWords();
  const { licence } = view;
  const [grounds, setGrounds] = useState<TypedGrounds>({ reason: "", legalBasis: "" });
  const [typed, setTyped] = useState<Typed>(() => asItIs(view));
  const [wrong, setWrong] = useState<readonly FieldError[]>([]);
  const sending = useRecorded((body: Body, key) => {
    const params = { path: { licence: licence.number }, header: { "Idempotency-Key": key } };
    return contentOf(api.POST("/v1/licences/{licence}/amendment-requests", { params, body }));
  }, onClose);
  const send = (): void => {
    const { amendment, faults } = amendmentOf(view, typed);
    const found = [
      ...groundsFaults(t, grounds),
      ...faults.map((field) => ({ field, message: t("licence.amend.wrong") })),
    ];
    setWrong(found);
    if (found.length === 0) sending.send(asSent({ ...(grounds as Grounds), amendment }));
  };
  return (
    <Panel title={t("licence.act.amend")} note={t("components.effects.unsent")}>
      <SendForm
        label={t("licence.grounds")}
        act={t("licence.amend.press")}
        sending={sending}
        wrong={wrong}
        onSend={send}
        others={
          <Button kind="quiet" onPress={onClose}>
            {t("licence.keep")}
          </Button>
        }
      >
        <AmendFields view={view} typed={typed} onTyped={setTyped} />
        <GroundsFields typed={grounds} onTyped={setGrounds} />
        <Difference view={view} typed={typed} />
        <p className="note">{t("licence.amend.means")}</p>
      </SendForm>
    </Panel>
  );
}

interface AmendFieldsProps {
  readonly view: LicenceView;
  readonly typed: Typed;
  readonly onTyped: (typed: Typed) => void;
}

function AmendFields({ view, typed, onTyped }: AmendFieldsProps): ReactElement {
  const t = useWords();
  return (
    <>
      <DateField
        name="amendment.validTo"
        label={t("licence.amend.validTo")}
        value={typed.validTo}
        onChange={(validTo) => onTyped({ ...typed, validTo })}
      />
      {view.lines
        .filter(({ authorised }) => authorised !== undefined)
        .map(({ line, unit }) => (
          <QuantityField
            key={line}
            name={`limit-${line}`}
            label={t("licence.amend.limit", { line })}
            unit={unit}
            value={typed.limits[line] ?? ""}
            onChange={(limit) => onTyped({ ...typed, limits: { ...typed.limits, [line]: limit } })}
          />
        ))}
    </>
  );
}

function Difference({ view, typed }: { readonly view: LicenceView; readonly typed: Typed }): ReactElement {
  const t = useWords();
  const { day, quantity } = useFormats();
  return (
    <SideBySide
      label={t("licence.amend.difference")}
      heads={[t("licence.amend.now"), t("licence.amend.then")]}
      pairs={[
        {
          field: t("licence.amend.validTo"),
          first: day(view.licence.validTo),
          second: typed.validTo === "" ? undefined : day(typed.validTo),
        },
        ...view.lines.flatMap(({ line, unit, authorised }) => {
          if (authorised === undefined) return [];
          const next = amountIn(typed.limits[line] ?? "", unit);
          return [
            {
              field: t("licensing.ofLine", { line }),
              first: quantity({ amount: authorised, unit }),
              second: next === undefined ? undefined : quantity({ amount: next, unit }),
            },
          ];
        }),
      ]}
    />
  );
}

function asItIs({ licence, lines }: LicenceView): Typed {
  const limits = lines.flatMap(({ line, unit, authorised }) =>
    authorised === undefined ? [] : [[line, quantityToDecimal({ amount: authorised, unit })] as const],
  );
  return { validTo: licence.validTo, limits: Object.fromEntries(limits) };
}

function amountIn(decimal: string, unit: string): string | undefined {
  try {
    return quantityFromDecimal(decimal, unit).amount;
  } catch {
    return undefined;
  }
}

/** What differs from the licence as it is; everything else stays. An amendment of nothing is none. */
function amendmentOf(view: LicenceView, typed: Typed): { readonly amendment: Amendment; readonly faults: string[] } {
  const limited = view.lines.filter(({ authorised }) => authorised !== undefined);
  const amounts = limited.map((line) => ({ line, amount: amountIn(typed.limits[line.line] ?? "", line.unit) }));
  const faults = amounts
    .filter(({ amount }) => amount === undefined)
    .map(({ line }) => `limit-${line.line.toString()}`);
  const lines = amounts
    .filter(({ line, amount }) => amount !== line.authorised)
    .map(({ line: { line, control, unit }, amount }) => ({ line, control, unit, authorised: amount }));
  const body = {
    ...(typed.validTo === view.licence.validTo ? {} : { validTo: typed.validTo }),
    ...(lines.length === 0 ? {} : { lines }),
  };
  const checked = AmendmentTerms.safeParse(body);
  const isNothing = Object.keys(body).length === 0;
  const whole = faults.length === 0 && (isNothing || !checked.success) ? ["amendment.validTo"] : [];
  return { amendment: checked.success ? checked.data : {}, faults: [...faults, ...whole] };
}
