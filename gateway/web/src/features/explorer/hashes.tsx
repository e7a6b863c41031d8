// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { Ref } from "../../components/ref";
import { Fold } from "../../components/fold";
import { useLedgerWords } from "../../shared/ledger-words";
import { useWords } from "../../words/use-words";
import type { WholeTransaction } from "./queries";

type Hash = WholeTransaction["hashes"][number];

/** What is on the channel as hashes only, and whose collections hold the content. */
export function Hashes({ hashes }: { readonly hashes: readonly Hash[] }): ReactElement | null {
  const t = useWords();
  if (hashes.length === 0) return null;
  const holders = [...new Set(hashes.map(({ organisation, collection }) => organisation ?? collection))];
  return (
    <Fold
      sign="hidden"
      title={t("explorer.hashes", { count: hashes.length })}
      note={t.with("explorer.hashes.holders", { holders: <Ref wrap>{holders.join(" ")}</Ref> })}
    >
      <div className="scroll-x" tabIndex={0} role="region" aria-label={t("explorer.hashes", { count: hashes.length })}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t("explorer.hashes.what")}</th>
              <th scope="col">{t("explorer.hashes.where")}</th>
              <th scope="col">{t("explorer.hashes.key")}</th>
              <th scope="col">{t("explorer.hashes.value")}</th>
            </tr>
          </thead>
          <tbody>
            {hashes.map((hash) => (
              <tr key={`${hash.collection}/${hash.keyHash}`}>
                <th scope="row">
                  <What hash={hash} />
                </th>
                <td>
                  <Ref>{hash.organisation ?? hash.collection}</Ref>
                </td>
                <td>
                  <Ref wrap>{hash.keyHash}</Ref>
                </td>
                <td>{hash.valueHash === undefined ? t("explorer.deleted") : <Ref wrap>{hash.valueHash}</Ref>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Fold>
  );
}

function What({ hash: { part, proofOf } }: { readonly hash: Hash }): ReactElement {
  const t = useWords();
  const words = useLedgerWords();
  if (proofOf !== undefined) {
    return (
      <>
        {t.with("explorer.hashes.proof", {
          record: <Ref wrap>{proofOf.id}</Ref>,
          type: words.type(proofOf.type) ?? proofOf.type,
        })}
      </>
    );
  }
  if (part !== undefined) {
    return <>{t.with("explorer.hashes.part", { record: <Ref wrap>{part.id}</Ref>, part: <Ref>{part.part}</Ref> })}</>;
  }
  return <>{t("explorer.hashes.unnamed")}</>;
}
