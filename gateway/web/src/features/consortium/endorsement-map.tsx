// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { Ref } from "../../components/ref";
import { EmptyState } from "../../components/state";
import { useFormats, useWords } from "../../words/use-words";
import type { Network } from "./queries";

/** Shades of a field, from one transaction to the most that any field has. */
const SHADES = 4;

/** Who endorsed what whose people sent: a field for each pair, darker the more there were, with its figure in it. */
export function EndorsementMap({ network }: { readonly network: Network }): ReactElement {
  const t = useWords();
  const { integer } = useFormats();
  const { endorsing, blocks, invalid } = network;
  const range = { from: integer(blocks.from), to: integer(blocks.to) };
  return (
    <div className="stack">
      <p>{t("consortium.endorsing.rule")}</p>
      {endorsing.length === 0 ? (
        <EmptyState title={t("consortium.endorsing.none")}>{t("consortium.endorsing.none.about", range)}</EmptyState>
      ) : (
        <Grid endorsing={endorsing} caption={t("consortium.endorsing.range", range)} />
      )}
      <p className="t14">
        {invalid.length === 0
          ? t("consortium.invalid.none", range)
          : t.with("consortium.invalid", {
              codes: <Ref wrap>{invalid.map((one) => `${one.validationCode} ${one.transactions}`).join(", ")}</Ref>,
            })}
      </p>
    </div>
  );
}

interface GridProps {
  readonly endorsing: Network["endorsing"];
  readonly caption: string;
}

function Grid({ endorsing, caption }: GridProps): ReactElement {
  const t = useWords();
  const { integer } = useFormats();
  const senders = [...new Set(endorsing.map(({ sender }) => sender))].sort();
  const endorsers = [...new Set(endorsing.map(({ endorser }) => endorser))].sort();
  const most = Math.max(...endorsing.map(({ transactions }) => transactions));
  const countOf = (sender: string, endorser: string): number =>
    endorsing.find((pair) => pair.sender === sender && pair.endorser === endorser)?.transactions ?? 0;
  return (
    <div className="scroll-x" tabIndex={0} role="region" aria-label={t("consortium.endorsing.table")}>
      <table className="table endorsing">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t("consortium.endorsing.sent")}</th>
            {endorsers.map((endorser) => (
              <th key={endorser} scope="col" className="num">
                <Ref>{endorser}</Ref>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {senders.map((sender) => (
            <tr key={sender}>
              <th scope="row">
                <Ref>{sender}</Ref>
              </th>
              {endorsers.map((endorser) => {
                const count = countOf(sender, endorser);
                return (
                  <td key={endorser} className="num" data-shade={Math.ceil((count / most) * SHADES)}>
                    {integer(count)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
