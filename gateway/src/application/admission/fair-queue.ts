// SPDX-License-Identifier: Apache-2.0

/** Whose work it is. */
export interface Owner {
  readonly organisation: string;
  readonly person: string;
}

/**
 * A queue that serves organisations in turn, the persons of an organisation in turn, and the work of one person in the order of arrival:
 * however much one of them sends, the next turn of another comes as soon.
 */
export class FairQueue<Work extends { readonly owner: Owner }> {
  readonly #organisations = new Map<string, Map<string, Work[]>>();
  #length = 0;

  get length(): number {
    return this.#length;
  }

  add(work: Work): void {
    const { organisation, person } = work.owner;
    const persons = this.#organisations.get(organisation) ?? new Map<string, Work[]>();
    this.#organisations.set(organisation, persons);
    persons.set(person, [...(persons.get(person) ?? []), work]);
    this.#length += 1;
  }

  /** Takes whoever's turn it is; undefined where nothing waits. */
  take(): Work | undefined {
    const [[organisation, persons] = ["", new Map<string, Work[]>()]] = this.#organisations;
    const [[person, [work, ...rest]] = ["", []]] = persons;
    if (work === undefined) return undefined;
    // Whoever was served goes to the end of the line.
    persons.delete(person);
    if (rest.length > 0) persons.set(person, rest);
    this.#organisations.delete(organisation);
    if (persons.size > 0) this.#organisations.set(organisation, persons);
    this.#length -= 1;
    return work;
  }

  /** Takes work out that need not be done any more. @returns whether it was there */
  remove(work: Work): boolean {
    const { organisation, person } = work.owner;
    const persons = this.#organisations.get(organisation);
    const works = persons?.get(person) ?? [];
    const rest = works.filter((other) => other !== work);
    if (persons === undefined || rest.length === works.length) return false;
    if (rest.length > 0) persons.set(person, rest);
    else persons.delete(person);
    if (persons.size === 0) this.#organisations.delete(organisation);
    this.#length -= 1;
    return true;
  }

  /** How many turns would pass until further work of this owner had its own: it knows only of what waits now. */
  turnsUntil({ organisation, person }: Owner): number {
    const persons = this.#organisations.get(organisation);
    const own = persons?.get(person)?.length ?? 0;
    const inOrganisation = (persons?.size ?? 0) + (persons?.has(person) === true ? 0 : 1);
    const organisations = this.#organisations.size + (persons === undefined ? 1 : 0);
    return Math.min(this.#length + 1, (own + 1) * inOrganisation * organisations);
  }
}
