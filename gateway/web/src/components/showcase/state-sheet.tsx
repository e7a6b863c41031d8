// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { Button } from "../button";
import { Icon } from "../icon";
import { Panel } from "../panel";
import { AskingList, EmptyState, ErrorState, Skeleton } from "../state";
import { SAMPLES } from "./samples";

/** Empty, loading, failed. */
export function StateSheet(): ReactElement {
  return (
    <>
      <Panel title={SAMPLES.panels.empty}>
        <EmptyState
          title={SAMPLES.noOffers}
          action={
            <Button>
              <Icon name="scan" />
              {"Scan a telephone"}
            </Button>
          }
        >
          {"Nobody has offered you goods. A carrier offers from “To hand over”."}
        </EmptyState>
      </Panel>
      <Panel title={SAMPLES.panels.loading} padded={false}>
        <AskingList
          asked={[
            { what: "Licence status", whom: "from the channel, 0.2 s", answered: true },
            { what: "Quantity", whom: "from the channel, 0.2 s", answered: true },
            { what: "Goods", whom: "asking our peer for the goods", answered: false },
          ]}
        />
        <Skeleton label="Loading: cases" />
      </Panel>
      <Panel title={SAMPLES.panels.error}>
        <ErrorState
          title={SAMPLES.notRecorded}
          happened="GBAuthority’s peer did not answer within 10 s."
          kept="Your reason, counts and 2 photographs."
          todo="Try again. Hold the goods on paper meanwhile."
          call={{ desk: "Licet desk", number: "+44 20 7946 0193" }}
          reference="E-4417-0247"
          actions={
            <>
              <Button kind="main">{"Try again"}</Button>
              <Button kind="quiet">{"Paper procedure"}</Button>
            </>
          }
        />
      </Panel>
    </>
  );
}
