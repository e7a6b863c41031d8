// SPDX-License-Identifier: Apache-2.0
import { type ReactElement, useState } from "react";
import { BalanceOverTime } from "../balance-over-time";
import { Bars } from "../bars";
import { Button } from "../button";
import { BulkBar } from "../bulk-bar";
import { Clock } from "../clock";
import { DataTable, type Sorting } from "../data-table";
import { MapView } from "../map-view";
import { Pagination } from "../pagination";
import { Panel } from "../panel";
import { Ref } from "../ref";
import { LastActs, Timeline } from "../timeline";
import { CASES, LEGS, POINTS, SAMPLES, STEPS } from "./samples";

const MOMENTS = [
  { id: "1", at: "2026-11-25T20:12:00+04:00", time: "25 Nov, 20:12", what: "May pass, 9 of 9 satisfactory. Block 781" },
  { id: "2", at: "2026-11-25T20:20:00+04:00", time: "25 Nov, 20:20", what: "Licence suspended by ECJU. Block 786" },
] as const;

/** Tables, plots and the map. */
export function ChartSheet(): ReactElement {
  return (
    <>
      <Panel title={SAMPLES.panels.table} padded={false}>
        <CaseTable />
      </Panel>
      <div className="cols cols-j">
        <section className="panel map-box">
          <MapView
            title={SAMPLES.panels.map}
            description="From Felixstowe by Gibraltar and Suez to Jebel Ali; Karachi is planned."
            points={POINTS}
            legs={LEGS}
          />
        </section>
        <div className="stack">
          <Panel title={SAMPLES.panels.time}>
            <BalanceOverTime title={SAMPLES.overTime} steps={STEPS} until="2026-11-26T00:00:00Z" unit="KGM" />
          </Panel>
          <Panel title={SAMPLES.panels.since}>
            <Timeline moments={MOMENTS} />
          </Panel>
          <section className="panel">
            <Bars
              title={SAMPLES.panels.bars}
              heads={["Refused because", "Times"]}
              stops
              bars={[
                { code: "BALANCE_SHORT", name: "Not enough left", count: 41 },
                { code: "SEALS_DIFFER", name: "Seals differ", count: 7 },
                { code: "HELD", name: "On hold", count: 1 },
              ]}
            />
          </section>
        </div>
      </div>
    </>
  );
}

function CaseTable(): ReactElement {
  const [picked, onPick] = useState<ReadonlySet<string>>(new Set(["GB-AP-00402"]));
  const [sorting, onSort] = useState<Sorting>({ by: "clock", direction: "descending" });
  const [opened, onOpen] = useState<string>();
  return (
    <>
      <DataTable
        label="Cases"
        className="queue"
        columns={[
          {
            id: "case",
            head: "Case, exporter",
            sortable: true,
            cell: ({ id, exporter }) => (
              <>
                <a className="case" href="#main">
                  <Ref>{id}</Ref>
                </a>
                <div>{exporter}</div>
              </>
            ),
          },
          { id: "goods", head: "Goods", cell: ({ goods }) => <Ref>{goods}</Ref> },
          { id: "ball", head: "Who has the ball", cell: ({ ball }) => <b>{ball}</b> },
          { id: "clock", head: "Clock", sortable: true, cell: ({ day }) => <Clock days={{ day, of: 20 }} /> },
          { id: "acts", head: "Last two actions", cell: () => <LastActs moments={MOMENTS} /> },
        ]}
        rows={CASES}
        keyOf={({ id }) => id}
        nameOf={({ id }) => id}
        empty={undefined}
        sorting={sorting}
        onSort={onSort}
        picking={{ picked, onPick }}
        onOpen={onOpen}
        keysOn
        foot={<Pagination from={1} to={3} total={14} onNext={() => undefined} />}
      />
      <BulkBar picking={{ picked, onPick }}>
        <Button>{opened ?? "Assign the cases"}</Button>
      </BulkBar>
    </>
  );
}
