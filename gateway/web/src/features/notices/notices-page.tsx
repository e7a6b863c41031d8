// SPDX-License-Identifier: Apache-2.0
import { useMutation, useQuery, useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { api, contentOf } from "../../api/client";
import { keys } from "../../api/keys";
import type { components } from "../../api/schema";
import { Button } from "../../components/button";
import { PageTitle } from "../../components/page-title";
import { PageHead, Panel } from "../../components/panel";
import { Ref } from "../../components/ref";
import { Sign } from "../../components/sign";
import { EmptyState } from "../../components/state";
import { Views } from "../../components/tabs";
import { Answer } from "../../shared/answer";
import { useLedgerWords } from "../../shared/ledger-words";
import { RequestErrorState } from "../../shared/request-error-state";
import { useNow } from "../../words/use-now";
import { useFormats, useWords } from "../../words/use-words";

type Notice = components["schemas"]["CheckChangedOutput"];

interface NoticePage {
  readonly notices: Notice[];
  readonly before?: string;
}

const LOOK_AGAIN_SECONDS = 30;

function useNotices(unread: boolean, before: string | undefined): UseQueryResult<NoticePage> {
  return useQuery({
    queryKey: [...keys.notices, unread, before],
    queryFn: ({ signal }) =>
      contentOf(
        api.GET("/v1/notices", {
          params: { query: { ...(unread ? { unread } : {}), ...(before === undefined ? {} : { before }) } },
          signal,
        }),
      ),
  });
}

/** What changed since one or one's office checked, newest first. A notice that comes while one looks appears. */
export function NoticesPage(): ReactElement {
  const t = useWords();
  const go = useNavigate();
  const [search] = useSearchParams();
  const all = search.get("show") === "all";
  const query = useNotices(!all, search.get("before") ?? undefined);
  return (
    <>
      <PageTitle>{t("notices.title")}</PageTitle>
      <PageHead title={t("notices.title")} lead={t("notices.lead")} />
      <div className="stack">
        <Views
          label={t("notices.which")}
          tabs={[
            { to: "/notices", label: t("notices.unread"), current: !all },
            { to: "/notices?show=all", label: t("notices.all"), current: all },
          ]}
        />
        <Panel title={t(all ? "notices.all" : "notices.unread")} padded={false}>
          <Answer query={query} lines={6}>
            {({ notices, before }) => (
              <>
                <p className="vh" role="status">
                  {t("notices.count", { count: notices.length })}
                </p>
                <NoticeList notices={notices} />
                {before !== undefined && (
                  <div className="panel-in">
                    <Button
                      onPress={() =>
                        void go(
                          `/notices?${new URLSearchParams({ ...(all ? { show: "all" } : {}), before }).toString()}`,
                        )
                      }
                    >
                      {t("notices.more")}
                    </Button>
                  </div>
                )}
              </>
            )}
          </Answer>
        </Panel>
      </div>
    </>
  );
}

function NoticeList({ notices }: { readonly notices: readonly Notice[] }): ReactElement {
  const t = useWords();
  if (notices.length === 0) {
    return (
      <div className="panel-in">
        <EmptyState title={t("notices.none")}>{t("notices.none.about")}</EmptyState>
      </div>
    );
  }
  return (
    <ul className="notice-list">
      {notices.map((notice) => (
        <NoticeRow key={notice.id} notice={notice} />
      ))}
    </ul>
  );
}

function NoticeRow({ notice }: { readonly notice: Notice }): ReactElement {
  const t = useWords();
  const words = useLedgerWords();
  const now = useNow(LOOK_AGAIN_SECONDS);
  const { moment, ago } = useFormats();
  const { id, change, subjects, at, readAt, check } = notice;
  const queries = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => api.POST("/v1/notices/{id}/read", { params: { path: { id } } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.notices }),
  });
  return (
    <li>
      <Sign kind={readAt === undefined ? "refer" : "na"} />
      <div className="stack stack-tight">
        <b className="t18">{words.event(change) ?? <Ref>{change}</Ref>}</b>
        <span>
          {t.with("notices.since", {
            subjects: <Ref wrap>{subjects.map((subject) => subject.slice(subject.indexOf("/") + 1)).join(" ")}</Ref>,
            moment: moment(check.at),
          })}
        </span>
        <span className="t14">
          <b>{t(`components.disposition.${check.disposition}`)}</b>{" "}
          {check.codes.length > 0 && <Ref wrap>{check.codes.join(" ")}</Ref>}
        </span>
        <span className="muted t14">{t("notices.at", { moment: moment(at), age: ago(at, now) })}</span>
        {readAt === undefined ? (
          <span>
            <Button notReady={isPending} onPress={() => mutate()}>
              {t("notices.read")}
            </Button>
          </span>
        ) : (
          <span className="muted t14">{t("notices.readAt", { moment: moment(readAt) })}</span>
        )}
        {error !== null && <RequestErrorState error={error} />}
      </div>
    </li>
  );
}
