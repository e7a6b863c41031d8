// SPDX-License-Identifier: Apache-2.0
import { type ReactElement, useState } from "react";
import { Button } from "../button";
import { OfferCard } from "../offer-card";
import { Panel } from "../panel";
import { AnsweredQuestion, Question, Steps } from "../question";
import { QrCode } from "../qr-code";
import { QueueEntry, QueueGroup } from "../queue-entry";
import { CopyableRef, Ref } from "../ref";
import { SAMPLES } from "./samples";

const nothing = (): void => undefined;

/** What stands on a carrier's telephone. */
export function CarrierSheet(): ReactElement {
  return (
    <>
      <div>
        <OfferCard
          what="1 sealed container"
          from="KP Carrier offers it"
          age="49 min"
          reference="FNSupply192"
          facts={[
            { label: "Seal", value: <Ref>{"2589793487"}</Ref> },
            { label: "Packages", value: "1" },
            { label: "Where", value: "Jebel Ali, gate 4" },
          ]}
          action={
            <Button kind="main" glove full>
              {"Look and answer"}
            </Button>
          }
        />
      </div>
      <QuestionPanel />
      <Panel title={SAMPLES.panels.code}>
        <QrCode text={"4GB233149152777-FMSOCDIYD".repeat(8)} label="Code for the other telephone, 200 characters" />
        <CopyableRef>{"4GB233149152777-FMSOCDIYD"}</CopyableRef>
      </Panel>
      <Panel title={SAMPLES.panels.queue} padded={false}>
        <QueueGroup title={SAMPLES.needsYou} count={1}>
          <QueueEntry
            number={2}
            sign="stop"
            state="Refused: goods are on hold"
            what={
              <>
                {"Took over "}
                <Ref>{"HLXU4417205"}</Ref>
              </>
            }
            when="Sent 01:31 GST."
            next="Do not move the goods. Your entry is kept."
            action={<Button>{"Call customs"}</Button>}
          />
        </QueueGroup>
        <QueueGroup title={SAMPLES.goesByItself} count={1}>
          <QueueEntry number={4} icon="clock" state="Waits for the network" what="Took over" when="02:47 GST." />
        </QueueGroup>
      </Panel>
    </>
  );
}

function QuestionPanel(): ReactElement {
  const [answer, setAnswer] = useState<string>();
  return (
    <section className="panel">
      <Steps now={2} of={4} />
      <div className="panel-in">
        <AnsweredQuestion question="Seal readable" onChange={nothing}>
          {"1. Seal readable: yes, "}
          <Ref>{"2589793487"}</Ref>
        </AnsweredQuestion>
        <Question
          now={2}
          of={4}
          question="Is the seal whole?"
          hint="Pull it. Look at both ends and the door bolt."
          options={[
            { value: "yes", label: "Yes, it is whole" },
            { value: "no", label: "No, cut or broken" },
            { value: "unseen", label: "I cannot see it" },
          ]}
          value={answer}
          onChange={setAnswer}
        />
      </div>
    </section>
  );
}
