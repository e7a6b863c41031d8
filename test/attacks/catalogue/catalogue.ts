// SPDX-License-Identifier: Apache-2.0
import { EVERY_READING } from "./every-reading.js";
import { EVERY_RECORD } from "./every-record.js";
import { EVERY_ROLE } from "./every-role.js";
import { HOST } from "./host.js";
import { MEMBER_CUSTODY } from "./member-custody.js";
import { MEMBER_FORGERIES } from "./member-forgeries.js";
import { MEMBER_JOINT } from "./member-joint.js";
import { MEMBER_JUNK } from "./member-junk.js";
import { MEMBER_SECRETS } from "./member-secrets.js";
import { MEMBERS_RECORD } from "./members-record.js";
import { OUTSIDERS } from "./outsiders.js";
import type { Attack } from "./types.js";
import { USER_CUSTODY } from "./user-custody.js";
import { USER_DECLARATIONS } from "./user-declarations.js";
import { USER_OFFICERS } from "./user-officers.js";
import { USER_PAPERS } from "./user-papers.js";
import { USER_SIGNATURES } from "./user-signatures.js";

/** Every attack; those that end the use of a record come last. */
export const CATALOGUE: readonly Attack[] = [
  ...EVERY_RECORD,
  ...EVERY_ROLE,
  ...EVERY_READING,
  ...MEMBERS_RECORD,
  ...MEMBER_JUNK,
  ...MEMBER_FORGERIES,
  ...MEMBER_CUSTODY,
  ...MEMBER_JOINT,
  ...MEMBER_SECRETS,
  ...USER_OFFICERS,
  ...USER_DECLARATIONS,
  ...USER_SIGNATURES,
  ...USER_CUSTODY,
  ...USER_PAPERS,
  ...HOST,
  ...OUTSIDERS,
];
