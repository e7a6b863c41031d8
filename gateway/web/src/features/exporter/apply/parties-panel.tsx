// SPDX-License-Identifier: Apache-2.0
import { LICENCE_NAMES_MAX } from "@licet/domain/licence/schemas";
import type { ReactElement } from "react";
import { Button, ButtonRow } from "../../../components/button";
import { Panel } from "../../../components/panel";
import { TextField } from "../../../components/text-fields";
import { useWords } from "../../../words/use-words";
import { PartyFields } from "./party-fields";
import { EMPTY_PARTY, type TypedThirdParty, type PartProps } from "./typed";

const ROLE_MAX = 60;

/** Who exports, who receives, who uses, and who else has a part in it. */
export function PartiesPanel({ typed, onChange }: PartProps): ReactElement {
  const t = useWords();
  return (
    <Panel title={t("exporter.section.parties")} note={t("licensing.confidential")}>
      <PartyFields
        name="exporter"
        label={t("licensing.field.exporter")}
        party={typed.exporter}
        onChange={(exporter) => onChange({ exporter })}
      />
      <PartyFields
        name="consignee"
        label={t("licensing.field.consignee")}
        party={typed.consignee}
        onChange={(consignee) => onChange({ consignee })}
      />
      <ButtonRow>
        <Button onPress={() => onChange({ endUser: typed.consignee })}>{t("exporter.party.sameAsConsignee")}</Button>
      </ButtonRow>
      <PartyFields
        name="endUser"
        label={t("licensing.field.endUser")}
        party={typed.endUser}
        onChange={(endUser) => onChange({ endUser })}
      />
      <ThirdParties typed={typed} onChange={onChange} />
    </Panel>
  );
}

function ThirdParties({ typed: { thirdParties }, onChange }: PartProps): ReactElement {
  const t = useWords();
  const change = (at: number, third: TypedThirdParty): void =>
    onChange({ thirdParties: thirdParties.map((each, other) => (other === at ? third : each)) });
  return (
    <>
      {thirdParties.map((third, at) => {
        const number = at + 1;
        return (
          <div key={at} className="stack">
            <PartyFields
              name={`thirdParties.${at}`}
              label={t("exporter.third.number", { number })}
              party={third}
              onChange={(party) => change(at, { ...party, role: third.role })}
            />
            <TextField
              name={`thirdParties.${at}.role`}
              label={t("exporter.third.role", { number })}
              hint={t("exporter.third.role.hint")}
              maxLength={ROLE_MAX}
              value={third.role}
              onChange={(role) => change(at, { ...third, role })}
            />
          </div>
        );
      })}
      <ButtonRow>
        {thirdParties.length < LICENCE_NAMES_MAX && (
          <Button onPress={() => onChange({ thirdParties: [...thirdParties, { ...EMPTY_PARTY, role: "" }] })}>
            {t("exporter.third.add")}
          </Button>
        )}
        {thirdParties.length > 0 && (
          <Button kind="quiet" onPress={() => onChange({ thirdParties: thirdParties.slice(0, -1) })}>
            {t("exporter.third.remove")}
          </Button>
        )}
      </ButtonRow>
    </>
  );
}
