// SPDX-License-Identifier: Apache-2.0
import { type ReactElement, useState } from "react";
import { Link } from "react-router";
import { type QueuePage, useQueue } from "../../../api/queues";
import { CheckboxGroup } from "../../../components/choice-fields";
import { PageTitle } from "../../../components/page-title";
import { PageHead, Panel } from "../../../components/panel";
import { Ref } from "../../../components/ref";
import { EmptyState } from "../../../components/state";
import { Answer } from "../../../shared/answer";
import { useWords } from "../../../words/use-words";
import { type Goods, goodsOf } from "../goods";
import { isOpen } from "../outbox";
import { OutboxPanel } from "../outbox-panel";
import { useOnlineOutbox } from "../use-outbox";
import { CompareNumbers } from "./compare-numbers";
import { ReleaseForm } from "./release-form";

/** Consignments that one load may have on this page. */
const LOAD_MAX = 100;

/** Offers one or several consignments of a load to somebody. */
export function ReleasePage(): ReactElement {
  const t = useWords();
  const outbox = useOnlineOutbox();
  const query = useQueue("handover", { order: "reference", pageSize: LOAD_MAX });
  const [load, setLoad] = useState<readonly Goods[]>([]);
  const title = t("carrier.release.title");
  const recorded = outbox.entries.length > 0 && outbox.entries.every(({ state }) => state === "recorded");
  const locked = isOpen(outbox.entries);
  return (
    <>
      <PageTitle>{title}</PageTitle>
      <PageHead title={title} crumb={<Link to="/goods/handover">{t("carrier.list.handover")}</Link>} />
      <OutboxPanel outbox={outbox} />
      <CompareNumbers outbox={outbox} />
      {!recorded && (
        <section className="stack hand" aria-labelledby="carrier-load">
          <h2 className="vh" id="carrier-load">
            {t("carrier.release.load")}
          </h2>
          {!locked && (
            <Answer query={query} lines={6}>
              {(page) => (
                <>
                  <Picker all={page.items.flatMap((row) => goodsOf(row) ?? [])} load={load} onPick={setLoad} />
                  {isCut(page) && <p>{t("carrier.release.cut")}</p>}
                </>
              )}
            </Answer>
          )}
          {load.length > 0 && <ReleaseForm load={load} outbox={outbox} />}
        </section>
      )}
    </>
  );
}

/** Whether goods stand in the list that this page does not show: beyond its length, or in a form that it does not know. */
function isCut({ items, bookmark }: QueuePage): boolean {
  return bookmark !== "" || items.some((row) => goodsOf(row) === undefined);
}

interface PickerProps {
  readonly all: readonly Goods[];
  readonly load: readonly Goods[];
  readonly onPick: (load: readonly Goods[]) => void;
}

function Picker({ all, load, onPick }: PickerProps): ReactElement {
  const t = useWords();
  if (all.length === 0) {
    return (
      <Panel title={t("carrier.lists")}>
        <EmptyState title={t("carrier.list.handover.empty")}>{t("carrier.list.handover.emptyAbout")}</EmptyState>
      </Panel>
    );
  }
  return (
    <CheckboxGroup
      name="load"
      label={t("carrier.release.which")}
      hint={t("carrier.release.which.hint")}
      options={all.map(({ consignment, ucr }) => ({
        value: consignment,
        label: <Ref wrap>{ucr ?? consignment}</Ref>,
        hint: <Ref wrap>{consignment}</Ref>,
      }))}
      values={load.map(({ consignment }) => consignment)}
      onChange={(picked) => onPick(all.filter(({ consignment }) => picked.includes(consignment)))}
    />
  );
}
