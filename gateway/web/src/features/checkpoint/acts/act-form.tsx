// SPDX-License-Identifier: Apache-2.0
import type { ReactElement, ReactNode } from "react";
import { ProblemError } from "../../../api/problem";
import { gatewayNow, useSession } from "../../../api/session";
import type { FieldError } from "../../../components/form-context";
import { TextField } from "../../../components/text-fields";
import { Ref } from "../../../components/ref";
import { SendForm } from "../../../shared/send-form";
import type { Sending } from "../../../shared/use-send";
import type { WordKey } from "../../../words/areas";
import { useWords } from "../../../words/use-words";
import { takePlace, usePlace } from "../where";

/** What an officer does about goods. */
export type ActName = "hold" | "release" | "record" | "inspect" | "reseal" | "receive" | "resolve";

/** What an act's form is given. */
export interface ActProps {
  readonly consignment: string;
  /** Called with what was recorded, in words. */
  readonly onRecorded: (said: string) => void;
}

/** What the form of an act is given in which items are counted. */
export interface CountedActProps extends ActProps {
  readonly items: readonly number[];
}

/** Refusals of the ledger that one field is to blame for. */
const FIELD_OF_REFUSAL: Readonly<Record<string, string>> = {
  PLACE_OF_ANOTHER_STATE: "place",
  OFFICE_OF_ANOTHER_STATE: "office",
  HOLD_LAPSES_AT_ONCE: "until",
  HOLD_NOT_OPEN: "hold",
  HOLD_NOT_YOURS: "hold",
  HOLD_END_NOT_YOURS: "reason",
  SEAL_NOT_CONFORM: "result",
  RECEIPT_NOT_COMPLETE: "counts",
  DIFFERENCE_REASON_WRONG: "reason",
  DIFFERENCE_NOT_OPEN: "reason",
};

interface ActFormProps<Body> {
  readonly name: ActName;
  readonly sending: Sending<Body>;
  /** Fields that are wrong before anything was sent. */
  readonly wrong: readonly string[];
  /** Names of the fields that the form has: a refusal is shown at one of them, or above. */
  readonly fields: readonly string[];
  readonly onSend: () => void;
  readonly children: ReactNode;
}

/** The form of an act, with the ledger's refusal at the field that it concerns. */
export function ActForm<Body>({ name, sending, wrong, fields, onSend, children }: ActFormProps<Body>): ReactElement {
  const t = useWords();
  const refused = refusalAt(sending.problem, fields);
  return (
    <SendForm
      label={t(`checkpoint.act.${name}`)}
      act={t(`checkpoint.act.${name}`)}
      kind={name === "hold" ? "stop" : "main"}
      sending={refused === undefined ? sending : { ...sending, errors: [refused], problem: null }}
      wrong={wrong.map((field) => ({ field, message: t(wrongKey(field)) }))}
      onSend={onSend}
    >
      {children}
    </SendForm>
  );
}

function refusalAt(problem: Error | null, fields: readonly string[]): FieldError | undefined {
  if (!(problem instanceof ProblemError)) return undefined;
  const { code, detail, next } = problem.problem;
  const field = FIELD_OF_REFUSAL[code];
  const first = fields.find((each) => each === field || each.startsWith(`${String(field)}.`));
  return field === undefined || first === undefined ? undefined : { field: first, message: `${detail} ${next}` };
}

const WRONG: readonly (readonly [RegExp, WordKey])[] = [
  [/^counts(\.|$)/, "checkpoint.wrong.counts"],
  [/^place$/, "checkpoint.wrong.place"],
  [/^office$/, "checkpoint.wrong.office"],
  [/^(seals|affixed|removed)$/, "checkpoint.wrong.seals"],
  [/^presentedBy$/, "checkpoint.wrong.presentedBy"],
];

function wrongKey(field: string): WordKey {
  return WRONG.find(([pattern]) => pattern.test(field))?.[1] ?? "checkpoint.wrong.choose";
}

/** Words for a field that is wrong before anything is sent. */
export function useWrongWords(): (field: string) => string {
  const t = useWords();
  return (field) => t(wrongKey(field));
}

interface WhereFieldsProps {
  readonly office: string;
  readonly onOffice: (office: string) => void;
}

/** Place and office of an act. */
export function WhereFields({ office, onOffice }: WhereFieldsProps): ReactElement {
  const t = useWords();
  const place = usePlace();
  return (
    <div className="two">
      <TextField
        name="place"
        reference
        label={t("checkpoint.place")}
        value={place}
        onChange={(value) => takePlace(value.toUpperCase())}
      />
      <OfficeField office={office} onOffice={onOffice} />
    </div>
  );
}

/** Office that acts: the one that somebody is certified for, where that names one, since the ledger takes no other. */
export function OfficeField({ office, onOffice, hint }: WhereFieldsProps & { readonly hint?: string }): ReactElement {
  const t = useWords();
  const own = useOwnOffice();
  if (own !== "") {
    return (
      <p>
        {t("checkpoint.office")}
        <br />
        <Ref>{own}</Ref>
      </p>
    );
  }
  return (
    <TextField
      name="office"
      reference
      optional
      label={t("checkpoint.office")}
      hint={hint}
      value={office}
      onChange={(value) => onOffice(value.toUpperCase())}
    />
  );
}

/** The office that somebody signed in for, as a field begins with it. */
export function useOwnOffice(): string {
  return useSession().office ?? "";
}

/** Where and when an act is done. */
export function useOccasion(): {
  readonly place: string;
  readonly ownOffice: string;
  readonly now: () => string;
} {
  const session = useSession();
  return {
    place: usePlace(),
    ownOffice: useOwnOffice(),
    now: () => gatewayNow(session).toISOString(),
  };
}

/** An office as a request carries it; nothing where none was given. */
export function officeIn(office: string): { readonly office?: string } {
  return office.trim() === "" ? {} : { office: office.trim() };
}

/** Names of the fields that a schema finds wrong: the first part of each path, with the item of a count. */
export function wrongFields(issues: readonly { readonly path: readonly PropertyKey[] }[]): readonly string[] {
  return [...new Set(issues.map(({ path }) => String(path[0])))];
}
