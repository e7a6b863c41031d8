// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { Freshness } from "../freshness";
import { Mark } from "../icon";
import { PageHead } from "../panel";
import { RefPlate } from "../ref";
import { Tabs, Views } from "../tabs";
import { CarrierSheet } from "./carrier-sheet";
import { ChartSheet } from "./chart-sheet";
import { RecordSheet } from "./record-sheet";
import { LISTS, SAMPLES, SUBJECT } from "./samples";
import { SignSheet } from "./sign-sheet";
import { StateSheet } from "./state-sheet";
import { VerdictSheet } from "./verdict-sheet";

/** Every component in its states, on one page. */
export function Showcase(): ReactElement {
  return (
    <div className="screen">
      <header className="top">
        <div className="top-in">
          <span className="mark">
            <Mark />
            <span>{"Licet"}</span>
          </span>
          <div className="top-end">
            <Freshness state="live">{SAMPLES.live}</Freshness>
          </div>
        </div>
      </header>
      <main className="page" id="main">
        <PageHead
          title={
            <>
              {SAMPLES.title} <RefPlate>{SUBJECT[0].value}</RefPlate>
            </>
          }
          lead={SAMPLES.lead}
        />
        <div>
          <Tabs label={SAMPLES.lists} tabs={LISTS} />
          <Views label={SAMPLES.views} tabs={LISTS} />
        </div>
        <div className="grid3">
          <SignSheet />
          <StateSheet />
          <RecordSheet />
          <CarrierSheet />
        </div>
        <ChartSheet />
      </main>
      <VerdictSheet />
    </div>
  );
}
