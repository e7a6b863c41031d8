// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { useQueue } from "../../api/queues";
import { Tabs } from "../../components/tabs";
import { useWords } from "../../words/use-words";
import { CARRIER_LISTS, type CarrierList } from "./lists";

/** The lists with how many stand in each; a count that has not come, or that is only known from below, is left out. */
export function ListTabs({ current }: { readonly current: CarrierList["queue"] }): ReactElement {
  const t = useWords();
  const counts = {
    offered: useCount("offered"),
    custody: useCount("custody"),
    handover: useCount("handover"),
  };
  return (
    <Tabs
      label={t("carrier.lists")}
      tabs={CARRIER_LISTS.map(({ queue, path }) => ({
        to: path,
        label: t(`carrier.list.${queue}`),
        count: counts[queue],
        current: queue === current,
      }))}
    />
  );
}

function useCount(queue: CarrierList["queue"]): number | undefined {
  const { data } = useQueue(queue, { order: "newest", pageSize: 1 });
  return data !== undefined && "exactly" in data.total ? data.total.exactly : undefined;
}
