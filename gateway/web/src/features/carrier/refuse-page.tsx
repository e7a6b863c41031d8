// SPDX-License-Identifier: Apache-2.0
import { RefusalCode } from "@licet/domain/custody/schemas";
import { type ReactElement, useState } from "react";
import { Link, useParams } from "react-router";
import { type Head, useHead } from "../../api/custody";
import { useSession } from "../../api/session";
import { SelectField } from "../../components/choice-fields";
import { Form } from "../../components/form";
import type { FieldError } from "../../components/form-context";
import { PageTitle } from "../../components/page-title";
import { PageHead, Panel } from "../../components/panel";
import { Latin, Ref } from "../../components/ref";
import { EmptyState } from "../../components/state";
import { Answer } from "../../shared/answer";
import { useWords } from "../../words/use-words";
import { localInstantNow } from "./device-time";
import { isOpen, type Outbox } from "./outbox";
import { OutboxPanel } from "./outbox-panel";
import { useOnlineOutbox } from "./use-outbox";

/** Refuses goods that are offered, with the code of the reason. They stay with whoever offers them. */
export function RefusePage(): ReactElement {
  const t = useWords();
  const { consignment = "" } = useParams();
  const outbox = useOnlineOutbox();
  const head = useHead(consignment);
  const title = t("carrier.refuse.title");
  const recorded = outbox.entries.some(({ state }) => state === "recorded");
  return (
    <>
      <PageTitle>{title}</PageTitle>
      <PageHead
        title={title}
        crumb={<Link to="/goods/offered">{t("carrier.list.offered")}</Link>}
        lead={<Ref wrap>{consignment}</Ref>}
      />
      <OutboxPanel outbox={outbox} />
      {!recorded && <Answer query={head}>{(now) => <RefusalOf head={now} outbox={outbox} />}</Answer>}
    </>
  );
}

interface RefusalProps {
  readonly head: Head;
  readonly outbox: Outbox;
}

function RefusalOf({ head, outbox }: RefusalProps): ReactElement {
  const t = useWords();
  const { party } = useSession();
  if (party !== null && head.pending?.receivedBy === party)
    return <RefusalForm head={head} party={party} outbox={outbox} />;
  return (
    <Panel title={t("carrier.take.offer")}>
      <EmptyState title={t("carrier.take.notYours")}>
        {t("carrier.take.notYours.about", { party: head.custodian })}
      </EmptyState>
    </Panel>
  );
}

function RefusalForm({ head, party, outbox }: RefusalProps & { readonly party: string }): ReactElement {
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
