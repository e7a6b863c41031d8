// SPDX-License-Identifier: Apache-2.0
import { type ReactElement, type ReactNode, useEffect, useId, useRef } from "react";
import { useWords } from "../words/use-words";
import { Sign, type SignKind } from "./sign";

/** What an act would bring about. */
export interface Effect {
  readonly id: string;
  /** The sign that those concerned would see. */
  readonly sign: SignKind;
  readonly text: ReactNode;
}

interface EffectsSheetProps {
  /** The act and its object, such as "Suspend this licence". */
  readonly title: string;
  /** Undefined while it is still asked; it is never shown as nothing. */
  readonly atOnce: readonly Effect[] | undefined;
  readonly stays: readonly Effect[];
  readonly told: ReactNode;
  /** How it can be taken back, and by whom. */
  readonly takenBack: ReactNode;
  /** The fields: reason, legal basis. */
  readonly children?: ReactNode;
  /** The button that acts, and the one that names what stays. */
  readonly actions: ReactNode;
}

/** What an act would bring about, beside the record and never over it. It takes the focus when it opens. */
export function EffectsSheet(props: EffectsSheetProps): ReactElement {
  const t = useWords();
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="panel suspend" aria-labelledby={id}>
      <h2 tabIndex={-1} ref={heading}>
        <span id={id}>{props.title}</span>
        <span className="muted t14">{t("components.effects.unsent")}</span>
      </h2>
      <div className="panel-in">
        {props.children}
        <h3 className="effect-h">{t("components.effects.at-once")}</h3>
        <AtOnce effects={props.atOnce} />
        {props.stays.length > 0 && (
          <>
            <h3 className="effect-h">{t("components.effects.stays")}</h3>
            <EffectList effects={props.stays} />
          </>
        )}
        <h3 className="effect-h">{t("components.effects.told")}</h3>
        <div className="t14">{props.told}</div>
        <p className="note">{props.takenBack}</p>
        <div className="btn-row">{props.actions}</div>
      </div>
    </section>
  );
}

function AtOnce({ effects }: { readonly effects: readonly Effect[] | undefined }): ReactElement {
  const t = useWords();
  if (effects === undefined) {
    const asking: Effect = { id: "asking", sign: "wait", text: t("components.effects.asking") };
    return <EffectList effects={[asking]} busy />;
  }
  if (effects.length === 0) return <p className="t14">{t("components.effects.none")}</p>;
  return <EffectList effects={effects} />;
}

function EffectList({
  effects,
  busy = false,
}: {
  readonly effects: readonly Effect[];
  readonly busy?: boolean;
}): ReactElement {
  return (
    <ul className="effects" aria-busy={busy}>
      {effects.map(({ id, sign, text }) => (
        <li key={id}>
          <Sign kind={sign} size="small" />
          <span>{text}</span>
        </li>
      ))}
    </ul>
  );
}
