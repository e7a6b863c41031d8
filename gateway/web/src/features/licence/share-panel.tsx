// SPDX-License-Identifier: Apache-2.0
import { authorityMspOf } from "@licet/domain/shared/ownership";
import { CountryCode } from "@licet/domain/shared/primitives";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import { api, contentOf } from "../../api/client";
import { keys } from "../../api/keys";
import { SelectField } from "../../components/choice-fields";
import { Form } from "../../components/form";
import type { FieldError } from "../../components/form-context";
import { Panel } from "../../components/panel";
import { Answer } from "../../shared/answer";
import { ActProblem } from "../../shared/act-problem";
import { useLicensingWords } from "../../shared/licensing-words";
import { useSend } from "../../shared/use-send";
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
  const queries = useQueryClient();
  const [state, setState] = useState("");
  const [wrong, setWrong] = useState<readonly FieldError[]>([]);
  const sending = useSend<string, unknown>({
    act: (to, key) => {
      const params = { header: { "Idempotency-Key": key } };
      return contentOf(api.POST("/v1/shares", { params, body: { ref: licenceRef, to: authorityMspOf(to) } }));
    },
    onSent: () => {
      setState("");
      void queries.invalidateQueries({ queryKey: keys.ledger });
    },
  });
  const send = (): void => {
    const checked = CountryCode.safeParse(state);
    setWrong(checked.success ? [] : [{ field: "state", message: t("licence.share.wrong") }]);
    if (checked.success) sending.send(checked.data);
  };
  return (
    <Form
      label={t("licence.share.form")}
      act={t("licence.share.press")}
      sending={sending.isSending || sending.isUnknown}
      errors={wrong.length > 0 ? wrong : sending.errors}
      onSend={send}
      problem={<ActProblem sending={sending} body={state} />}
    >
      <SelectField
        name="state"
        label={t("licence.share.with")}
        options={states.map((value) => ({ value, label: words.country(value) }))}
        value={state}
        onChange={setState}
      />
      <p className="note">{t("licence.share.means")}</p>
    </Form>
  );
}
