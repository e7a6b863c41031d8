// SPDX-License-Identifier: Apache-2.0
import { RefusalCode } from "@licet/domain/custody/schemas";
import { type ReactElement, useState } from "react";
import { useSession } from "../../api/session";
import { SelectField } from "../../components/choice-fields";
import { Form } from "../../components/form";
import type { FieldError } from "../../components/form-context";
import { Panel } from "../../components/panel";
import { Latin, Ref } from "../../components/ref";
import { useWords } from "../../words/use-words";
import { localInstantNow } from "./device-time";
import { OfferPage, type OfferFormProps } from "./offer-page";
import { isOpen } from "./outbox";

/** Refuses goods that are offered, with the code of the reason. They stay with whoever offers them. */
export function RefusePage(): ReactElement {
  const t = useWords();
  return <OfferPage title={t("carrier.refuse.title")}>{(offer) => <RefusalForm {...offer} />}</OfferPage>;
}

function RefusalForm({ head, party, outbox }: OfferFormProps): ReactElement {
  const t = useWords();
  const session = useSession();
  const [code, setCode] = useState("");
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const { consignment } = head;
  const send = (): void => {
    const checked = RefusalCode.safeParse(code);
    setErrors(checked.success ? [] : [{ field: "code", message: t("carrier.refuse.wrong") }]);
    if (!checked.success) return;
    const body = {
      transfer: head.transfers + 1,
      refusedBy: party,
      code: checked.data,
      eventTime: localInstantNow(session),
    };
    outbox.put([{ act: "refuse", consignment, body }]);
  };
  return (
    <Panel title={t("carrier.refuse.reason")}>
      <Form
        label={t("carrier.refuse.title")}
        act={t("carrier.refuse.act")}
        kind="stop"
        glove
        sending={isOpen(outbox.entries)}
        errors={errors}
        onSend={send}
      >
        <SelectField
          name="code"
          label={t("carrier.refuse.why")}
          options={RefusalCode.options.map((value) => ({ value, label: t(`carrier.refuse.code.${value}`) }))}
          value={code}
          onChange={setCode}
        />
        <h3>{t("carrier.signed")}</h3>
        <p>
          {t.with("carrier.signed.refuse", {
            party: <Ref>{party}</Ref>,
            from: <Ref>{head.custodian}</Ref>,
            consignment: <Ref wrap>{consignment}</Ref>,
          })}
        </p>
        <p className="t14 muted">{t.with("carrier.signed.by", { person: <Latin>{session.person}</Latin> })}</p>
      </Form>
    </Panel>
  );
}
