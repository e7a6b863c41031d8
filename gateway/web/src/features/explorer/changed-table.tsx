// SPDX-License-Identifier: Apache-2.0
import { Fragment, type ReactElement, useState } from "react";
import { Link } from "react-router";
import { Button } from "../../components/button";
import { Ref } from "../../components/ref";
import { Sign } from "../../components/sign";
import { useLedgerWords } from "../../shared/ledger-words";
import { useFormats, useWords } from "../../words/use-words";
import { historyAddress } from "./addresses";
import { type Change, changesBetween, differs, type Field, fieldsOf, isTechnical, type Json, keyOf } from "./fields";
import type { WholeTransaction } from "./queries";

/** A write of a transaction. */
export type Write = WholeTransaction["writes"][number];

/** Rows of a record that are shown at once; a group of a control list has hundreds. */
const ROWS_SHOWN = 8;

/** What a transaction changed, record by record and field by field. */
export function ChangedTable({ writes }: { readonly writes: readonly Write[] }): ReactElement {
  const t = useWords();
  return (
    <div className="scroll-x" tabIndex={0} role="region" aria-label={t("explorer.changed.table")}>
      <table className="table writes">
        <thead>
          <tr>
            <th scope="col">{t("explorer.record")}</th>
            <th scope="col">{t("explorer.field")}</th>
            <th scope="col">{t("explorer.before")}</th>
            <th scope="col">{t("explorer.after")}</th>
          </tr>
        </thead>
        <tbody>
          {[...writes].sort(byWeight).map((write, at) => (
            <WriteRows key={at} write={write} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Records stand before what hangs under them, and that before lists. */
function byWeight(one: Write, other: Write): number {
  return weightOf(one) - weightOf(other);
}

function weightOf({ type, attributes, record }: Write): number {
  if (record === undefined) return LAST;
  if (attributes.length > 1) return ENTRY;
  return type === "reservation" ? RESERVATION : 0;
}

const RESERVATION = 1;
const ENTRY = 2;
const LAST = 3;

function WriteRows({ write }: { readonly write: Write }): ReactElement {
  const t = useWords();
  const formats = useFormats();
  const [isOpen, setOpen] = useState(false);
  const changes = changesOf(write, (value) => fieldsOf(value, formats));
  const shown = isOpen ? changes : changes.filter((change) => !isTechnical(change)).slice(0, ROWS_SHOWN);
  const more = changes.length - shown.length;
  const [first, ...rest] = shown;
  return (
    <>
      <tr>
        <td rowSpan={shown.length + (more > 0 ? 1 : 0) || 1}>
          <WrittenRecord write={write} />
        </td>
        {first === undefined ? (
          <td colSpan={3}>{t(write.deleted ? "explorer.deleted" : "explorer.unchanged")}</td>
        ) : (
          <ChangeCells change={first} write={write} />
        )}
      </tr>
      {rest.map((change) => (
        <tr key={keyOf(change)}>
          <ChangeCells change={change} write={write} />
        </tr>
      ))}
      {more > 0 && (
        <tr>
          <td colSpan={3}>
            <Button kind="quiet" onPress={() => setOpen(true)}>
              {t("explorer.fields.more", { count: more })}
            </Button>
          </td>
        </tr>
      )}
    </>
  );
}

/** The fields that are others than before; of what was not there before, or not read, all of them. */
export function changesOf(
  { before, value }: Write,
  fields: (value: Json | undefined) => readonly Field[],
): readonly Change[] {
  const earlier = before.state === "written" ? fields(before.value as Json | undefined) : [];
  return changesBetween(earlier, fields(value as Json | undefined)).filter(differs);
}

function WrittenRecord({ write: { type, attributes, record, looked } }: { readonly write: Write }): ReactElement {
  const t = useWords();
  const words = useLedgerWords();
  const kind = type === undefined ? t("explorer.plainKey") : (words.type(type) ?? type);
  if (record === undefined) {
    return (
      <>
        <b>{kind}</b>
        <br />
        <Ref wrap>{attributes.map(shortened).join(" ")}</Ref>
        {looked && (
          <span className="unproven">
            <Sign kind="unknown" size="small" />
            {t("explorer.unproven")}
          </span>
        )}
      </>
    );
  }
  const isEntry = attributes.length > 1;
  return (
    <>
      <b>
        {isEntry ? (
          <Ref wrap>{entryName(record.id)}</Ref>
        ) : (
          <Link to={historyAddress(type ?? "", record.id)}>
            <Ref wrap>{record.id}</Ref>
          </Link>
        )}
      </b>
      <br />
      <span className="muted">{kind}</span>
    </>
  );
}

/** An entry's id ends in its transaction, whose page this is. */
function entryName(id: string): string {
  return id.split(":").slice(0, -1).join(":");
}

const HASH = /^[0-9a-f]{64}$/;
const ENDS = 4;
/** Up to how many characters a code is not broken over lines. */
const WHOLE_MAX = 24;

function shortened(text: string): string {
  return HASH.test(text) ? `${text.slice(0, ENDS)}…${text.slice(-ENDS)}` : text;
}

function ChangeCells({ change, write }: { readonly change: Change; readonly write: Write }): ReactElement {
  const t = useWords();
  const none = write.before.state === "unknown" ? t("explorer.before.unknown") : t("explorer.before.none");
  return (
    <>
      <td>
        <FieldName path={change.path} />
      </td>
      <td className="old">{change.before === undefined ? none : <Value field={change.before} />}</td>
      <td className="new">{change.after === undefined ? t("explorer.after.gone") : <Value field={change.after} />}</td>
    </>
  );
}

/** Names that lead to a field, in words where there are any. */
export function FieldName({ path }: { readonly path: readonly string[] }): ReactElement {
  const words = useLedgerWords();
  return (
    <span className="field-path">
      {path.map((name, at) => (
        <Fragment key={at}>
          {at > 0 && " "}
          <span>{words.field(name) ?? <Ref>{name}</Ref>}</span>
        </Fragment>
      ))}
    </span>
  );
}

function Value({ field: { text, reference } }: { readonly field: Field }): ReactElement {
  return reference ? <Ref wrap={text.length > WHOLE_MAX}>{shortened(text)}</Ref> : <bdi>{text}</bdi>;
}
