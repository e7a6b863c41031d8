// SPDX-License-Identifier: Apache-2.0
import { LICENCE_TRANSITIONS } from "@licet/domain/licence/transitions";
import { type ReactElement, useState } from "react";
import { api, contentOf } from "../../api/client";
import type { LicenceView } from "../../api/licensing";
import { useSession } from "../../api/session";
import { Button, ButtonRow } from "../../components/button";
import { EffectsSheet } from "../../components/effects-sheet";
import { Panel } from "../../components/panel";
import { ActProblem } from "../../shared/act-problem";
import type { ContentShown } from "../../shared/licence-content";
import { SheetButtons } from "../../shared/sheet-buttons";
import { useRecorded } from "../../shared/use-recorded";
import { useWords } from "../../words/use-words";
import { useEffects } from "./use-effects";

interface SurrenderProps {
  readonly view: LicenceView;
  readonly content: ContentShown;
}

/** Giving a licence up, by its holder where the ledger's table lets it be given up as it is; nothing for anybody else. */
export function SurrenderPanel({ view, content }: SurrenderProps): ReactElement | null {
  const t = useWords();
  const { role, party } = useSession();
  const [opened, setOpened] = useState(false);
  const isHolder = role === "exporter" && content.state === "disclosed" && content.content.exporter.party === party;
  const row = LICENCE_TRANSITIONS.find(({ from, action }) => from === view.licence.status && action === "surrender");
  if (!isHolder || row === undefined) return null;
  if (opened) return <SurrenderSheet view={view} content={content} onClose={() => setOpened(false)} />;
  return (
    <Panel title={t("licence.surrender")}>
      <ButtonRow>
        <Button onPress={() => setOpened(true)}>{t("licence.surrender.look")}</Button>
      </ButtonRow>
    </Panel>
  );
}

function SurrenderSheet({ view, content, onClose }: SurrenderProps & { readonly onClose: () => void }): ReactElement {
  const t = useWords();
  const effects = useEffects("surrender", view, content);
  const sending = useRecorded((_: undefined, key) => {
    const params = { path: { licence: view.licence.number }, header: { "Idempotency-Key": key } };
    return contentOf(api.POST("/v1/licences/{licence}/surrender", { params, body: {} }));
  });
  return (
    <EffectsSheet
      title={t("licence.surrender")}
      atOnce={effects.atOnce}
      stays={effects.stays}
      told={effects.told}
      takenBack={t("licence.surrender.takenBack")}
      actions={
        <SheetButtons
          sending={sending}
          act={t("licence.surrender.press")}
          kind="stop"
          keep={t("licence.keep")}
          onKeep={onClose}
        />
      }
    >
      <ActProblem sending={sending} asksHere />
    </EffectsSheet>
  );
}
