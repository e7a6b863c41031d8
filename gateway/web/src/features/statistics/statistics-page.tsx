// SPDX-License-Identifier: Apache-2.0
import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useSearchParams } from "react-router";
import { api, contentOf } from "../../api/client";
import { keys } from "../../api/keys";
import { Bars } from "../../components/bars";
import { ColumnsOverTime } from "../../components/columns-over-time";
import { PageTitle } from "../../components/page-title";
import { PageHead, Panel } from "../../components/panel";
import { EmptyState } from "../../components/state";
import { Views } from "../../components/tabs";
import { Answer } from "../../shared/answer";
import { DownloadButtons } from "../../shared/download-buttons";
import { type LedgerWords, useLedgerWords } from "../../shared/ledger-words";
import { type Words, useFormats, useWords } from "../../words/use-words";
import { byName, type Period, periodsUntil, perPeriod, type Statistics, sumOf } from "./counts";

/** Periods that are shown, by how long each is: a month, a quarter, a year. */
const SHOWN: Readonly<Record<Period, number>> = { day: 30, week: 13, month: 12 };
const PERIODS = Object.keys(SHOWN) as readonly Period[];

function useStatistics(period: Period): UseQueryResult<Statistics> {
  return useQuery({
    queryKey: keys.list("statistics", period),
    queryFn: ({ signal }) =>
      contentOf(api.GET("/v1/statistics", { params: { query: { period, periods: SHOWN[period] } }, signal })),
  });
}

/** How much was recorded, and what was stopped for which reason. */
export function StatisticsPage(): ReactElement {
  const t = useWords();
  const words = useLedgerWords();
  const [search] = useSearchParams();
  const period = PERIODS.find((each) => each === search.get("by")) ?? "day";
  const query = useStatistics(period);
  const { data } = query;
  return (
    <>
      <PageTitle>{t("statistics.title")}</PageTitle>
      <PageHead
        title={t("statistics.title")}
        lead={t("statistics.lead")}
        actions={
          data !== undefined && (
            <DownloadButtons name={`statistics-${period}`} json={data} rows={() => rowsOf(t, words, data)} />
          )
        }
      />
      <div className="stack">
        <Views
          label={t("statistics.period")}
          tabs={PERIODS.map((each) => ({
            to: `?by=${each}`,
            label: t(`statistics.by.${each}`),
            current: each === period,
          }))}
        />
        <Answer query={query} lines={8} panel={t("statistics.volume")}>
          {(statistics) => <Counts statistics={statistics} />}
        </Answer>
      </div>
    </>
  );
}

function Counts({ statistics }: { readonly statistics: Statistics }): ReactElement {
  const t = useWords();
  const words = useLedgerWords();
  const { integer } = useFormats();
  const { period, volume, stops, dispositions } = statistics;
  const periods = periodsUntil(new Date(), period, SHOWN[period]);
  const heads: [string, string] = [t("statistics.from"), t("statistics.count")];
  const columns = (counted: readonly { from: string; count: number }[]): { from: string; count: number }[] => {
    const counts = perPeriod(periods, counted);
    return periods.map((from, at) => ({ from, count: counts[at] ?? 0 }));
  };
  const codeHeads: [string, string] = [t("statistics.what"), t("statistics.count")];
  return (
    <>
      <Panel title={t("statistics.volume")} note={t("statistics.total", { count: integer(sumOf(volume)) })}>
        <ColumnsOverTime title={t("statistics.volume.about")} heads={heads} periods={columns(volume)} />
      </Panel>
      <Panel title={t("statistics.stops")} note={t("statistics.total", { count: integer(sumOf(stops)) })}>
        {stops.length === 0 ? (
          <EmptyState title={t("statistics.stops.none")}>{t("statistics.stops.none.about")}</EmptyState>
        ) : (
          <div className="stack">
            <ColumnsOverTime title={t("statistics.stops.about")} heads={heads} periods={columns(stops)} stops />
            <Bars title={t("statistics.stops.byCode")} heads={codeHeads} bars={barsByCode(words, stops)} stops />
          </div>
        )}
      </Panel>
      <Panel title={t("statistics.dispositions")}>
        {dispositions.length === 0 ? (
          <EmptyState title={t("statistics.dispositions.none")}>{t("statistics.dispositions.about")}</EmptyState>
        ) : (
          <Bars
            title={t("statistics.dispositions.about")}
            heads={codeHeads}
            bars={byName(dispositions, ({ code }) => code).map(([code, count]) => ({
              code,
              name: t(`components.disposition.${code as "stop"}`),
              count,
            }))}
          />
        )}
      </Panel>
      <Panel title={t("statistics.byEvent")}>
        <Bars
          title={t("statistics.byEvent.about")}
          heads={codeHeads}
          bars={byName(volume, ({ event }) => event).map(([code, count]) => ({
            code,
            name: words.event(code) ?? "",
            count,
          }))}
        />
      </Panel>
    </>
  );
}

type Stops = Statistics["stops"];

/** A code belongs to what it was said of: a licence and goods may be stopped by the same one. */
function barsByCode(words: LedgerWords, stops: Stops): { code: string; name: string; count: number }[] {
  return byName(stops, ({ event, code }) => `${event}/${code}`).map(([both, count]) => {
    const [event = "", code = ""] = both.split("/");
    return { code, name: words.event(event) ?? event, count };
  });
}

function rowsOf(t: Words, words: LedgerWords, { volume, stops, dispositions }: Statistics): string[][] {
  const coded = [...stops, ...dispositions].map(({ from, event, code, count }) => [
    from,
    words.event(event) ?? event,
    code,
    count.toString(),
  ]);
  const all = volume.map(({ from, event, count }) => [from, words.event(event) ?? event, "", count.toString()]);
  return [[t("statistics.from"), t("statistics.what"), t("statistics.code"), t("statistics.count")], ...all, ...coded];
}
