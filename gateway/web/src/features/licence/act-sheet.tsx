// SPDX-License-Identifier: Apache-2.0
import { type ReactElement, useState } from "react";
import type { LicenceView } from "../../api/licensing";
import { Button } from "../../components/button";
import { EffectsSheet } from "../../components/effects-sheet";
import type { FieldError } from "../../components/form-context";
import type { ContentShown } from "../../shared/licence-content";
import { SendForm } from "../../shared/send-form";
import { useRecorded } from "../../shared/use-recorded";
import { useWords } from "../../words/use-words";
import type { SheetAct } from "./acts";
import { GroundsFields, groundsFaults, type TypedGrounds } from "./grounds-fields";
import { type Grounds, sendAct } from "./send-act";
import { useEffects } from "./use-effects";

interface ActSheetProps {
  readonly act: SheetAct;
  readonly view: LicenceView;
  readonly content: ContentShown;
  readonly onClose: () => void;
  readonly onDone: (standing: string) => void;
}

/** An act on a licence with what it would bring about, before it is pressed. */
export function ActSheet({ act, view, content, onClose, onDone }: ActSheetProps): ReactElement {
  const t = useWords();
  const [typed, setTyped] = useState<TypedGrounds>({ reason: "", legalBasis: "" });
  const [wrong, setWrong] = useState<readonly FieldError[]>([]);
  const effects = useEffects(act, view, content);
  const sending = useRecorded(
    (grounds: Grounds, key) => sendAct(act, view.licence.number, grounds, key),
    ({ standing }) => {
      if (standing !== undefined) onDone(standing);
      onClose();
    },
  );
  const send = (): void => {
    const faults = act === "expire" ? [] : groundsFaults(t, typed);
    setWrong(faults);
    if (faults.length === 0) sending.send(typed as Grounds);
  };
  return (
    <EffectsSheet
      title={t(`licence.act.${act}`)}
      atOnce={effects.atOnce}
      stays={effects.stays}
      told={effects.told}
      takenBack={t(`licence.takenBack.${act}`)}
      actions={null}
    >
      <SendForm
        label={t("licence.grounds")}
        act={t(`licence.press.${act}`)}
        kind={act === "suspend" || act === "revoke" || act === "cancel" ? "stop" : "main"}
        sending={sending}
        wrong={wrong}
        onSend={send}
        others={
          <Button kind="quiet" onPress={onClose}>
            {t("licence.keep")}
          </Button>
        }
      >
        {act !== "expire" && <GroundsFields typed={typed} onTyped={setTyped} />}
      </SendForm>
    </EffectsSheet>
  );
}
