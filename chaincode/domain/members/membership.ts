// SPDX-License-Identifier: Apache-2.0
import { LicetError } from "../errors/licet-error";
import { ownerOfReference } from "../shared/ownership";
import type { MspId } from "../shared/primitives";
import type { Role } from "../shared/roles";
import type { Member, MembersRecord } from "./schemas";

/** What the members' record says, in the questions that rules ask. */
export class Membership {
  /** Nobody is a member: before the consortium is founded. */
  static readonly NONE = new Membership([], 0, "");

  readonly revision: number;
  /** Address of the members' record on the channel. */
  readonly address: string;
  readonly #members: ReadonlyMap<MspId, Member>;

  constructor(members: readonly Member[], revision: number, address: string) {
    this.revision = revision;
    this.address = address;
    this.#members = new Map(members.map((member) => [member.mspId, member]));
  }

  /** What a members' record says. */
  static of({ members, revision }: Pick<MembersRecord, "members" | "revision">, address: string): Membership {
    return new Membership(members, revision, address);
  }

  has(mspId: MspId): boolean {
    return this.#members.has(mspId);
  }

  /** @throws {LicetError} NOT_A_MEMBER. */
  require(mspId: MspId): Member {
    const member = this.#members.get(mspId);
    if (member !== undefined) return member;
    throw new LicetError("NOT_A_MEMBER", `${mspId} is no member of the consortium.`, { organisation: mspId });
  }

  /** Members' MSP ids, in the order of the record. */
  organisations(): readonly MspId[] {
    return [...this.#members.keys()];
  }

  /** MSP ids of the states' authorities, in the order of the record. */
  authorities(): readonly MspId[] {
    return [...this.#members.values()].filter(({ kind }) => kind === "authority").map(({ mspId }) => mspId);
  }

  /** Register codes, in the order of the record. */
  registers(): readonly string[] {
    return [...this.#members.values()].map(({ register }) => register);
  }

  /** Organisation that keeps a register. */
  ofRegister(register: string): MspId {
    return ownerOfReference(`${register}-`);
  }

  /** State whose authority an organisation is; undefined for another organisation and for one that is no member. */
  stateOf(mspId: MspId): string | undefined {
    return this.#members.get(mspId)?.state;
  }

  /** Whether people of an organisation may hold a role. */
  allows(mspId: MspId, role: Role): boolean {
    return this.#members.get(mspId)?.roles.includes(role) === true;
  }

  /** Whether an office belongs to a state's authority, by the first two letters of its code. */
  isOfficeOf(mspId: MspId, office: string): boolean {
    const member = this.#members.get(mspId);
    if (member?.state === undefined) return false;
    const prefix = office.slice(0, 2);
    return prefix === member.state || member.officePrefixes.includes(prefix);
  }

  /**
   * Whether office and place, where a record names them, belong to the state that recorded it. False for organisations that are no
   * state's authority.
   */
  speaksAt(
    mspId: MspId,
    { office, place }: { readonly office?: string | undefined; readonly place?: string | undefined },
  ): boolean {
    const state = this.stateOf(mspId);
    if (state === undefined || (office !== undefined && !this.isOfficeOf(mspId, office))) return false;
    return place === undefined || place.startsWith(state);
  }

  /** Whether an organisation is the authority of a state. */
  isAuthorityOf(mspId: MspId, state: string): boolean {
    return this.#members.get(mspId)?.state === state;
  }
}

/** How many of a number of members are a majority. */
export function majorityOf(members: number): number {
  return Math.floor(members / 2) + 1;
}
