// SPDX-License-Identifier: Apache-2.0
import { type ReactElement, type ReactNode, useId } from "react";
import { useFormats, useWords } from "../words/use-words";
import { balanceState, type BalanceAmounts, type Share } from "./balance-state";
import { Sign } from "./sign";

interface BalanceProps {
  /** In smallest units of `unit`, as the ledger keeps them. */
  readonly amounts: BalanceAmounts;
  /** UN/ECE Recommendation 20 code. */
  readonly unit: string;
  /** Who allowed that more was taken than authorised, as a phrase. */
  readonly allowedBy?: string;
  /** Two figures abreast, for a narrow panel. */
  readonly narrow?: boolean;
}

/** Authorised = consumed + reserved + left: figures, then the bar. What is left is a closed sum. */
export function Balance({ amounts, unit, allowedBy, narrow = false }: BalanceProps): ReactElement {
  const t = useWords();
  const formats = useFormats();
  const { left, overdrawn, shares } = balanceState(amounts);
  const written = (amount: string): string => formats.quantity({ amount, unit });
  const figures = { ...amounts, left };
  return (
    <div className="balance">
      <dl className={narrow ? "balance-sum bs-2" : "balance-sum"}>
        {(["authorised", "consumed", "reserved", "left"] as const).map((part) => (
          <div key={part} className={part === "left" ? "left" : undefined}>
            <dt>
              {part !== "authorised" && <Swatch part={part} />}
              {t(`components.balance.${part}`)}
            </dt>
            <dd>{written(figures[part])}</dd>
          </div>
        ))}
      </dl>
      <BalanceBar
        shares={shares}
        label={t("components.balance.bar", {
          authorised: written(figures.authorised),
          consumed: written(figures.consumed),
          reserved: written(figures.reserved),
          left: written(figures.left),
        })}
      />
      {overdrawn !== "0" && (
        <p>
          <span className="tag tag-stop">
            <Sign kind="stop" size="own" />
            {t("components.balance.overdrawn", { amount: written(overdrawn) })}
          </span>{" "}
          {allowedBy !== undefined && <span className="t14">{allowedBy}</span>}
        </p>
      )}
    </div>
  );
}

/** The bar alone, as rows of a table show it; `label` says what it shows. */
export function BalanceBar({
  shares,
  label,
}: {
  readonly shares: readonly Share[];
  readonly label: string;
}): ReactElement {
  return (
    <div className="balance-bar" role="img" aria-label={label}>
      {shares.map(({ part, percent }) => (
        <span key={part} className={`bal-${part}`} style={{ inlineSize: `${percent}%` }}>
          {part === "reserved" && <Hatch />}
        </span>
      ))}
    </div>
  );
}

/** The pattern of what is promised, so that it needs no colour. */
export function Hatch(): ReactElement {
  const id = useId();
  return (
    <svg className="hatch" aria-hidden="true" focusable="false">
      <defs>
        <pattern id={id} width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="3" height="8" fill="currentColor" />
        </pattern>
      </defs>
      <rect width="100%" height="100%" fill={`url(#${id})`} />
    </svg>
  );
}

/** A small square in the look of a part of the balance, for keys of charts. */
export function Swatch({ part }: { readonly part: Share["part"] }): ReactNode {
  return <span className={`swatch bal-${part}`}>{part === "reserved" && <Hatch />}</span>;
}
