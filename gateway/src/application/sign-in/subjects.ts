// SPDX-License-Identifier: Apache-2.0
import { ConfigError } from "../../errors/config-error.js";
import type { LedgerIdentity } from "../../ports/ledger.js";

/** One row of the table of subjects. */
export interface SubjectEntry {
  /** The provider, as its ID tokens name it (`iss`). */
  readonly issuer: string;
  /** The person, as the provider's ID tokens name them (`sub`). */
  readonly subject: string;
  /** `name@mspId`: whom the person acts as on the ledger. */
  readonly enrolment: string;
}

/** What stands against a row of the table of subjects, given the rows before it; undefined where nothing does. */
type Objection = (entry: SubjectEntry, before: readonly SubjectEntry[]) => string | undefined;

/** Which subject of the provider is which enrolment of the consortium: one for one, because an enrolment is one person. */
export class Subjects {
  readonly #issuer: string;
  readonly #identities: ReadonlyMap<string, LedgerIdentity>;

  /**
   * @param issuer the provider that people sign in at
   * @throws {ConfigError} naming each row that is another provider's, names nobody, or stands against another row.
   */
  constructor(entries: readonly SubjectEntry[], issuer: string, people: ReadonlyMap<string, LedgerIdentity>) {
    const objections = objectionsFor(issuer, people);
    const wrong = entries.flatMap((entry, index) => {
      const found = objections.map((objection) => objection(entry, entries.slice(0, index)));
      return found.filter((sentence) => sentence !== undefined).map((sentence) => `row ${index + 1} ${sentence}`);
    });
    if (wrong.length > 0) throw new ConfigError(`The table of subjects is not valid:\n  ${wrong.join("\n  ")}`);
    this.#issuer = issuer;
    this.#identities = new Map(
      entries.flatMap(({ subject, enrolment }) => {
        const identity = people.get(enrolment);
        return identity === undefined ? [] : [[subject, identity] as const];
      }),
    );
  }

  /** Whom a subject acts as; undefined where the table does not say. */
  find(issuer: string, subject: string): LedgerIdentity | undefined {
    return issuer === this.#issuer ? this.#identities.get(subject) : undefined;
  }
}

function objectionsFor(issuer: string, people: ReadonlyMap<string, LedgerIdentity>): readonly Objection[] {
  return [
    (entry) =>
      entry.issuer === issuer ? undefined : `is of the provider ${entry.issuer}, and people sign in at ${issuer}`,
    ({ enrolment }) => (people.has(enrolment) ? undefined : `names ${enrolment}, whom identities.json does not list`),
    ({ subject, enrolment }, before) => {
      const other = before.find((entry) => entry.subject === subject);
      return other && `gives subject ${subject} the enrolment ${enrolment}, and an earlier row ${other.enrolment}`;
    },
    ({ subject, enrolment }, before) => {
      const other = before.find((entry) => entry.enrolment === enrolment && entry.subject !== subject);
      return (
        other && `gives ${enrolment}, who is one person, to subject ${subject}, and an earlier row to ${other.subject}`
      );
    },
  ];
}
