// SPDX-License-Identifier: Apache-2.0
import {
  hashOf,
  LicetError,
  type Member,
  type MemberKind,
  MemberList,
  RegisterCode,
  ROLES,
  ROLES_OF_KIND,
} from "@licet/domain";

/** What a consortium file says of an organisation as a member. */
export interface DeclaredOrganisation {
  readonly mspId: string;
  /** Left out by organisations that take no part in Licet. */
  readonly kind?: MemberKind | undefined;
  readonly state?: string | undefined;
  /** Roles that its people may hold; every role of its kind where it is left out. */
  readonly roles?: readonly string[] | undefined;
  readonly officePrefixes?: readonly string[] | undefined;
}

/**
 * The members that a consortium file declares, in an order that does not depend on the file's, so that members who each keep a file of
 * their own agree to the same list.
 * @returns an empty list where no organisation says its kind: the file describes a consortium without Licet.
 * @throws {LicetError} INVALID_INPUT naming the organisation and what is wrong.
 */
export function membersOf(organisations: readonly DeclaredOrganisation[]): Member[] {
  const declared = organisations.flatMap((organisation) => {
    const { kind } = organisation;
    return kind === undefined ? [] : [memberOf({ ...organisation, kind })];
  });
  if (declared.length === 0) return [];
  const parsed = MemberList.safeParse(declared.sort((left, right) => (left.mspId < right.mspId ? -1 : 1)));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const named = declared[Number(issue?.path[0])];
  if (named !== undefined) throw refusalOf(named.mspId, issue?.message ?? "");
  throw new LicetError("INVALID_INPUT", `The list of members is not valid: ${issue?.message ?? ""}.`);
}

/** What members agree to: SHA-256 of the list's canonical JSON. */
export function digestOf(members: readonly Member[]): string {
  return hashOf(members);
}

/** A member as declared; whether it may be one, the schema says. */
function memberOf(organisation: DeclaredOrganisation & { readonly kind: MemberKind }): MemberInput {
  const { mspId, kind, state, roles = ROLES_OF_KIND[kind], officePrefixes = [] } = organisation;
  // An organisation other than an authority keeps a register that its MSP id names.
  const register = state ?? mspId.replace(/MSP$/, "").toUpperCase();
  if (!RegisterCode.safeParse(register).success) throw refusalOf(mspId, "no register's code follows from its MSP id");
  return {
    mspId,
    register,
    kind,
    ...(state === undefined ? {} : { state }),
    officePrefixes: [...officePrefixes].sort(),
    roles: [...roles].sort((left, right) => rankOf(left) - rankOf(right)),
  };
}

interface MemberInput {
  readonly mspId: string;
  readonly register: string;
  readonly kind: MemberKind;
  readonly state?: string;
  readonly officePrefixes: readonly string[];
  readonly roles: readonly string[];
}

function refusalOf(subject: string, why: string): LicetError {
  return new LicetError("INVALID_INPUT", `${subject} cannot be a member: ${why}.`, { organisation: subject });
}

function rankOf(role: string): number {
  return (ROLES as readonly string[]).indexOf(role);
}
