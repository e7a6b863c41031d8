// SPDX-License-Identifier: Apache-2.0
import type { ReactElement, ReactNode } from "react";
import { Link, useParams } from "react-router";
import { type Head, useHead } from "../../api/custody";
import { PageTitle } from "../../components/page-title";
import { PageHead } from "../../components/panel";
import { Ref } from "../../components/ref";
import { Answer } from "../../shared/answer";
import { useWords } from "../../words/use-words";
import type { CarrierList } from "./lists";
import type { Outbox } from "./outbox";
import { OutboxPanel } from "./outbox-panel";
import { useOnlineOutbox } from "./use-outbox";

/** What an act on goods is given. */
export interface ActFormProps {
  /** Who has the goods now, and what is open. */
  readonly head: Head;
  readonly outbox: Outbox;
}

interface GoodsPageProps {
  readonly title: string;
  /** The list that one comes from. */
  readonly list: CarrierList["queue"];
  readonly children: (props: ActFormProps) => ReactNode;
}

/** The page of one act on the goods of its address, until the act is recorded. */
export function GoodsPage({ title, list, children }: GoodsPageProps): ReactElement {
  const t = useWords();
  const { consignment = "" } = useParams();
  const outbox = useOnlineOutbox();
  const query = useHead(consignment);
  const recorded = outbox.entries.some(({ state }) => state === "recorded");
  return (
    <>
      <PageTitle>{title}</PageTitle>
      <PageHead
        title={title}
        crumb={<Link to={`/goods/${list}`}>{t(`carrier.list.${list}`)}</Link>}
        lead={<Ref wrap>{consignment}</Ref>}
      />
      <OutboxPanel outbox={outbox} />
      {!recorded && (
        <Answer query={query} lines={6}>
          {(head) => children({ head, outbox })}
        </Answer>
      )}
    </>
  );
}
