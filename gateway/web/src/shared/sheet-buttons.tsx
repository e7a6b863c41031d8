// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { Button, type ButtonKind } from "../components/button";
import { useWords } from "../words/use-words";
import type { Sending } from "./use-send";

interface SheetButtonsProps {
  readonly sending: Sending<undefined>;
  /** What the act is called. */
  readonly act: string;
  readonly kind?: ButtonKind;
  /** What stays where nobody acts. */
  readonly keep: string;
  readonly onKeep: () => void;
}

/** The buttons of a sheet whose act asks for nothing: the act, and what stays. */
export function SheetButtons({ sending, act, kind = "main", keep, onKeep }: SheetButtonsProps): ReactElement {
  const t = useWords();
  const locked = sending.isSending || sending.isUnknown;
  return (
    <>
      <Button kind={locked ? "other" : kind} notReady={locked} onPress={() => sending.send(undefined)}>
        {sending.isSending ? t("components.form.sending-said") : act}
      </Button>
      {!locked && (
        <Button kind="quiet" onPress={onKeep}>
          {keep}
        </Button>
      )}
    </>
  );
}
