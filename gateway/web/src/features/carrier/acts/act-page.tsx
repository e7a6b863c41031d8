// SPDX-License-Identifier: Apache-2.0
import { type ReactElement, type ReactNode } from "react";
import type { Head } from "../../../api/custody";
import { useSession } from "../../../api/session";
import { Form } from "../../../components/form";
import type { FieldError } from "../../../components/form-context";
import { Panel } from "../../../components/panel";
import { Latin } from "../../../components/ref";
import { EmptyState } from "../../../components/state";
import { useWords } from "../../../words/use-words";
import { type ActFormProps, GoodsPage } from "../goods-page";
import { isOpen, type Outbox } from "../outbox";

/** An act on goods that one has. */
export type OwnAct = "incident" | "reseal" | "withdraw" | "correct";

interface ActPageProps {
  readonly act: OwnAct;
  readonly form: (props: ActFormProps) => ReactNode;
}

/** The page of an act: for whoever has the goods, until it is recorded. */
export function ActPage({ act, form }: ActPageProps): ReactElement {
  const t = useWords();
  return (
    <GoodsPage title={t(`carrier.own.${act}.title`)} list="custody">
      {(props) => <OwnOnly head={props.head}>{form(props)}</OwnOnly>}
    </GoodsPage>
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
