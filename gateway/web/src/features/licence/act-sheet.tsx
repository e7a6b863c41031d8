// SPDX-License-Identifier: Apache-2.0
import { useQueryClient } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import { keys } from "../../api/keys";
import type { LicenceView } from "../../api/licensing";
import { Button } from "../../components/button";
import { EffectsSheet } from "../../components/effects-sheet";
import { Form } from "../../components/form";
import type { FieldError } from "../../components/form-context";
import { ActProblem } from "../../shared/act-problem";
import type { ContentShown } from "../../shared/licence-content";
import { useSend } from "../../shared/use-send";
import { useWords } from "../../words/use-words";
import type { SheetAct } from "./acts";
import { GroundsFields, groundsFaults, type TypedGrounds } from "./grounds-fields";
import { type ActOutcome, type Grounds, sendAct } from "./send-act";
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
  const queries = useQueryClient();
  const [typed, setTyped] = useState<TypedGrounds>({ reason: "", legalBasis: "" });
  const [wrong, setWrong] = useState<readonly FieldError[]>([]);
  const effects = useEffects(act, view, content);
  const sending = useSend<Grounds, ActOutcome>({
    act: (grounds, key) => sendAct(act, view.licence.number, grounds, key),
    onSent: ({ standing }) => {
      if (standing !== undefined) onDone(standing);
      onClose();
      void queries.invalidateQueries({ queryKey: keys.ledger });
    },
  });
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
      <Form
        label={t("licence.grounds")}
        act={t(`licence.press.${act}`)}
        kind={act === "suspend" || act === "revoke" || act === "cancel" ? "stop" : "main"}
        sending={sending.isSending || sending.isUnknown}
        errors={wrong.length > 0 ? wrong : sending.errors}
        onSend={send}
        problem={<ActProblem sending={sending} body={typed as Grounds} />}
        others={
          <Button kind="quiet" onPress={onClose}>
            {t("licence.keep")}
          </Button>
        }
      >
        {act !== "expire" && <GroundsFields typed={typed} onTyped={setTyped} />}
      </Form>
    </EffectsSheet>
  );
}
