// SPDX-License-Identifier: Apache-2.0
import type { ReactElement, ReactNode } from "react";
import { Link, useSearchParams } from "react-router";
import { type QueuePage, useQueue } from "../../api/queues";
import { buttonClass } from "../../components/button";
import { PageTitle } from "../../components/page-title";
import { PageHead, Panel } from "../../components/panel";
import { EmptyState } from "../../components/state";
import { Answer } from "../../shared/answer";
import { useWords } from "../../words/use-words";
import { type Goods, goodsOf } from "./goods";
import { GoodsCard } from "./goods-card";
import { ListTabs } from "./list-tabs";
import { OwnLinks } from "./own-links";
import { CARRIER_LISTS, type CarrierList } from "./lists";

/** How many goods stand on a page. */
const PAGE_SIZE = 20;

/** Goods that somebody offers. */
export function OfferedPage(): ReactElement {
  return <GoodsList queue="offered" card={(goods) => <OfferedCard goods={goods} />} />;
}

/** Goods that one answers for, offered on or not. */
export function CustodyPage(): ReactElement {
  return <GoodsList queue="custody" card={(goods) => <OwnCard goods={goods} />} />;
}

/** Goods that one has and that are offered to nobody. */
export function HandoverPage(): ReactElement {
  return <GoodsList queue="handover" card={(goods) => <OwnCard goods={goods} />} />;
}

interface GoodsListProps {
  readonly queue: CarrierList["queue"];
  readonly card: (goods: Goods) => ReactNode;
}

function GoodsList({ queue, card }: GoodsListProps): ReactElement {
  const t = useWords();
  const [search] = useSearchParams();
  const after = search.get("after") ?? "";
  const query = useQueue(queue, { order: "newest", pageSize: PAGE_SIZE, bookmark: after });
  const title = t(`carrier.list.${queue}`);
  return (
    <>
      <PageTitle>{title}</PageTitle>
      <PageHead title={title} lead={t(`carrier.list.${queue}.about`)} />
      <ListTabs current={queue} />
      <Answer query={query} lines={6}>
        {(page) => <Rows queue={queue} page={page} card={card} />}
      </Answer>
    </>
  );
}

function Rows({ queue, page, card }: GoodsListProps & { readonly page: QueuePage }): ReactElement {
  const t = useWords();
  if (page.items.length === 0) {
    return (
      <Panel title={t("carrier.lists")}>
        <EmptyState title={t(`carrier.list.${queue}.empty`)}>{t(`carrier.list.${queue}.emptyAbout`)}</EmptyState>
      </Panel>
    );
  }
  const path = CARRIER_LISTS.find((list) => list.queue === queue)?.path ?? "";
  return (
    <div className="stack hand">
      {queue === "handover" && (
        <Link className={buttonClass({ kind: "main", glove: true, full: true })} to="/goods/release">
          {t("carrier.release.title")}
        </Link>
      )}
      {page.items.map((row) => {
        const goods = goodsOf(row);
        return <div key={row.id}>{goods === undefined ? <Unreadable id={row.id} /> : card(goods)}</div>;
      })}
      {page.bookmark !== "" && (
        <Link
          className={buttonClass({ kind: "quiet", glove: true, full: true })}
          to={`${path}?${new URLSearchParams({ after: page.bookmark }).toString()}`}
        >
          {t("carrier.more")}
        </Link>
      )}
    </div>
  );
}

function Unreadable({ id }: { readonly id: string }): ReactElement {
  const t = useWords();
  return (
    <Panel title={id}>
      <EmptyState title={t("carrier.unreadable", { id })}>{t("carrier.unreadable.do")}</EmptyState>
    </Panel>
  );
}

function OfferedCard({ goods }: { readonly goods: Goods }): ReactElement {
  const t = useWords();
  const action = (
    <Link
      className={buttonClass({ kind: "main", glove: true, full: true })}
      to={`/goods/take/${encodeURIComponent(goods.consignment)}`}
    >
      {t("carrier.look")}
      <span className="vh"> {goods.consignment}</span>
    </Link>
  );
  return (
    <GoodsCard
      goods={goods}
      line={t("carrier.offeredBy", { party: goods.head.custodian })}
      since={goods.changedAt}
      action={action}
    />
  );
}

function OwnCard({ goods }: { readonly goods: Goods }): ReactElement {
  const t = useWords();
  return (
    <GoodsCard
      goods={goods}
      line={lineOf(t, goods)}
      since={goods.head.custodySince}
      action={<OwnLinks goods={goods} />}
    />
  );
}

function lineOf(t: ReturnType<typeof useWords>, { head, offerLapsed }: Goods): string {
  if (head.pending === undefined) return t("carrier.ownSince");
  return t(offerLapsed ? "carrier.offerLapsed" : "carrier.offeredTo", { party: head.pending.receivedBy });
}
