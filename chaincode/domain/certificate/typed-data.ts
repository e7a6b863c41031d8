// SPDX-License-Identifier: Apache-2.0
import { bytes32, type SignedValue, signingAct } from "../shared/eip712";
import { certificateTypeOf } from "./types";

/** The end user's undertaking: everything undertaken lies in the content, which `content` commits to. */
export const END_USER_UNDERTAKING = signingAct("EndUserUndertaking", {
  certificate: "string",
  certificateType: "string",
  endUser: "string",
  content: "bytes32",
  signedAt: "string",
});

/** The end user's statement that it never gave, or no longer stands by, an undertaking. */
export const END_USER_REPUDIATION = signingAct("EndUserRepudiation", {
  certificate: "string",
  endUser: "string",
  content: "bytes32",
  reason: "string",
  signedAt: "string",
});

/**
 * Message that the end user signs.
 * @param undertaking reference of the certificate, the end user's register id, the commitment to the content, time of signing
 */
export function endUserUndertakingMessage(undertaking: {
  readonly certificate: string;
  readonly endUser: string;
  readonly content: string;
  readonly signedAt: string;
}): Record<"certificate" | "certificateType" | "endUser" | "content" | "signedAt", SignedValue> {
  return {
    certificate: undertaking.certificate,
    certificateType: certificateTypeOf(undertaking.certificate),
    endUser: undertaking.endUser,
    content: bytes32(undertaking.content),
    signedAt: undertaking.signedAt,
  };
}

/** Message by which the end user repudiates. */
export function endUserRepudiationMessage(repudiation: {
  readonly certificate: string;
  readonly endUser: string;
  readonly content: string;
  readonly reason: string;
  readonly signedAt: string;
}): Record<"certificate" | "endUser" | "content" | "reason" | "signedAt", SignedValue> {
  return {
    certificate: repudiation.certificate,
    endUser: repudiation.endUser,
    content: bytes32(repudiation.content),
    reason: repudiation.reason,
    signedAt: repudiation.signedAt,
  };
}
