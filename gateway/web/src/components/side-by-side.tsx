// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { useWords } from "../words/use-words";
import { differingCharacters, differingWords, type Piece } from "./differing";

/** A field in two versions; a value that is not there is undefined. */
export interface FieldPair {
  readonly field: string;
  readonly first: string | undefined;
  readonly second: string | undefined;
  /** References are compared by character, all else by word. */
  readonly reference?: boolean;
}

interface SideBySideProps {
  readonly label: string;
  readonly heads: readonly [first: string, second: string];
  readonly pairs: readonly FieldPair[];
}

/** Two versions of a record, field by field. Equal fields stay in view, in ordinary ink. */
export function SideBySide({ label, heads, pairs }: SideBySideProps): ReactElement {
  const t = useWords();
  const differing = pairs.filter(({ first, second }) => first !== second).length;
  return (
    <>
      <div className="scroll-x" tabIndex={0} role="region" aria-label={label}>
        <table className="table sbs">
          <thead>
            <tr>
              <th scope="col">
                <span className="vh">{t("components.compare.field")}</span>
              </th>
              <th scope="col">{heads[0]}</th>
              <th scope="col">{heads[1]}</th>
            </tr>
          </thead>
          <tbody>
            {pairs.map((pair) => (
              <PairRow key={pair.field} pair={pair} />
            ))}
          </tbody>
        </table>
      </div>
      <p className="t14">
        <b>{t("components.compare.count", { differing, all: pairs.length })}</b>
      </p>
    </>
  );
}

function PairRow({ pair: { field, first, second, reference = false } }: { readonly pair: FieldPair }): ReactElement {
  const t = useWords();
  const compare = reference ? differingCharacters : differingWords;
  const pieces = compare(first ?? "", second ?? "");
  const cell = (text: string | undefined, marked: readonly Piece[]): ReactElement => (
    <td className={reference ? "sbs-ref" : undefined}>
      {text === undefined ? (
        <span className="muted">{t("components.compare.missing")}</span>
      ) : (
        <Marked pieces={marked} />
      )}
    </td>
  );
  return (
    <tr>
      <th scope="row">
        {field}
        {first !== second && <span className="vh"> {t("components.compare.differs")}</span>}
      </th>
      {cell(first, pieces.first)}
      {cell(second, pieces.second)}
    </tr>
  );
}

/** A text with what differs in bold, underlined and tinted. */
export function Marked({ pieces }: { readonly pieces: readonly Piece[] }): ReactElement {
  return (
    <bdi>
      {pieces.map(({ text, differs }, at) =>
        differs ? (
          <mark key={at} className="diff">
            {text}
          </mark>
        ) : (
          text
        ),
      )}
    </bdi>
  );
}
