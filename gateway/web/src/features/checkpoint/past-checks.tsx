// SPDX-License-Identifier: Apache-2.0
import { type InfiniteData, useInfiniteQuery, type UseInfiniteQueryResult } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import { api, contentOf } from "../../api/client";
import { keys } from "../../api/keys";
import type { components, operations } from "../../api/schema";
import { Button } from "../../components/button";
import { Panel } from "../../components/panel";
import { Timeline } from "../../components/timeline";
import { Answer } from "../../shared/answer";
import { useFormats, useWords } from "../../words/use-words";
import { type Change, changesOf } from "./changes";
import type { Subject } from "./verdict/use-verdict";

type Check = components["schemas"]["Check"];
type CheckPage = operations["listChecks"]["responses"]["200"]["content"]["application/json"];

/** How many changes are shown at first, and more at each press. */
const SHOWN_STEP = 10;
/** How many pages are read at most, one after another. */
const PAGES_MAX = 20;

/** Checks of a licence or consignment at this gateway, newest first, one page after another as they are asked for. */
function useChecks({ kind, id }: Subject): UseInfiniteQueryResult<InfiniteData<CheckPage>> {
  return useInfiniteQuery({
    queryKey: keys.list("checks", kind, id),
    queryFn: ({ signal, pageParam: before }) => {
      const query = { subject: `${kind}/${id}`, ...(before === undefined ? {} : { before }) };
      return contentOf(api.GET("/v1/checks", { params: { query }, signal }));
    },
    initialPageParam: undefined as CheckPage["before"],
    getNextPageParam: ({ before }, pages) => (pages.length < PAGES_MAX ? before : undefined),
  });
}

/** Who asked about this before, when, and what the answer was. */
export function PastChecks({ subject }: { readonly subject: Subject }): ReactElement {
  const t = useWords();
  const checks = useChecks(subject);
  return (
    <Panel title={t("checkpoint.past")}>
      <Answer query={checks}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          const isWhole = pages.at(-1)?.before === undefined;
          if (items.length === 0) return <p>{t("checkpoint.past.none")}</p>;
          return <Changes changes={changesOf(items, isWhole)} checks={checks} isWhole={isWhole} />;
        }}
      </Answer>
    </Panel>
  );
}

interface ChangesProps {
  readonly changes: readonly Change<Check>[];
  readonly checks: ReturnType<typeof useChecks>;
  readonly isWhole: boolean;
}

function Changes({ changes, checks, isWhole }: ChangesProps): ReactElement {
  const t = useWords();
  const { moment } = useFormats();
  const { hasNextPage, fetchNextPage, isFetchingNextPage } = checks;
  const [most, setMost] = useState(SHOWN_STEP);
  const shown = changes.slice(0, most);
  const showMore = (): void => {
    setMost(most + SHOWN_STEP);
    if (changes.length < most + SHOWN_STEP && hasNextPage) void fetchNextPage();
  };
  return (
    <>
      <Timeline
        moments={shown.map(({ check: { id, askedAt, disposition, block }, maybeEarlier }) => ({
          id,
          at: askedAt,
          time: moment(askedAt),
          what: t(maybeEarlier ? "checkpoint.past.wasEarlier" : "checkpoint.past.was", {
            disposition: t(`components.disposition.${disposition as "stop"}`),
            block: block ?? "–",
          }),
        }))}
      />
      {(shown.length < changes.length || hasNextPage) && (
        <Button full kind="quiet" notReady={isFetchingNextPage} onPress={showMore}>
          {t("checkpoint.more")}
        </Button>
      )}
      {shown.length === changes.length && !isWhole && !hasNextPage && <p>{t("checkpoint.past.cut")}</p>}
    </>
  );
}
