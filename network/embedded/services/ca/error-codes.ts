// SPDX-License-Identifier: Apache-2.0

/** Fabric CA's error codes that a client can meet, as numbered by its server. */
export const CA_ERROR = {
  unknown: 0,
  methodNotAllowed: 1,
  noAuthorization: 2,
  emptyBody: 4,
  badBody: 5,
  certificateNotFound: 8,
  wrongOwner: 9,
  identityNotFound: 10,
  missingRevokeArguments: 15,
  caNotFound: 19,
  authentication: 20,
  badCsr: 31,
  invalidRevokedAfter: 36,
  invalidExpiredAfter: 37,
  gettingUser: 63,
  alreadyRevoked: 66,
  authorization: 71,
  passwordAttempts: 73,
  duplicateIdentity: 74,
  commonName: 77,
  csrInput: 80,
  maxEnrollments: 82,
} as const;
