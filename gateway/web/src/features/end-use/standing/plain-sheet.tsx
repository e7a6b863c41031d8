// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { EffectsSheet } from "../../../components/effects-sheet";
import { ActProblem } from "../../../shared/act-problem";
import { SheetButtons } from "../../../shared/sheet-buttons";
import { useRecorded } from "../../../shared/use-recorded";
import { useWords } from "../../../words/use-words";
import type { SheetProps } from "./sheet-props";

interface PlainSheetProps extends SheetProps {
  readonly act: "expire" | "reinstate";
  readonly send: (certificate: string, key: string) => Promise<unknown>;
}

/** An act that asks for nothing, with what it brings about. */
export function PlainSheet({ record, act, send, onClose }: PlainSheetProps): ReactElement {
  const t = useWords();
  const sending = useRecorded((_: undefined, key) => send(record.id, key), onClose);
  return (
    <EffectsSheet
      title={t(`end-use.standing.${act}`)}
      atOnce={[{ id: act, sign: act === "expire" ? "na" : "pass", text: t(`end-use.standing.does.${act}`) }]}
      stays={[{ id: "record", sign: "na", text: t("end-use.standing.stays") }]}
      told={t("end-use.standing.told")}
      takenBack={t(`end-use.standing.back.${act}`)}
      actions={
        <SheetButtons
          sending={sending}
          act={t(`end-use.standing.press.${act}`)}
          keep={t("end-use.standing.keep")}
          onKeep={onClose}
        />
      }
    >
      <ActProblem sending={sending} asksHere />
    </EffectsSheet>
  );
}
