// SPDX-License-Identifier: Apache-2.0
import { type ReactElement, type ReactNode, useId } from "react";
import { Age } from "./clock";
import { type Fact, Facts } from "./facts";
import { Ref } from "./ref";

interface OfferCardProps {
  /** What is offered, such as "1 sealed container". */
  readonly what: string;
  readonly from: string;
  /** How long it has been open. */
  readonly age: string;
  /** The number on the goods, to be compared with them. */
  readonly reference: string;
  /** Seal, count, where, whither. */
  readonly facts: readonly Fact[];
  /** The one button, such as look and answer; left out where there is nothing to do. */
  readonly action?: ReactNode;
}

/** Goods that somebody offers. */
export function OfferCard({ what, from, age, reference, facts, action }: OfferCardProps): ReactElement {
  const heading = useId();
  return (
    <article className="card" aria-labelledby={heading}>
      <div className="card-h">
        <div>
          <h2 className="h-card" id={heading}>
            {what}
          </h2>
          <p>{from}</p>
        </div>
        <Age>{age}</Age>
      </div>
      <div className="card-b">
        <p className="big-ref">
          <Ref>{reference}</Ref>
        </p>
        <Facts facts={facts} />
      </div>
      {action !== undefined && <div className="card-f">{action}</div>}
    </article>
  );
}
