// SPDX-License-Identifier: Apache-2.0
import type { ReactElement, ReactNode } from "react";
import { Icon, type IconName } from "./icon";
import { Sign, type SignKind } from "./sign";

interface QueueEntryProps {
  readonly number: number;
  /** The state's sign, or a drawing where it is neither good nor bad yet. */
  readonly sign?: SignKind;
  readonly icon?: IconName;
  readonly state: string;
  /** What was done, such as "Took over FNSupply192". */
  readonly what: ReactNode;
  /** When and where. */
  readonly when: ReactNode;
  /** What happens next, or what to do. */
  readonly next?: ReactNode;
  readonly action?: ReactNode;
}

/** Something recorded on this device and where it stands; it cannot be edited. */
export function QueueEntry({ number, sign, icon, state, what, when, next, action }: QueueEntryProps): ReactElement {
  return (
    <li className="qitem">
      <div className="qitem-n">{number}</div>
      <div className="qitem-b">
        <p className="qitem-s">
          {sign !== undefined && <Sign kind={sign} size="small" />}
          {icon !== undefined && <Icon name={icon} size={18} />}
          <b>{state}</b>
        </p>
        <p className="qitem-w">{what}</p>
        <p className="t14 muted">{when}</p>
        {next !== undefined && <p className="t14 qitem-next">{next}</p>}
        {action !== undefined && <div className="qbtn">{action}</div>}
      </div>
    </li>
  );
}

interface QueueGroupProps {
  readonly title: string;
  readonly count: number;
  readonly children: ReactNode;
}

/** Entries of one kind: those that need somebody, those that go by themselves, those that are done. */
export function QueueGroup({ title, count, children }: QueueGroupProps): ReactElement {
  return (
    <section>
      <h2 className="group">
        {title} <b>{count}</b>
      </h2>
      <ol className="qlist">{children}</ol>
    </section>
  );
}
