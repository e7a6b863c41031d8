// SPDX-License-Identifier: Apache-2.0
import { authorityMspOf } from "@licet/domain/shared/ownership";
import { CountryCode } from "@licet/domain/shared/primitives";
import { useQuery } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import { api, contentOf } from "../../api/client";
import { keys } from "../../api/keys";
import { SelectField } from "../../components/choice-fields";
import type { FieldError } from "../../components/form-context";
import { Panel } from "../../components/panel";
import { Answer } from "../../shared/answer";
import { useLicensingWords } from "../../shared/licensing-words";
import { SendForm } from "../../shared/send-form";
import { useRecorded } from "../../shared/use-recorded";
import { useFormats, useWords } from "../../words/use-words";

interface SharePanelProps {
  readonly licence: string;
  readonly authority: string;
}

/** Hands the licence's confidential content to another state, and says which states' authorities hold a copy. */
export function SharePanel({ licence, authority }: SharePanelProps): ReactElement {
  const t = useWords();
  const { list } = useFormats();
  const words = useLicensingWords();
  const ref = { kind: "licence", id: licence, part: "content" } as const;
  const members = useQuery({
    queryKey: keys.record("members", ""),
    queryFn: ({ signal }) => contentOf(api.GET("/v1/members", { signal })),
  });
  const states = (members.data?.members ?? []).flatMap(({ state }) => (state === undefined ? [] : [state]));
  const holders = useQuery({
    queryKey: keys.record("licence", licence, "holders", states),
    queryFn: ({ signal }) =>
      contentOf(
        api.POST("/v1/parts/holders", {
          body: { ref, organisations: states.map((state) => authorityMspOf(state)) },
          signal,
        }),
      ),
    enabled: states.length > 0,
  });
  return (
    <Panel title={t("licence.share")}>
      <Answer query={holders}>
        {(found) => {
          const held = states.filter((state) => found.holders.includes(authorityMspOf(state)));
          return (
            <>
              <p>{t("licence.share.held", { states: list(held.map(words.country)) })}</p>
              <ShareForm
                licenceRef={ref}
                states={states.filter((state) => state !== authority && !held.includes(state))}
              />
            </>
          );
        }}
      </Answer>
    </Panel>
  );
}

interface ShareFormProps {
  readonly licenceRef: { readonly kind: "licence"; readonly id: string; readonly part: "content" };
  readonly states: readonly string[];
}

function ShareForm({ licenceRef, states }: ShareFormProps): ReactElement {
  const t = useWords();
  const words = useLicensingWords();
  const [state, setState] = useState("");
  const [wrong, setWrong] = useState<readonly FieldError[]>([]);
  const sending = useRecorded(
    (to: string, key) => {
      const params = { header: { "Idempotency-Key": key } };
      return contentOf(api.POST("/v1/shares", { params, body: { ref: licenceRef, to: authorityMspOf(to) } }));
    },
    () => setState(""),
  );
  const send = (): void => {
    const checked = CountryCode.safeParse(state);
    setWrong(checked.success ? [] : [{ field: "state", message: t("licence.share.wrong") }]);
    if (checked.success) sending.send(checked.data);
  };
  return (
    <SendForm
      label={t("licence.share.form")}
      act={t("licence.share.press")}
      sending={sending}
      wrong={wrong}
      onSend={send}
    >
      <SelectField
        name="state"
        label={t("licence.share.with")}
        options={states.map((value) => ({ value, label: words.country(value) }))}
        value={state}
        onChange={setState}
      />
      <p className="note">{t("licence.share.means")}</p>
    </SendForm>
  );
}
