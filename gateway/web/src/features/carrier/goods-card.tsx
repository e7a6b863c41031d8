// SPDX-License-Identifier: Apache-2.0
import type { ReactElement, ReactNode } from "react";
import type { Fact } from "../../components/facts";
import { OfferCard } from "../../components/offer-card";
import { Ref } from "../../components/ref";
import { useNow } from "../../words/use-now";
import { useFormats, useWords } from "../../words/use-words";
import { destinationOf, type Goods } from "./goods";

/** How often ages are brought forward, in seconds. */
const AGE_SECONDS = 20;

interface GoodsCardProps {
  readonly goods: Goods;
  /** Who offers them, to whom they are offered, or since when one has them. */
  readonly line: string;
  /** Moment that the age counts from; null where nobody said. */
  readonly since: string | null;
  readonly action?: ReactNode;
}

/** Goods of a list: the number to compare with the papers, the seals, where they are and whither they go. */
export function GoodsCard({ goods, line, since, action }: GoodsCardProps): ReactElement {
  const t = useWords();
  const { ago } = useFormats();
  const now = useNow(AGE_SECONDS);
  return (
    <OfferCard
      what={t("carrier.goods")}
      from={line}
      age={since === null ? t("carrier.age.unknown") : ago(since, now)}
      reference={goods.ucr ?? goods.consignment}
      facts={useGoodsFacts(goods)}
      action={action}
    />
  );
}

/** What the channel says of goods. */
export function useGoodsFacts(goods: Goods): readonly Fact[] {
  const t = useWords();
  const { integer } = useFormats();
  const { head, consignment } = goods;
  const where = head.reached?.place;
  const whither = destinationOf(goods);
  const open = head.openMatters.length;
  return [
    { label: t("carrier.fact.consignment"), value: <Ref wrap>{consignment}</Ref> },
    { label: t("carrier.fact.seals"), value: t(`carrier.seals.${head.sealState}`) },
    { label: t("carrier.fact.where"), value: where === undefined ? t("carrier.notSaid") : <Ref>{where}</Ref> },
    { label: t("carrier.fact.whither"), value: whither === undefined ? t("carrier.notSaid") : <Ref>{whither}</Ref> },
    ...(open === 0
      ? []
      : [{ label: t("carrier.fact.open"), value: t("carrier.openMatters", { count: open, shown: integer(open) }) }]),
  ];
}
