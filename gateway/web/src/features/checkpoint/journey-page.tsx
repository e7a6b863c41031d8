// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { Link, useParams } from "react-router";
import { type Event, useEventPages, useHead } from "../../api/custody";
import { usePlaces } from "../../api/places";
import { useSession } from "../../api/session";
import { Button, buttonClass } from "../../components/button";
import { MapView } from "../../components/map-view";
import { PageTitle } from "../../components/page-title";
import { PageHead } from "../../components/panel";
import { Ref } from "../../components/ref";
import { Answer } from "../../shared/answer";
import { useFormats, useWords } from "../../words/use-words";
import { type Consignment, useConsignment } from "../../api/consignments";
import { Chain } from "./journey/chain";
import { legsOf, placesReached, pointsOf, positionsOf, type Stop, stopsOf } from "./journey/journey";
import { useVerdict } from "./verdict/use-verdict";
import { usePlace } from "./where";

/** The whole journey of a consignment: on a map, and who had it when. */
export function JourneyPage(): ReactElement {
  const t = useWords();
  const { consignment = "" } = useParams();
  const record = useConsignment(consignment);
  const pages = useEventPages(consignment);
  const head = useHead(consignment);
  const events = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  const isWhole = pages.data?.pages.at(-1)?.bookmark === "";
  const more = isWhole ? null : <More pages={pages} shown={events.length} />;
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
            <Answer query={pages}>{() => <JourneyMap record={known} events={events} isWhole={isWhole} />}</Answer>
          )}
        </Answer>
        <Answer query={head}>
          {(now) => <Answer query={pages}>{() => <Chain head={now} events={events} more={more} />}</Answer>}
        </Answer>
      </div>
    </>
  );
}

interface MoreProps {
  readonly pages: ReturnType<typeof useEventPages>;
  readonly shown: number;
}

/** Says that the chain has more entries than were read, and reads on as far as it goes. */
function More({ pages: { hasNextPage, fetchNextPage, isFetchingNextPage }, shown }: MoreProps): ReactElement {
  const t = useWords();
  const { integer } = useFormats();
  return (
    <>
      <p>{t("checkpoint.journey.more", { shown: integer(shown) })}</p>
      {hasNextPage && (
        <Button full kind="quiet" notReady={isFetchingNextPage} onPress={() => void fetchNextPage()}>
          {t("checkpoint.more")}
        </Button>
      )}
    </>
  );
}

interface JourneyMapProps {
  readonly record: Consignment;
  readonly events: readonly Event[];
  /** Whether these are all events of the chain. */
  readonly isWhole: boolean;
}

function JourneyMap({ record, events, isWhole }: JourneyMapProps): ReactElement {
  const t = useWords();
  const { office } = useSession();
  const place = usePlace();
  const { data } = useVerdict(
    { kind: "consignment", id: record.id },
    { ...(office === null ? {} : { office }), ...(place === "" ? {} : { place }) },
  );
  const stops = stopsOf(record.route, placesReached(events));
  const places = usePlaces(stops.map((stop) => stop.place));
  const positions = places.data === undefined ? undefined : positionsOf(places.data);
  const points = positions === undefined ? [] : pointsOf(stops, positions, data?.disposition === "stop");
  return (
    <section className="panel map-box" aria-label={t("checkpoint.journey.map")}>
      <Answer query={places} lines={6}>
        {() => (
          <MapView
            title={t("checkpoint.journey.map")}
            description={t("checkpoint.journey.described")}
            points={points}
            legs={legsOf(points)}
          />
        )}
      </Answer>
      <ol className="panel-in stack stack-tight">
        {stops.map((stop) => (
          <li key={`${stop.number}${stop.place}`}>
            <StopWords stop={stop} isWhole={isWhole} />
            {positions !== undefined && !positions.has(stop.place) && (
              <b className="t14"> {t("checkpoint.stop.unplaced")}</b>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** What is known of a stop. Where entries of the chain were not read, nobody knows what they recorded. */
function StopWords({ stop, isWhole }: { readonly stop: Stop; readonly isWhole: boolean }): ReactElement {
  const t = useWords();
  const { number, place, kind } = stop;
  const known = kind === "planned" && !isWhole ? "unread" : kind;
  return <>{t.with(`checkpoint.stop.${known}`, { number, place: <Ref>{place}</Ref> })}</>;
}
