// SPDX-License-Identifier: Apache-2.0
import type { ReactElement, ReactNode } from "react";
import type { Event, Head } from "../../../api/custody";
import { CustodyRail, type RailEntry } from "../../../components/custody-rail";
import { Panel } from "../../../components/panel";
import { useFormats, useWords } from "../../../words/use-words";
import { bySequence } from "./journey";

interface ChainProps {
  readonly head: Head;
  /** Events that have been read, in any order. */
  readonly events: readonly Event[];
  /** Says that there are more, and reads them; nothing where these are all. */
  readonly more: ReactNode;
}

/** Who had the goods when, the newest first. */
export function Chain({ head, events, more }: ChainProps): ReactElement {
  const t = useWords();
  const { moment } = useFormats();
  const holder: RailEntry = {
    id: "holder",
    kind: "holds",
    title: t("checkpoint.journey.holder", { party: head.custodian }),
    note: t("checkpoint.journey.since", { moment: moment(head.custodySince) }),
  };
  const entries = bySequence(events).toReversed();
  const isOpenOffer = (event: Event["event"]): boolean => event.sequence === head.pending?.sequence;
  const offered = entries.filter(({ event }) => isOpenOffer(event));
  const others = entries.filter(({ event }) => !isOpenOffer(event));
  const rail = [...offered.map((each) => entryOf(each, "offered")), holder, ...others.map((each) => entryOf(each))];
  return (
    <Panel title={t("checkpoint.journey.chain")} note={t("checkpoint.journey.newest")}>
      <CustodyRail entries={rail} />
      {more}
    </Panel>
  );

  function entryOf({ id, event }: Event, kind?: RailEntry["kind"]): RailEntry {
    const where = event.place ?? event.office;
    return {
      id,
      kind: kind ?? (event.type === "custody-transferred" ? "passed" : "act"),
      title: titleOf(event),
      note:
        where === undefined
          ? moment(event.eventTime)
          : t("checkpoint.journey.at", { moment: moment(event.eventTime), place: where }),
    };
  }

  function titleOf(event: Event["event"]): string {
    if (event.type === "custody-transferred" || event.type === "release-proposed") {
      const { releasedBy, receivedBy } = event.terms;
      return t(`checkpoint.event.${event.type}`, { from: releasedBy, to: receivedBy });
    }
    return t(`checkpoint.event.${event.type}`);
  }
}
