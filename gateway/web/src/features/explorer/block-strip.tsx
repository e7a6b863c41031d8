// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { Link } from "react-router";
import { Icon } from "../../components/icon";
import { useFormats, useWords } from "../../words/use-words";
import { useBlocks } from "./queries";

/** Blocks on either side of the one that is shown. */
const BESIDE = 2;
const SHOWN = 2 * BESIDE + 1;

/** The blocks around one, in the order of the channel. Nothing where they have not come: the page says what is the matter. */
export function BlockStrip({ current }: { readonly current: number }): ReactElement | null {
  const t = useWords();
  const { integer } = useFormats();
  const { data } = useBlocks(Math.max(current + BESIDE + 1, SHOWN), SHOWN);
  const blocks = [...(data?.items ?? [])].reverse();
  if (blocks.length === 0) return null;
  return (
    <nav className="blocks" aria-label={t("explorer.blocks.around")}>
      {blocks.map(({ number, transactions }, at) => (
        <Link key={number} to={`/explorer/blocks/${number}`} aria-current={number === current ? "page" : undefined}>
          {at === 0 && <Icon name="back" size={16} />}
          <span>
            {t("explorer.block.number", { number: integer(number) })}
            <small>{t("explorer.transactions.count", { count: transactions.length })}</small>
          </span>
          {at === blocks.length - 1 && (
            <span className="turn">
              <Icon name="back" size={16} />
            </span>
          )}
        </Link>
      ))}
    </nav>
  );
}
