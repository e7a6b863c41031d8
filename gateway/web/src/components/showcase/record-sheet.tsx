// SPDX-License-Identifier: Apache-2.0
import { type ReactElement, useState } from "react";
import { Button } from "../button";
import { CheckboxGroup, CodedReason, RadioGroup } from "../choice-fields";
import { CustodyRail } from "../custody-rail";
import { EffectsSheet } from "../effects-sheet";
import { FileInput } from "../file-input";
import { Gate } from "../gate";
import { Panel } from "../panel";
import { SideBySide } from "../side-by-side";
import { DateField } from "../text-fields";
import { ENTRIES, MISSING, SAMPLES } from "./samples";

const nothing = (): void => undefined;

/** What stands on a record's page. */
export function RecordSheet(): ReactElement {
  return (
    <>
      <Panel title={SAMPLES.panels.compare}>
        <SideBySide
          label={SAMPLES.panels.compare}
          heads={["Certificate", "Application"]}
          pairs={[
            { field: "Consignee", first: "PK Rifle Ltd", second: "PK Rifle Ltd" },
            { field: "Quantity", first: "12 kg", second: "15 kg" },
            { field: "Seal", first: "2589793487", second: "2589793481", reference: true },
            { field: "Remark", first: undefined, second: "By sea" },
          ]}
        />
      </Panel>
      <Panel title={SAMPLES.panels.gate}>
        <Gate
          missing={MISSING}
          act="Recommend"
          onAct={nothing}
          blocked="You recommended it. Any other senior officer of GB-ECJU can countersign."
        />
      </Panel>
      <Panel title={SAMPLES.panels.rail}>
        <CustodyRail entries={ENTRIES} />
      </Panel>
      <FieldsPanel />
      <EffectsSheet
        title={SAMPLES.panels.effects}
        atOnce={[
          { id: "1", sign: "stop", text: "1 consignment on its way is told Stop." },
          { id: "2", sign: "stop", text: "1.500 kg reserved cannot be written off." },
        ]}
        stays={[{ id: "1", sign: "na", text: "10.000 kg written off before today." }]}
        told="Customs of GB, AE and PK on route, the exporter."
        takenBack="One officer suspends. Taking it back needs two."
        actions={
          <>
            <Button kind="stop">{SAMPLES.suspend}</Button>
            <Button kind="quiet">{SAMPLES.keep}</Button>
          </>
        }
      />
    </>
  );
}

function FieldsPanel(): ReactElement {
  const [state, setState] = useState<string>();
  const [checks, setChecks] = useState<readonly string[]>(["identity"]);
  const [reason, setReason] = useState("other");
  const [text, setText] = useState("");
  const [day, setDay] = useState("2026-11-26");
  const [files, setFiles] = useState<readonly File[]>([]);
  return (
    <Panel title={SAMPLES.panels.fields}>
      <RadioGroup
        name="state"
        label="State of the seal"
        abreast
        options={[
          { value: "intact", label: "Intact" },
          { value: "broken", label: "Broken" },
        ]}
        value={state}
        onChange={setState}
      />
      <CheckboxGroup
        name="checks"
        label="Checks done"
        options={[
          { value: "documentary", label: "Documentary" },
          { value: "identity", label: "Identity", hint: "numbers and marks" },
        ]}
        values={checks}
        onChange={setChecks}
      />
      <CodedReason
        name="reason"
        label="Reason"
        options={[
          { value: "seals", label: "Seals" },
          { value: "other", label: "Other" },
        ]}
        value={reason}
        onChange={setReason}
        textLabel="What else"
        textNeededFor={["other"]}
        text={text}
        onText={setText}
      />
      <DateField name="day" label="Until" value={day} onChange={setDay} />
      <FileInput
        name="photo"
        label="Photographs"
        accept="image/*"
        multiple
        optional
        files={files}
        onChange={setFiles}
      />
    </Panel>
  );
}
