// SPDX-License-Identifier: Apache-2.0
import { geoPath } from "d3-geo";
import { type ReactElement, useEffect, useId, useMemo, useRef, useState } from "react";
import { useWords } from "../words/use-words";
import { RailSquare } from "./custody-rail";
import { type Land, landFor } from "./map-land";
import { labelPlaces } from "./map-labels";
import { type Position, projectionFor, spanOf } from "./map-projection";
import { useWidth } from "./use-width";

/** Until the page says how wide it is. */
const WIDTH = 860;
const HEIGHT_TO_WIDTH = 0.65;
/** Room for labels around the places, as a share of the width. */
const MARGIN_TO_WIDTH = 0.13;
const HALF_POINT = 8;

/** A place on a journey. Its number is that of the list beside the map. */
export interface MapPoint {
  readonly number: number;
  readonly at: Position;
  readonly name: string;
  /** When, in a few words. */
  readonly note?: string;
  /** `here` is where the goods are; `planned` where they have not been. */
  readonly kind: "passed" | "here" | "planned";
  /** Whether the goods are stopped there. */
  readonly stopped?: boolean;
}

/** A way between places: recorded, or licensed and not yet travelled. */
export interface MapLeg {
  readonly along: readonly Position[];
  readonly kind: "recorded" | "planned";
}

interface MapViewProps {
  readonly title: string;
  /** What the map shows, in a sentence: the list beside it says all of it. */
  readonly description: string;
  readonly points: readonly MapPoint[];
  readonly legs: readonly MapLeg[];
}

/** Land and sea, and what happened where. No borders, no names of countries. */
export function MapView({ title, description, points, legs }: MapViewProps): ReactElement {
  const id = useId();
  const box = useRef<SVGSVGElement>(null);
  const width = useWidth(box, WIDTH);
  const height = Math.round(width * HEIGHT_TO_WIDTH);
  const positions = useMemo(
    () => [...points.map(({ at }) => at), ...legs.flatMap(({ along }) => along)],
    [points, legs],
  );
  const { land, failed } = useLand(spanOf(positions));
  const path = useMemo(
    () => geoPath(projectionFor(positions, width, height, width * MARGIN_TO_WIDTH)).digits(1),
    [positions, width, height],
  );
  const t = useWords();
  const ways = legs.map(({ along, kind }) => ({
    kind,
    drawn: path({ type: "LineString", coordinates: along.map((position) => [...position]) }) ?? "",
  }));
  return (
    <>
      <svg
        className="map"
        ref={box}
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-labelledby={`${id}-t ${id}-d`}
        direction="ltr"
      >
        <title id={`${id}-t`}>{title}</title>
        <desc id={`${id}-d`}>{description}</desc>
        <rect width={width} height={height} className="sea" />
        {land !== undefined && <path d={path(land) ?? ""} className="land" />}
        {ways.map(({ drawn }, at) => (
          <path key={at} d={drawn} className="way-halo" />
        ))}
        {ways.map(({ drawn, kind }, at) => (
          <path key={at} d={drawn} className={kind === "planned" ? "way-plan" : "way"} />
        ))}
        <Points
          points={points}
          width={width}
          height={height}
          place={(at) => path.centroid({ type: "Point", coordinates: [...at] })}
        />
      </svg>
      {failed && (
        <p className="t14 muted panel-in" role="status">
          {t("components.map.no-land")}
        </p>
      )}
      <MapLegend />
    </>
  );
}

function useLand(degreesAcross: number): { readonly land: Land | undefined; readonly failed: boolean } {
  const [state, setState] = useState<{ land: Land | undefined; failed: boolean }>({ land: undefined, failed: false });
  useEffect(() => {
    let wanted = true;
    landFor(degreesAcross).then(
      (land) => wanted && setState({ land, failed: false }),
      () => wanted && setState({ land: undefined, failed: true }),
    );
    return () => {
      wanted = false;
    };
  }, [degreesAcross]);
  return state;
}

interface PointsProps {
  readonly points: readonly MapPoint[];
  readonly width: number;
  readonly height: number;
  readonly place: (at: Position) => [number, number];
}

function Points({ points, width, height, place }: PointsProps): ReactElement {
  const placed = points.map((point) => ({ point, spot: place(point.at) }));
  const labels = labelPlaces(
    placed.map(({ point, spot: [x, y] }) => ({
      x,
      y,
      characters: Math.max(point.name.length, point.note?.length ?? 0),
    })),
    width,
    height,
  );
  return (
    <>
      {placed.map(({ point, spot: [x, y] }) => (
        <g key={point.number} transform={`translate(${x} ${y})`}>
          <PointMark point={point} />
        </g>
      ))}
      {placed.map(({ point }, at) => {
        const label = labels[at];
        return (
          label !== undefined && (
            <g key={point.number} className={point.stopped === true ? "lab hot" : "lab"}>
              <text x={label.x} y={label.y} textAnchor={label.anchor}>
                <tspan className="l1">{point.name}</tspan>
                <tspan className="l2" x={label.x} dy="17">
                  {point.note}
                </tspan>
              </text>
            </g>
          )
        );
      })}
    </>
  );
}

const OCTAGON = "-6.1,-15 6.1,-15 15,-6.1 15,6.1 6.1,15 -6.1,15 -15,6.1 -15,-6.1";

function PointMark({ point: { number, kind, stopped = false } }: { readonly point: MapPoint }): ReactElement {
  if (kind === "here") {
    return (
      <g className={stopped ? "sign-stop" : "node-here"}>
        <circle r="20" className="here" />
        {stopped ? <polygon points={OCTAGON} fill="currentColor" /> : <circle r="14" fill="currentColor" />}
        <text y="5.5" className="node-n big">
          {number}
        </text>
      </g>
    );
  }
  const planned = kind === "planned";
  return (
    <>
      <rect
        x={-HALF_POINT}
        y={-HALF_POINT}
        width={2 * HALF_POINT}
        height={2 * HALF_POINT}
        className={planned ? "node-plan" : "node"}
      />
      <text y="4.5" className={planned ? "node-n plan" : "node-n"}>
        {number}
      </text>
    </>
  );
}

function MapLegend(): ReactElement {
  const t = useWords();
  return (
    <ul className="legend">
      {(["way", "way-plan"] as const).map((way) => (
        <li key={way}>
          <svg width="34" height="10" viewBox="0 0 34 10" aria-hidden="true" focusable="false">
            <path d="M0 5h34" className={way} />
          </svg>
          {t(`components.map.${way}`)}
        </li>
      ))}
      {(["passed", "planned"] as const).map((kind) => (
        <li key={kind}>
          <RailSquare kind={kind} />
          {t(`components.map.${kind}`)}
        </li>
      ))}
      <li className="src">{t("components.map.source")}</li>
    </ul>
  );
}
