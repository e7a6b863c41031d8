// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { HIGHEST_PORT } from "./ports.js";

/** Most peer organisations one consortium may declare. */
const MAX_ORGANISATIONS = 64;
/** Most peers of one organisation, and most nodes of the ordering service. */
const MAX_NODES_PER_ORGANISATION = 16;
/** Most users of one organisation. */
const MAX_USERS_PER_ORGANISATION = 1_000;
/** Most attributes of one user; all of them travel in every signature that the user makes. */
const MAX_ATTRIBUTES_PER_USER = 32;
/** Most chaincodes on the channel. */
const MAX_CHAINCODES = 32;
/** Most named collections of one chaincode. */
const MAX_COLLECTIONS_PER_CHAINCODE = 128;

const MSP_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";

/** Text of a form that a sentence describes. */
export const matching = (pattern: RegExp, sentence: string): z.ZodString => z.string().regex(pattern, sentence);

const organisationName = matching(
  /^[A-Za-z][A-Za-z0-9-]{0,63}$/,
  "must begin with a letter and hold only letters, digits and hyphens (at most 64)",
);
const mspId = matching(MSP_ID, "must hold only letters, digits, dots, hyphens and underscores (at most 64)");
const domain = matching(
  new RegExp(`^${LABEL}(?:\\.${LABEL})+$`),
  "must be a lower-case domain name of at least two labels, such as org1.example",
);
const nodeName = matching(new RegExp(`^${LABEL}$`), "must be a lower-case host label, such as peer0");
const userName = matching(
  /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
  "must begin with a letter or digit and hold only letters, digits, dots, hyphens and underscores (at most 64)",
);
const port = z
  .int("must be a whole number")
  .min(1, "must be a port between 1 and 65535")
  .max(HIGHEST_PORT, "must be a port between 1 and 65535");
const policy = z.string().min(1, "must not be empty").max(10_000, "must be at most 10,000 characters long");

const NodeSchema = z.strictObject({ name: nodeName, port });

const UserSchema = z.strictObject({
  name: userName,
  attributes: z
    .record(
      matching(/^[A-Za-z0-9._-]{1,128}$/, "attribute names hold only letters, digits, dots, hyphens and underscores"),
      z.string().max(1_024, "must be at most 1,024 characters long"),
    )
    .refine((attributes) => Object.keys(attributes).length <= MAX_ATTRIBUTES_PER_USER, {
      message: `must hold at most ${MAX_ATTRIBUTES_PER_USER} attributes`,
    })
    .default({}),
  admin: z.boolean().default(false),
});

const AuthoritySchema = z
  .strictObject({
    port: port.optional(),
    url: matching(/^https:\/\/[^/?#@\s]+$/, "must be https://HOST or https://HOST:PORT, without a path").optional(),
    caName: matching(
      /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
      "must hold only letters, digits, dots, hyphens and underscores",
    ).optional(),
    tlsCaCertificate: z.string().min(1, "must name a file").optional(),
    registrar: matching(/^[^\s:]{1,64}$/, "must be an enrolment id without blanks and colons (at most 64)").optional(),
    secretFile: z.string().min(1, "must name a file").optional(),
  })
  .refine(({ port, url }) => (port === undefined) !== (url === undefined), {
    message: "must hold either port, for the embedded network's authority, or url, for a Fabric CA that runs elsewhere",
  })
  .refine(({ url, tlsCaCertificate }) => url === undefined || tlsCaCertificate !== undefined, {
    message: "must name the file of the authority's TLS root certificate",
    path: ["tlsCaCertificate"],
  })
  .refine(
    ({ url, tlsCaCertificate, secretFile }) => url !== undefined || (tlsCaCertificate ?? secretFile) === undefined,
    {
      message: "takes tlsCaCertificate and secretFile only beside url",
    },
  );

/** An organisation of the channel. Applications extend it by what an organisation is to them. */
export const OrganisationSchema = z.strictObject({
  name: organisationName,
  mspId,
  domain,
  access: z.enum(["full", "read-only"], "must be full or read-only").default("full"),
  ca: AuthoritySchema.optional(),
  peers: z
    .array(NodeSchema)
    .max(MAX_NODES_PER_ORGANISATION, `must declare at most ${MAX_NODES_PER_ORGANISATION} peers`),
  users: z
    .array(UserSchema)
    .max(MAX_USERS_PER_ORGANISATION, `must declare at most ${MAX_USERS_PER_ORGANISATION} users`),
});

const OrdererOrganisationSchema = z.strictObject({
  name: organisationName,
  mspId,
  domain,
  ca: AuthoritySchema.optional(),
  orderers: z
    .array(NodeSchema)
    .min(1, "must declare at least one ordering node")
    .max(MAX_NODES_PER_ORGANISATION, `must declare at most ${MAX_NODES_PER_ORGANISATION} ordering nodes`),
});

const CollectionSchema = z
  .strictObject({
    name: matching(
      /^[A-Za-z0-9-][A-Za-z0-9_-]{0,127}$/,
      "must hold only letters, digits, hyphens and underscores and not begin with an underscore (at most 128)",
    ),
    policy,
    requiredPeerCount: z.int("must be a whole number").min(0, "must not be negative").default(0),
    maxPeerCount: z.int("must be a whole number").min(0, "must not be negative").default(1),
    blockToLive: z.int("must be a whole number").min(0, "must not be negative").default(0),
    memberOnlyRead: z.boolean().default(true),
    memberOnlyWrite: z.boolean().default(true),
    endorsementPolicy: policy.optional(),
  })
  .refine((collection) => collection.requiredPeerCount <= collection.maxPeerCount, {
    message: "must not exceed maxPeerCount",
    path: ["requiredPeerCount"],
  });

const ChaincodeSchema = z.strictObject({
  name: matching(
    /^[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*$/,
    "must hold letters and digits, joined by single hyphens or underscores",
  ).max(64, "must be at most 64 characters long"),
  version: z
    .string("must be text; put a version such as 1.0 in quotation marks")
    .regex(/^[A-Za-z0-9_.+-]{1,64}$/, "must hold only letters, digits and _ . + - (at most 64)"),
  sequence: z.int("must be a whole number").min(1, "must be 1 or more"),
  endorsementPolicy: policy.optional(),
  collections: z
    .array(CollectionSchema)
    .max(MAX_COLLECTIONS_PER_CHAINCODE, `must declare at most ${MAX_COLLECTIONS_PER_CHAINCODE} collections`)
    .default([]),
});

/** The organisations of a channel, each described as the application asks for. */
export function organisationsOf<Schema extends z.ZodType>(organisation: Schema): z.ZodArray<Schema> {
  return z
    .array(organisation)
    .min(1, "must declare at least one organisation")
    .max(MAX_ORGANISATIONS, `must declare at most ${MAX_ORGANISATIONS} organisations`);
}

/** The shape of a consortium file; what spans several fields is checked in `rules.ts`. */
export const ConsortiumSchema = z.strictObject({
  name: matching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, "must hold only letters, digits, dots, hyphens and underscores"),
  channel: matching(
    /^[a-z][a-z0-9.-]{0,248}$/,
    "must begin with a lower-case letter and hold only lower-case letters, digits, dots and hyphens (at most 249)",
  ),
  organisations: organisationsOf(OrganisationSchema),
  orderer: OrdererOrganisationSchema,
  chaincodes: z
    .array(ChaincodeSchema)
    .max(MAX_CHAINCODES, `must declare at most ${MAX_CHAINCODES} chaincodes`)
    .default([]),
});

/** A peer or ordering node: its host label within the organisation's domain, and its port. */
export type NetworkNode = Readonly<z.infer<typeof NodeSchema>>;
/** How an organisation's certificate authority is reached; see `authority.ts`. */
export type AuthorityEntry = Readonly<z.infer<typeof AuthoritySchema>>;
/** A person or service of an organisation; `attributes` are written into the certificate. */
export type User = Readonly<z.infer<typeof UserSchema>>;
/** An organisation of the channel: with peers, or with clients alone. */
export type Organisation = Readonly<z.infer<typeof OrganisationSchema>>;
/** A chaincode as committed on the channel; without a policy a majority of organisations must endorse. */
export type ChaincodeDefinition = Readonly<z.infer<typeof ChaincodeSchema>>;
/** A whole consortium, checked. */
export type Consortium = Readonly<z.infer<typeof ConsortiumSchema>>;
