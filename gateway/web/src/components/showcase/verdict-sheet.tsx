// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { CheckList } from "../check-list";
import { Facts, Route, Subject } from "../facts";
import { Icon } from "../icon";
import { Plate } from "../plate";
import { plateState } from "../plate-state";
import { PrintFrame } from "../print-frame";
import { Panel } from "../panel";
import { Marked } from "../side-by-side";
import { differingCharacters } from "../differing";
import { Ref } from "../ref";
import { ANSWERS, SAMPLES, SUBJECT } from "./samples";

/** A verdict page. */
export function VerdictSheet(): ReactElement {
  const state = plateState(
    ANSWERS.map(({ outcome }) => outcome),
    ANSWERS.length,
  );
  const seals = differingCharacters("2589793487", "2589793481");
  return (
    <PrintFrame
      reference={SUBJECT[0].value}
      asOf="As of block 812, 26 Nov 2026, 02:47 GST"
      by="Border officer, Customs, Jebel Ali"
      demonstration={SAMPLES.demonstration}
    >
      <div className="v-main">
        <Plate
          state={state}
          reasons={SAMPLES.reasons}
          asked={SAMPLES.asked}
          actions={
            <>
              <button type="button" className="btn btn-plate btn-glove">
                {SAMPLES.hold}
              </button>
              <a className="btn btn-plate-line" href="tel:+442079460117">
                <Icon name="call" />
                {SAMPLES.callDesk}
              </a>
            </>
          }
        />
        <Subject
          label="Consignment"
          facts={[
            ...SUBJECT.map(({ label, value }) => ({ label, value: <Ref>{value}</Ref> })),
            { label: "Route", value: <Route places={["GB", "AE", "PK"]} here="AE" /> },
          ]}
        />
        <div className="v-rows">
          <CheckList answers={ANSWERS} />
          <Panel title={SAMPLES.seals}>
            <Facts
              compare
              facts={[
                {
                  label: "Recorded",
                  value: (
                    <span className="ref">
                      <Marked pieces={seals.first} />
                    </span>
                  ),
                },
                {
                  label: "You read",
                  value: (
                    <span className="ref">
                      <Marked pieces={seals.second} />
                    </span>
                  ),
                },
              ]}
            />
          </Panel>
        </div>
      </div>
    </PrintFrame>
  );
}
