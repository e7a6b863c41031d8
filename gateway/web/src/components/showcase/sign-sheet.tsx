// SPDX-License-Identifier: Apache-2.0
import { type ReactElement, useState } from "react";
import { Balance } from "../balance";
import { Banner, DemonstrationBanner } from "../banner";
import { Button } from "../button";
import { Clock } from "../clock";
import { Form } from "../form";
import { Freshness } from "../freshness";
import { OUTCOMES } from "../outcome";
import { Panel } from "../panel";
import { MiniPlate } from "../plate";
import { Sign } from "../sign";
import { StatusTag, toneOf } from "../status-tag";
import { QuantityField, TextField } from "../text-fields";
import { VerdictWord } from "../verdict-word";
import { SAMPLES } from "./samples";

/** Signs, freshness, a field, dispositions, balance and clock. */
export function SignSheet(): ReactElement {
  return (
    <>
      <Panel title={SAMPLES.panels.signs}>
        <ul className="legend-signs">
          {OUTCOMES.map((outcome) => (
            <li key={outcome}>
              <Sign kind={outcome} />
              <VerdictWord outcome={outcome} sign={false} />
              <span className="muted t14">{SAMPLES.leads[outcome]}</span>
            </li>
          ))}
        </ul>
        <div className="btn-row">
          {SAMPLES.statuses.map(([status, word]) => (
            <StatusTag key={status} tone={toneOf(status)}>
              {word}
            </StatusTag>
          ))}
        </div>
      </Panel>
      <FreshPanel />
      <FieldPanel />
      <Panel title={SAMPLES.panels.plates}>
        <div className="mini-plates">
          <MiniPlate disposition="stop" />
          <MiniPlate disposition="refer" />
          <MiniPlate disposition="may-pass" />
        </div>
      </Panel>
      <Panel title={SAMPLES.panels.balance}>
        <Balance amounts={{ authorised: "12000000", consumed: "10000000", reserved: "1500000" }} unit="KGM" narrow />
        <Balance
          amounts={{ authorised: "12000000", consumed: "12200000", reserved: "0" }}
          unit="KGM"
          allowedBy={SAMPLES.allowed}
          narrow
        />
      </Panel>
      <Panel title={SAMPLES.panels.clock}>
        <div className="clocks">
          <Clock days={{ day: 6, of: 20 }} due="Advice due 27 Nov" />
          <Clock days={{ day: 9, of: 20 }} paused="Question 1 open, 4 days" />
          <Clock days={{ day: 23, of: 20 }} />
        </div>
      </Panel>
    </>
  );
}

function FreshPanel(): ReactElement {
  return (
    <Panel title={SAMPLES.panels.fresh} padded={false}>
      <div className="panel-in">
        <div className="btn-row">
          <Freshness state="live">{SAMPLES.live}</Freshness>
          <Freshness state="stale">{SAMPLES.stale}</Freshness>
          <Freshness state="offline">{SAMPLES.offline}</Freshness>
        </div>
      </div>
      <Banner kind="stale" title={SAMPLES.staleTitle} action={<LinkButton>{SAMPLES.askAgain}</LinkButton>}>
        {SAMPLES.staleText}
      </Banner>
      <Banner kind="offline" title={SAMPLES.offlineTitle}>
        {SAMPLES.offlineText}
      </Banner>
      <Banner kind="session" title={SAMPLES.sessionTitle} action={<LinkButton>{SAMPLES.signIn}</LinkButton>}>
        {SAMPLES.sessionText}
      </Banner>
      <DemonstrationBanner>{SAMPLES.demonstration}</DemonstrationBanner>
    </Panel>
  );
}

function LinkButton({ children }: { readonly children: string }): ReactElement {
  return (
    <button type="button" className="btn-link">
      {children}
    </button>
  );
}

function FieldPanel(): ReactElement {
  const [quantity, setQuantity] = useState("2.000");
  const [consignee, setConsignee] = useState("PK Rifle Ltd");
  const [sending, setSending] = useState(false);
  return (
    <Panel title={SAMPLES.panels.field}>
      <Form
        label={SAMPLES.panels.field}
        act={SAMPLES.reserve}
        sending={sending}
        errors={sending ? [] : [{ field: "quantity", message: SAMPLES.quantityError }]}
        onSend={() => setSending(true)}
        others={<Button kind="stop">{SAMPLES.suspend}</Button>}
      >
        <QuantityField
          name="quantity"
          label={SAMPLES.quantityLabel}
          hint={SAMPLES.quantityHint}
          unit="kg"
          value={quantity}
          onChange={setQuantity}
        />
        <TextField name="consignee" label={SAMPLES.consignee} value={consignee} onChange={setConsignee} optional />
      </Form>
    </Panel>
  );
}
