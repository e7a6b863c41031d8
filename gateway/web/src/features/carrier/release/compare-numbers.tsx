// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { Facts } from "../../../components/facts";
import { Panel } from "../../../components/panel";
import { Ref } from "../../../components/ref";
import { useWords } from "../../../words/use-words";
import { compareNumber } from "../compare-number";
import type { Outbox } from "../outbox";

/** The numbers that the receiver's telephone shows too, for releases that are recorded. */
export function CompareNumbers({ outbox }: { readonly outbox: Outbox }): ReactElement | null {
  const t = useWords();
  const released = outbox.entries.flatMap(({ act, state }) =>
    act.act === "propose" && state === "recorded" && act.body.content !== undefined
      ? [{ consignment: act.consignment, number: compareNumber(act.body.content) }]
      : [],
  );
  if (released.length === 0) return null;
  return (
    <Panel title={t("carrier.compare")}>
      <p>{t("carrier.compare.about")}</p>
      <Facts
        compare
        facts={released.map(({ consignment, number }) => ({ label: consignment, value: <Ref>{number}</Ref> }))}
      />
    </Panel>
  );
}
