// SPDX-License-Identifier: Apache-2.0
import type { ReactElement, ReactNode } from "react";
import { Link } from "react-router";
import type { Head } from "../../api/custody";
import { useSession } from "../../api/session";
import { buttonClass } from "../../components/button";
import { Panel } from "../../components/panel";
import { EmptyState } from "../../components/state";
import { useWords } from "../../words/use-words";
import { type ActFormProps, GoodsPage } from "./goods-page";

/** What the answer to an offer is given. */
export interface OfferFormProps extends ActFormProps {
  /** Whom the goods are offered to: the reader's own party. */
  readonly party: string;
  /** Number of the offer's event in the chain of custody. */
  readonly sequence: number;
}

interface OfferPageProps {
  readonly title: string;
  readonly children: (props: OfferFormProps) => ReactNode;
}

/** The page of an offer's answer: for whom the goods are offered to, as long as the offer is open. */
export function OfferPage({ title, children }: OfferPageProps): ReactElement {
  const { party } = useSession();
  return (
    <GoodsPage title={title} list="offered">
      {({ head, outbox }) =>
        party !== null && head.pending?.receivedBy === party ? (
          children({ head, outbox, party, sequence: head.pending.sequence })
        ) : (
          <NoOffer head={head} />
        )
      }
    </GoodsPage>
  );
}

/** Nothing to answer here, and who has the goods. */
export function NoOffer({ head }: { readonly head: Head }): ReactElement {
  const t = useWords();
  const why = head.pending === undefined ? "notOpen" : "notYours";
  return (
    <Panel title={t("carrier.take.offer")}>
      <EmptyState
        title={t(`carrier.take.${why}`)}
        action={
          <Link className={buttonClass({ glove: true })} to="/goods/offered">
            {t("carrier.take.toOffers")}
          </Link>
        }
      >
        {t(`carrier.take.${why}.about`, { party: head.custodian })}
      </EmptyState>
    </Panel>
  );
}
