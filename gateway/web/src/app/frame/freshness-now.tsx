// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { type Freshness as Known, useFreshness } from "../../api/freshness";
import { Freshness, type FreshnessState } from "../../components/freshness";
import { useNow } from "../../words/use-now";
import { type Formats } from "../../words/formats";
import { useFormats, useWords, type Words } from "../../words/use-words";

const SHOWN_AS: Readonly<Record<Known["state"], FreshnessState>> = {
  asking: "stale",
  live: "live",
  stale: "stale",
  outage: "stale",
  offline: "offline",
};

/** How fresh what is shown is, with the block and when it was last confirmed. */
export function FreshnessNow(): ReactElement {
  const t = useWords();
  const formats = useFormats();
  const known = useFreshness();
  const now = useNow(1);
  return <Freshness state={SHOWN_AS[known.state]}>{freshnessWords(t, formats, known, now)}</Freshness>;
}

function freshnessWords(t: Words, { integer, ago }: Formats, known: Known, now: Date): string {
  const { state, block, confirmedAt } = known;
  if (state === "asking") return t("frame.fresh.asking");
  if (block === undefined || confirmedAt === undefined) {
    return t(state === "offline" ? "frame.fresh.offlineUnknown" : "frame.fresh.unknown");
  }
  const values = { block: integer(block), age: ago(confirmedAt, now) };
  if (state === "live") return t("frame.fresh.live", values);
  return t(state === "offline" ? "frame.fresh.offline" : "frame.fresh.stale", values);
}
