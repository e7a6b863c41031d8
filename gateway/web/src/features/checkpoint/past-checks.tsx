// SPDX-License-Identifier: Apache-2.0
import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { api, contentOf } from "../../api/client";
import { keys } from "../../api/keys";
import type { components } from "../../api/schema";
import { Panel } from "../../components/panel";
import { Timeline } from "../../components/timeline";
import { Answer } from "../../shared/answer";
import { useFormats, useWords } from "../../words/use-words";
import type { Subject } from "./verdict/use-verdict";

type Check = components["schemas"]["Check"];

const SHOWN_MAX = 10;

/** Checks of a licence or consignment at this gateway, newest first. */
export function useChecks({ kind, id }: Subject): UseQueryResult<readonly Check[]> {
  return useQuery({
    queryKey: keys.list("checks", kind, id),
    queryFn: async ({ signal }) =>
      (await contentOf(api.GET("/v1/checks", { params: { query: { subject: `${kind}/${id}` } }, signal }))).items,
  });
}

/** A page that is open asks again: of checks with one answer in a row, the oldest tells since when it is so. */
function changesOf(items: readonly Check[]): readonly Check[] {
  return items.filter(({ disposition }, at) => items[at + 1]?.disposition !== disposition);
}

/** Who asked about this before, when, and what the answer was. */
export function PastChecks({ subject }: { readonly subject: Subject }): ReactElement {
  const t = useWords();
  const { moment } = useFormats();
  const checks = useChecks(subject);
  return (
    <Panel title={t("checkpoint.past")}>
      <Answer query={checks}>
        {(items) =>
          items.length === 0 ? (
            <p>{t("checkpoint.past.none")}</p>
          ) : (
            <Timeline
              moments={changesOf(items)
                .slice(0, SHOWN_MAX)
                .map(({ askedAt, disposition, block }, at) => ({
                  id: `${askedAt}/${at}`,
                  at: askedAt,
                  time: moment(askedAt),
                  what: t("checkpoint.past.was", {
                    disposition: t(`components.disposition.${disposition as "stop"}`),
                    block: block ?? "–",
                  }),
                }))}
            />
          )
        }
      </Answer>
    </Panel>
  );
}
