// SPDX-License-Identifier: Apache-2.0
import { type ReactElement, useState } from "react";
import { useWords } from "../words/use-words";
import { Icon } from "./icon";

interface RefProps {
  readonly children: string;
  /** Whether it may be broken over lines, as a hash in a narrow panel may. */
  readonly wrap?: boolean;
}

/** A reference, number or code: whole, from left to right in every language, in the reference face. */
export function Ref({ children, wrap = false }: RefProps): ReactElement {
  return (
    <bdi className={wrap ? "ref wrap" : "ref"} dir="ltr">
      {children}
    </bdi>
  );
}

/** A name or telephone number in Latin letters within a text of any direction. */
export function Latin({ children }: { readonly children: string }): ReactElement {
  return <bdi dir="ltr">{children}</bdi>;
}

/** The reference of the page's own record, in its box. */
export function RefPlate({ children }: { readonly children: string }): ReactElement {
  return (
    <bdi className="ref ref-plate" dir="ltr">
      {children}
    </bdi>
  );
}

/** A reference with a button that copies it and says so. */
export function CopyableRef({ children, wrap }: RefProps): ReactElement {
  const t = useWords();
  const [said, setSaid] = useState("");
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(children);
      setSaid(t("components.ref.copied"));
    } catch {
      setSaid(t("components.ref.not-copied"));
    }
  };
  return (
    <span className="copyable">
      <Ref {...(wrap === undefined ? {} : { wrap })}>{children}</Ref>
      <button type="button" className="btn-link btn-icon" onClick={() => void copy()}>
        <Icon name="copy" size={16} />
        <span className="vh">{t("components.ref.copy", { reference: children })}</span>
      </button>
      <span role="status" className="t14 muted">
        {said}
      </span>
    </span>
  );
}
