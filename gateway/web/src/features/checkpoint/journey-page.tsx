// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { Link, useParams } from "react-router";
import { type Event, type EventsPage, type Head, useEvents, useHead } from "../../api/custody";
import { useSession } from "../../api/session";
import { buttonClass } from "../../components/button";
import { CustodyRail, type RailEntry } from "../../components/custody-rail";
import { MapView } from "../../components/map-view";
import { PageTitle } from "../../components/page-title";
import { PageHead, Panel } from "../../components/panel";
import { Ref } from "../../components/ref";
import { Answer } from "../../shared/answer";
import { useFormats, useWords } from "../../words/use-words";
import { type ConsignmentRecord, useConsignment } from "./consignment-facts";
import { legsOf, pointsOf, stopsOf } from "./journey/journey";
import { useVerdict } from "./verdict/use-verdict";
import { usePlace } from "./where";

/** The whole journey of a consignment: on a map, and who had it when. */
export function JourneyPage(): ReactElement {
  const t = useWords();
  const { consignment = "" } = useParams();
  const record = useConsignment(consignment);
  const events = useEvents(consignment);
  const head = useHead(consignment);
  return (
    <>
      <PageTitle>{t("checkpoint.journey")}</PageTitle>
      <PageHead
        title={t("checkpoint.journey")}
        lead={<Ref wrap>{consignment}</Ref>}
        actions={
          <Link className={buttonClass({})} to={`/check/${encodeURIComponent(consignment)}`}>
            {t("checkpoint.journey.verdict")}
          </Link>
        }
      />
      <div className="cols cols-j">
        <Answer query={record}>
          {(known) => (
            <Answer query={events}>
              {(page) => <JourneyMap record={known} page={page} consignment={consignment} />}
            </Answer>
          )}
        </Answer>
        <Answer query={head}>
          {(now) => <Answer query={events}>{(page) => <Chain head={now} page={page} />}</Answer>}
        </Answer>
      </div>
    </>
  );
}

interface JourneyMapProps {
  readonly record: ConsignmentRecord;
  readonly page: EventsPage;
  readonly consignment: string;
}

function JourneyMap({ record, page, consignment }: JourneyMapProps): ReactElement {
  const t = useWords();
  const { office } = useSession();
  const place = usePlace();
  const { data } = useVerdict(
    { kind: "consignment", id: consignment },
    { ...(office === null ? {} : { office }), ...(place === "" ? {} : { place }) },
  );
  const stops = stopsOf(record.route, placesOf(page));
  const points = pointsOf(stops, data?.disposition === "stop");
  return (
    <section className="panel map-box" aria-label={t("checkpoint.journey.map")}>
      <MapView
        title={t("checkpoint.journey.map")}
        description={t("checkpoint.journey.described")}
        points={points}
        legs={legsOf(points)}
      />
      <ol className="panel-in stack stack-tight">
        {stops.map(({ number, place: stop, kind }) => (
          <li key={`${number}${stop}`}>{t.with(`checkpoint.stop.${kind}`, { number, place: <Ref>{stop}</Ref> })}</li>
        ))}
      </ol>
      {points.length < stops.length && <p className="panel-in t14">{t("checkpoint.journey.notOnMap")}</p>}
    </section>
  );
}

/** Places at which something was done with the goods, the oldest first. An offer is nothing done. */
function placesOf({ items }: EventsPage): readonly string[] {
  return bySequence(items).flatMap(({ event }) =>
    event.place === undefined || event.type === "release-proposed" ? [] : [event.place],
  );
}

function bySequence(items: readonly Event[]): readonly Event[] {
  return [...items].sort((left, right) => left.event.sequence - right.event.sequence);
}

function Chain({ head, page }: { readonly head: Head; readonly page: EventsPage }): ReactElement {
  const t = useWords();
  const { moment } = useFormats();
  const holder: RailEntry = {
    id: "holder",
    kind: "holds",
    title: t("checkpoint.journey.holder", { party: head.custodian }),
    note: t("checkpoint.journey.since", { moment: moment(head.custodySince) }),
  };
  const entries = bySequence(page.items).toReversed();
  const isOpenOffer = (event: Event["event"]): boolean =>
    event.type === "release-proposed" && head.pending !== undefined && event.sequence === newestOffer(page);
  const offered = entries.filter(({ event }) => isOpenOffer(event));
  const others = entries.filter(({ event }) => !isOpenOffer(event));
  const rail = [...offered.map((each) => entryOf(each, "offered")), holder, ...others.map((each) => entryOf(each))];
  return (
    <Panel title={t("checkpoint.journey.chain")} note={t("checkpoint.journey.newest")}>
      {page.bookmark !== "" && <p>{t("checkpoint.journey.more")}</p>}
      <CustodyRail entries={rail} />
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

function newestOffer({ items }: EventsPage): number {
  return Math.max(
    0,
    ...items.filter(({ event }) => event.type === "release-proposed").map(({ event }) => event.sequence),
  );
}
