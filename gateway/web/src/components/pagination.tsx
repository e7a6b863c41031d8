// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { useWords } from "../words/use-words";

interface PaginationProps {
  /** Counted from 1. */
  readonly from: number;
  readonly to: number;
  /** Undefined where nobody has counted. */
  readonly total?: number | undefined;
  /** Undefined where there is nothing before. */
  readonly onPrevious?: (() => void) | undefined;
  /** Undefined where there is nothing after. */
  readonly onNext?: (() => void) | undefined;
}

/** Which part of a list is shown, and the way on. Lists go on from the last row shown, so there are no page numbers. */
export function Pagination({ from, to, total, onPrevious, onNext }: PaginationProps): ReactElement {
  const t = useWords();
  const shown =
    total === undefined
      ? t("components.pages.shown", { from, to })
      : t("components.pages.shown-of", { from, to, total });
  return (
    <div className="more muted">
      <span role="status">{to < from ? t("components.pages.none") : shown}</span>
      {onPrevious !== undefined && (
        <button type="button" className="btn-link" onClick={onPrevious}>
          {t("components.pages.previous")}
        </button>
      )}
      {onNext !== undefined && (
        <button type="button" className="btn-link" onClick={onNext}>
          {t("components.pages.next")}
        </button>
      )}
    </div>
  );
}
