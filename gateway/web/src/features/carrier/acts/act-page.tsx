// SPDX-License-Identifier: Apache-2.0
import { type ReactElement, type ReactNode } from "react";
import { Link, useParams } from "react-router";
import { type Head, useHead } from "../../../api/custody";
import { useSession } from "../../../api/session";
import { Form } from "../../../components/form";
import type { FieldError } from "../../../components/form-context";
import { PageTitle } from "../../../components/page-title";
import { PageHead, Panel } from "../../../components/panel";
import { Latin, Ref } from "../../../components/ref";
import { EmptyState } from "../../../components/state";
import { Answer } from "../../../shared/answer";
import { useWords } from "../../../words/use-words";
import { isOpen, type Outbox } from "../outbox";
import { OutboxPanel } from "../outbox-panel";
import { useOnlineOutbox } from "../use-outbox";

/** An act on goods that one has. */
export type OwnAct = "incident" | "reseal" | "withdraw" | "correct";

/** What an act's form is given. */
export interface ActFormProps {
  readonly head: Head;
  readonly outbox: Outbox;
}

interface ActPageProps {
  readonly act: OwnAct;
  readonly form: (props: ActFormProps) => ReactNode;
}

/** The page of an act: for whoever has the goods, until it is recorded. */
export function ActPage({ act, form }: ActPageProps): ReactElement {
  const t = useWords();
  const { consignment = "" } = useParams();
  const outbox = useOnlineOutbox();
  const head = useHead(consignment);
  const title = t(`carrier.own.${act}.title`);
  const recorded = outbox.entries.some(({ state }) => state === "recorded");
  return (
    <>
      <PageTitle>{title}</PageTitle>
      <PageHead
        title={title}
        crumb={<Link to="/goods/custody">{t("carrier.list.custody")}</Link>}
        lead={<Ref wrap>{consignment}</Ref>}
      />
      <OutboxPanel outbox={outbox} />
      {!recorded && (
        <Answer query={head}>{(now) => <OwnOnly head={now}>{form({ head: now, outbox })}</OwnOnly>}</Answer>
      )}
    </>
  );
}

function OwnOnly({ head, children }: { readonly head: Head; readonly children: ReactNode }): ReactElement {
  const t = useWords();
  const { party } = useSession();
  return (
    <div className="hand">
      <Panel title={t("carrier.own.form")}>
        {party === head.custodian ? (
          children
        ) : (
          <EmptyState title={t("carrier.own.notYours")}>
            {t("carrier.own.notYours.about", { party: head.custodian })}
          </EmptyState>
        )}
      </Panel>
    </div>
  );
}

interface ActFormFrameProps {
  readonly act: OwnAct;
  readonly outbox: Outbox;
  readonly errors: readonly FieldError[];
  readonly onSend: () => void;
  readonly children: ReactNode;
}

/** The form of an act, with who it is recorded for. */
export function ActForm({ act, outbox, errors, onSend, children }: ActFormFrameProps): ReactElement | null {
  const t = useWords();
  const { person } = useSession();
  // Where it is not known whether it was recorded, the way on is to ask again, which stands with the entry.
  if (outbox.entries.some(({ state }) => state === "unknown")) return null;
  return (
    <Form
      label={t(`carrier.own.${act}.title`)}
      act={t(`carrier.own.${act}.act`)}
      glove
      sending={isOpen(outbox.entries)}
      errors={errors}
      onSend={onSend}
    >
      {children}
      <p>{t(`carrier.own.${act}.means`)}</p>
      <p className="t14 muted">{t.with("carrier.signed.by", { person: <Latin>{person}</Latin> })}</p>
    </Form>
  );
}
