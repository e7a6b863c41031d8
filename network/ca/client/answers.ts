// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";

const base64Text = z.base64().transform((text) => Buffer.from(text, "base64").toString("utf8"));

/** Fabric CA's envelope around every answer; on failure `result` is empty and `errors` says why. */
export const AnswerSchema = z.object({
  success: z.boolean(),
  result: z.unknown(),
  errors: z.array(z.object({ code: z.int(), message: z.string() })),
});

export const InfoSchema = z.object({
  CAName: z.string(),
  /** Certificates in PEM, the root first. */
  CAChain: base64Text,
  Version: z.string().default(""),
});

export const EnrolmentSchema = z.object({
  Cert: base64Text,
  ServerInfo: InfoSchema,
});

export const RegistrationSchema = z.object({ secret: z.string().min(1) });

export const RevocationSchema = z.object({
  RevokedCerts: z
    .array(z.object({ Serial: z.string(), AKI: z.string() }))
    .nullable()
    .transform((certificates) => certificates ?? []),
  CRL: base64Text,
});

export const CrlSchema = z.object({ CRL: base64Text });

const IdentitySchema = z.object({
  id: z.string(),
  type: z.string(),
  affiliation: z.string(),
  max_enrollments: z.int(),
  attrs: z
    .array(z.object({ name: z.string(), value: z.string(), ecert: z.boolean().default(false) }))
    .nullable()
    .transform((attributes) => attributes ?? []),
});

export const IdentitiesSchema = z.object({ identities: z.array(IdentitySchema) });
