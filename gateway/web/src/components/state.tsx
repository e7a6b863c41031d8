// SPDX-License-Identifier: Apache-2.0
import { type ReactElement, type ReactNode, useId } from "react";
import { useWords } from "../words/use-words";
import { CallButton, type CallTarget } from "./call";
import { Facts } from "./facts";
import { Ref } from "./ref";
import { Sign } from "./sign";

interface EmptyStateProps {
  readonly title: string;
  /** What would be here, and how it gets here. */
  readonly children: ReactNode;
  readonly action?: ReactNode;
}

/** Nothing is here, and that is known: never shown for what has not been loaded. */
export function EmptyState({ title, children, action }: EmptyStateProps): ReactElement {
  return (
    <div className="empty">
      <h3>{title}</h3>
      <p>{children}</p>
      {action}
    </div>
  );
}

/** Lines that stand for a text that is on its way; `label` says what is loaded. */
export function Skeleton({ label, lines = 3 }: { readonly label: string; readonly lines?: number }): ReactElement {
  return (
    <div className="skeleton" role="status" aria-busy="true">
      <span className="vh">{label}</span>
      {Array.from({ length: lines }, (_, line) => (
        <i key={line} className="skel" />
      ))}
    </div>
  );
}

/** Something that is asked, of whom it is asked, and whether the answer is there. */
export interface Asked {
  readonly what: string;
  /** From whom it came, or whom it waits for. */
  readonly whom: string;
  readonly answered: boolean;
}

/** What has been answered, and for each open answer whom it waits for. */
export function AskingList({ asked }: { readonly asked: readonly Asked[] }): ReactElement {
  const t = useWords();
  return (
    <ul className="plain loading" aria-busy={asked.some(({ answered }) => !answered)}>
      {asked.map(({ what, whom, answered }) => (
        <li key={what}>
          <Sign kind={answered ? "pass" : "wait"} size="small" />
          <span>
            {answered ? what : <i className="skel" />}
            {!answered && <span className="vh">{t("components.asking", { what })}</span>}
            <small>{whom}</small>
          </span>
        </li>
      ))}
    </ul>
  );
}

interface ErrorStateProps {
  /** What did not come about, such as "The hold was not recorded". */
  readonly title: ReactNode;
  /** Who did not do what. */
  readonly happened: ReactNode;
  /** What was kept. */
  readonly kept?: ReactNode;
  /** What to do now. */
  readonly todo: ReactNode;
  readonly call?: CallTarget;
  readonly actions?: ReactNode;
  /** Code and request by which a desk finds it. */
  readonly reference?: string;
}

/** Something failed. The page stays. */
export function ErrorState({ title, happened, kept, todo, call, actions, reference }: ErrorStateProps): ReactElement {
  const t = useWords();
  const heading = useId();
  const facts = [
    { label: t("components.error.happened"), value: happened },
    ...(kept === undefined ? [] : [{ label: t("components.error.kept"), value: kept }]),
    { label: t("components.error.do"), value: todo },
    ...(call === undefined ? [] : [{ label: t("components.error.call"), value: <Call call={call} /> }]),
  ];
  return (
    <div className="fail" role="alert" aria-labelledby={heading}>
      <h3 id={heading}>
        <Sign kind="stop" size="small" />
        {title}
      </h3>
      <Facts facts={facts} />
      {actions !== undefined && <div className="btn-row">{actions}</div>}
      {reference !== undefined && (
        <small>
          {t("components.error.reference")} <Ref wrap>{reference}</Ref>
        </small>
      )}
    </div>
  );
}

function Call({ call }: { readonly call: CallTarget }): ReactElement {
  return (
    <>
      {call.desk}
      {call.number !== undefined && <CallButton number={call.number} />}
    </>
  );
}
