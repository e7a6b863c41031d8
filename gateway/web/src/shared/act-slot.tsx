// SPDX-License-Identifier: Apache-2.0
import { type ReactElement, type ReactNode, useState } from "react";
import { Banner } from "../components/banner";
import { Button } from "../components/button";
import { useWords } from "../words/use-words";

interface ActSlotProps {
  /** How the record stands, as a text that changes whenever somebody changes it. */
  readonly standing: string;
  /** The forms for a standing; `onDone` takes the standing that an act of one's own has brought about. */
  readonly children: (seen: string, onDone: (standing: string) => void) => ReactNode;
}

/**
 * Forms on a record that others may change meanwhile. The forms stay as they were begun, with everything typed, and it is told that the
 * record has changed; whoever has seen it goes on from the new state.
 */
export function ActSlot({ standing, children }: ActSlotProps): ReactElement {
  const t = useWords();
  const [seen, setSeen] = useState(standing);
  const [own, setOwn] = useState<string>();
  const changed = seen !== standing && own !== standing;
  const done = (next: string): void => {
    setOwn(next);
    setSeen(next);
  };
  return (
    <div className="stack">
      {changed && (
        <Banner
          kind="session"
          title={t("licensing.changed.title")}
          action={<Button onPress={() => setSeen(standing)}>{t("licensing.changed.goOn")}</Button>}
        >
          {t("licensing.changed.about")}
        </Banner>
      )}
      {children(seen, done)}
    </div>
  );
}
