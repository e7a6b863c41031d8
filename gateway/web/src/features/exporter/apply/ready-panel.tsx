// SPDX-License-Identifier: Apache-2.0
import type { LicenceContent } from "@licet/domain/licence/schemas";
import type { ReactElement } from "react";
import { CheckboxGroup } from "../../../components/choice-fields";
import { missingIn } from "../../../shared/completeness";
import { CompletenessPanel } from "../../../shared/completeness-panel";
import { useWords } from "../../../words/use-words";

interface ReadyPanelProps {
  readonly content: LicenceContent;
  readonly accepted: readonly string[];
  readonly onAccept: (accepted: readonly string[]) => void;
}

/** What an officer will look for besides what the ledger needs; whoever sends without it says so. */
export function ReadyPanel({ content, accepted, onAccept }: ReadyPanelProps): ReactElement {
  const t = useWords();
  return (
    <>
      <CompletenessPanel content={content} />
      {missingIn(content).length > 0 && (
        <CheckboxGroup
          name="accepted"
          label={t("exporter.without")}
          options={[{ value: "without", label: t("exporter.without.tick"), hint: t("exporter.without.hint") }]}
          values={accepted}
          onChange={onAccept}
        />
      )}
    </>
  );
}
