// SPDX-License-Identifier: Apache-2.0
import { type ReactElement, useState } from "react";
import { Link, useNavigate, useParams, useSearchParams } from "react-router";
import { useViews } from "../../api/licensing";
import { type Queue, type QueuePage, useQueue } from "../../api/queues";
import { buttonClass } from "../../components/button";
import { PageTitle } from "../../components/page-title";
import { PageHead } from "../../components/panel";
import { EmptyState } from "../../components/state";
import { type Tab, Views } from "../../components/tabs";
import { Answer } from "../../shared/answer";
import { useWords, type Words } from "../../words/use-words";
import { addressOf } from "./addresses";
import { CaseTable } from "./case-table";
import { viewAddress } from "./list-question";

/** Working lists of the desk, in the order in which one looks at them. */
const DESK_QUEUES = ["decisions", "countersign", "overdue", "waiting"] as const satisfies readonly Queue[];
type DeskQueue = (typeof DESK_QUEUES)[number];

const PAGE_SIZE = 25;

/** What an officer has to decide, to countersign, to end and to wait for. */
export function DeskPage(): ReactElement {
  const t = useWords();
  const queue = queueIn(useParams()["queue"]);
  const [search] = useSearchParams();
  const order = search.get("order") === "due" ? "due" : "newest";
  const query = useQueue(queue, { order, pageSize: PAGE_SIZE, bookmark: search.get("after") ?? "" });
  const first = query.data?.items[0];
  const title = t("desk.title");
  return (
    <>
      <PageTitle>{title}</PageTitle>
      <PageHead
        title={title}
        lead={t(`desk.queue.${queue}.about`)}
        actions={
          first !== undefined && (
            <Link className={buttonClass({ kind: "main" })} to={addressOf(first)}>
              {t("desk.openFirst")}
            </Link>
          )
        }
      />
      <div className="panel">
        <DeskTabs current={queue} />
        <Answer query={query} lines={6}>
          {(page) => <QueueRows queue={queue} page={page} />}
        </Answer>
      </div>
    </>
  );
}

function queueIn(name: string | undefined): DeskQueue {
  return DESK_QUEUES.find((queue) => queue === name) ?? "decisions";
}

function DeskTabs({ current }: { readonly current: DeskQueue }): ReactElement {
  const t = useWords();
  const views = useViews();
  const decisions = useCount("decisions");
  const countersign = useCount("countersign");
  const overdue = useCount("overdue");
  const waiting = useCount("waiting");
  const counts = { decisions, countersign, overdue, waiting };
  const tabs: Tab[] = [
    ...DESK_QUEUES.map((queue) => ({
      to: `/desk/${queue}`,
      label: t(`desk.queue.${queue}`),
      count: counts[queue],
      current: queue === current,
    })),
    ...(views.data?.items ?? []).map((view) => ({ to: viewAddress(view), label: view.name, current: false })),
  ];
  return <Views label={t("desk.views")} tabs={tabs} end={<Link to="/lists/applications">{t("desk.all")}</Link>} />;
}

/** How many stand in a working list; undefined while nobody knows exactly. */
function useCount(queue: DeskQueue): number | undefined {
  const { data } = useQueue(queue, { order: "newest", pageSize: 1 });
  return data !== undefined && "exactly" in data.total ? data.total.exactly : undefined;
}

function QueueRows({ queue, page }: { readonly queue: DeskQueue; readonly page: QueuePage }): ReactElement {
  const t = useWords();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  return (
    <>
      <div className="filters">
        <OrderLinks queue={queue} t={t} />
      </div>
      <CaseTable
        label={t(`desk.queue.${queue}`)}
        page={page}
        picking={{ picked, onPick: setPicked }}
        empty={
          <>
            <h2 className="vh">{t(`desk.queue.${queue}`)}</h2>
            <EmptyState title={t(`desk.queue.${queue}.empty`)}>{t(`desk.queue.${queue}.emptyAbout`)}</EmptyState>
          </>
        }
        after={search.get("after") ?? ""}
        onNext={(bookmark) =>
          void navigate({ search: new URLSearchParams({ ...orderIn(search), after: bookmark }).toString() })
        }
        onFirst={() => void navigate({ search: new URLSearchParams(orderIn(search)).toString() })}
      />
    </>
  );
}

function orderIn(search: URLSearchParams): Record<string, string> {
  const order = search.get("order");
  return order === null ? {} : { order };
}

function OrderLinks({ queue, t }: { readonly queue: DeskQueue; readonly t: Words }): ReactElement {
  const [search] = useSearchParams();
  const isDue = search.get("order") === "due";
  return (
    <>
      <Link className="chip" to={`/desk/${queue}`} aria-current={isDue ? undefined : "true"}>
        {t("desk.order.newest")}
      </Link>
      <Link className="chip" to={`/desk/${queue}?order=due`} aria-current={isDue ? "true" : undefined}>
        {t("desk.order.due")}
      </Link>
      <span className="sorted">{t(isDue ? "desk.order.due.about" : "desk.order.newest.about")}</span>
    </>
  );
}
