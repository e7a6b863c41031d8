// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { useReleaseEvidence } from "../../api/consignments";
import { usePart } from "../../api/custody";
import { Ref } from "../../components/ref";
import { Sign } from "../../components/sign";
import { Answer } from "../../shared/answer";
import { useWords } from "../../words/use-words";

interface EvidenceListProps {
  readonly consignment: string;
  readonly licences: readonly string[];
}

/** What the release rests on, and whether this organisation holds it: the gateway hands it to those who endorse, and to nobody else. */
export function EvidenceList({ consignment, licences }: EvidenceListProps): ReactElement {
  const t = useWords();
  const query = useReleaseEvidence(consignment);
  return (
    <>
      <h3 className="effect-h">{t("departure.evidence")}</h3>
      <ul className="effects">
        <HeldPart kind="consignment" id={consignment} part="goods" />
        {licences.map((licence) => (
          <HeldPart key={licence} kind="licence" id={licence} part="content" />
        ))}
      </ul>
      <Answer query={query} lines={1}>
        {({ parts }) =>
          parts.length > 0 && (
            <ul className="effects">
              {parts.map(({ kind, id, part }) => (
                <li key={`${kind}/${id}/${part}`}>
                  <Sign kind="pass" size="small" />
                  <span>
                    {t(`departure.part.${kind}.${part}`)} <Ref>{id}</Ref>
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </>
  );
}

interface HeldPartProps {
  readonly kind: "consignment" | "licence";
  readonly id: string;
  readonly part: "goods" | "content";
}

/** A part without which the ledger refuses: held, not held, or not known yet. */
function HeldPart({ kind, id, part }: HeldPartProps): ReactElement {
  const t = useWords();
  const { data, isError } = usePart({ kind, id, part }, true);
  const unknown = data === undefined;
  const held = data?.disclosed === true;
  const missing = isError ? "departure.notCome" : "departure.asking";
  return (
    <li>
      <Sign kind={held ? "pass" : unknown ? "wait" : "hidden"} size="small" />
      <span>
        {t(`departure.part.${kind}`)} <Ref wrap>{id}</Ref>
        {unknown && <small className="muted"> {t(missing)}</small>}
        {!unknown && !held && <small> {t(`departure.part.${kind}.missing`)}</small>}
      </span>
    </li>
  );
}
