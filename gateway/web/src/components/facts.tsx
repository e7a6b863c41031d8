// SPDX-License-Identifier: Apache-2.0
import { Fragment, type ReactElement, type ReactNode } from "react";

/** A fact with its label. */
export interface Fact {
  readonly label: string;
  readonly value: ReactNode;
}

interface FactsProps {
  readonly facts: readonly Fact[];
  /** Set one above the other and larger, so that values can be compared digit by digit. */
  readonly compare?: boolean;
}

/** Facts with their labels; nothing where there are none. */
export function Facts({ facts, compare = false }: FactsProps): ReactElement | null {
  if (facts.length === 0) return null;
  return (
    <dl className={compare ? "facts facts-compare" : "facts"}>
      {facts.map(({ label, value }) => (
        <Fragment key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}

/** What a page is about, as facts in a row under the plate; the first is the reference that leads. */
export function Subject({ label, facts }: { readonly label: string; readonly facts: readonly Fact[] }): ReactElement {
  return (
    <section className="subject" aria-label={label}>
      <dl>
        {facts.map((fact, index) => (
          <div key={fact.label} className={index === 0 ? "lead" : undefined}>
            <dt>{fact.label}</dt>
            <dd>{fact.value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** A route through states, the one where the goods are underlined. */
export function Route({ places, here }: { readonly places: readonly string[]; readonly here?: string }): ReactElement {
  return (
    <span className="route">
      {places.map((place, index) => (
        <Fragment key={`${index}${place}`}>
          {index > 0 && <RouteArrow />}
          {place === here ? <b>{place}</b> : <span>{place}</span>}
        </Fragment>
      ))}
    </span>
  );
}

function RouteArrow(): ReactElement {
  return (
    <svg width="14" height="14" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path d="M5 16h21m-8-8l8 8-8 8" fill="none" stroke="currentColor" strokeWidth="2.8" />
    </svg>
  );
}
