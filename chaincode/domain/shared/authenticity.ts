// SPDX-License-Identifier: Apache-2.0
import type { JsonValue } from "../json/canonical";
import type { MspId } from "./primitives";

/** What reading a record asks of who the members are. */
export interface MembersAsked {
  /** State whose authority an organisation is; undefined for another organisation. */
  stateOf(mspId: MspId): string | undefined;
  /** Whether an organisation is the authority of a state. */
  isAuthorityOf(mspId: MspId, state: string): boolean;
  /** Whether office and place, where a record names them, belong to the state's authority that recorded it. */
  speaksAt(mspId: MspId, said: { readonly office?: string | undefined; readonly place?: string | undefined }): boolean;
}

/** What else of the ledger a record is held against. */
export interface Beside {
  readonly members: MembersAsked;
  /** A record that its owner has proven; undefined where there is none that can be read. */
  record(type: string, id: string): Promise<JsonValue | undefined>;
  /** SHA-256 of what lies under a key of an organisation's collection; undefined where nothing does. */
  hash(organisation: MspId, key: string): Promise<string | undefined>;
}

/** Under which reference a record was read, and who has proven it. */
export interface ProvenAs {
  readonly id: string;
  readonly owner: MspId;
}

/**
 * What the ledger demands of a record that its owner has proven before it gives it to anybody: nobody speaks for another, and what two
 * organisations agreed to, both say.
 * @returns why it is not read, as the end of a sentence about it; undefined where it is.
 */
export type AuthenticityRule<R> = (
  record: R,
  as: ProvenAs,
  beside: Beside,
) => string | undefined | Promise<string | undefined>;

/** How a record that is read stands, where that is otherwise than it says itself: named by nobody who would have to, or set aside. */
export type Standing = "unstated" | "overridden";

/** What other records make of one that is read: how it stands, before everybody but its owner's people where it is overridden. */
export type StandingRule<R> = (record: R, as: ProvenAs, beside: Beside) => Promise<Standing | undefined>;

const NO_AUTHORITY = "is of no state's authority";

/** Why what an organisation says counts only from a state's authority, where it is none. */
export function noAuthority(members: MembersAsked, owner: MspId): string | undefined {
  return members.stateOf(owner) === undefined ? NO_AUTHORITY : undefined;
}

/** A state's authority says what happened at its own offices and places, and nobody else does. */
export function ownPlaceProblem(
  said: { readonly office?: string | undefined; readonly place?: string | undefined },
  { owner }: ProvenAs,
  { members }: Pick<Beside, "members">,
): string | undefined {
  if (members.speaksAt(owner, said)) return undefined;
  return noAuthority(members, owner) ?? "names an office or a place that is not its owner's";
}
