// SPDX-License-Identifier: Apache-2.0
import type { ReactElement, ReactNode } from "react";
import { useWords } from "../words/use-words";
import { Button } from "./button";
import type { Picking } from "./data-table";

interface BulkBarProps {
  readonly picking: Picking;
  /** Acts on what is chosen. */
  readonly children: ReactNode;
}

/** What can be done with the chosen rows; there only while some are. Names the keys. */
export function BulkBar({ picking, children }: BulkBarProps): ReactElement | null {
  const t = useWords();
  const count = picking.picked.size;
  if (count === 0) return null;
  return (
    <section className="foot bulk" aria-label={t("components.bulk.label")}>
      <b role="status">{t("components.bulk.count", { count })}</b>
      <div className="btn-row">
        {children}
        <Button kind="quiet" onPress={() => picking.onPick(new Set())}>
          {t("components.bulk.clear")}
        </Button>
      </div>
      <span className="keys muted">{t("components.bulk.keys")}</span>
    </section>
  );
}
