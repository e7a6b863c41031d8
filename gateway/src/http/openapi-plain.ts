// SPDX-License-Identifier: Apache-2.0
import { Hash, Salt, SIGNED_ACTS } from "@licet/domain";
import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import {
  EVERY_ERROR,
  IdempotencyHeader,
  problemResponses,
  TransactionSchema,
  WRITE_ERRORS,
} from "./openapi-schemas.js";

const JSON_TYPE = "application/json";

/** Query parameters of a declaration: what a customs declaration does not say. */
export const DeclarationParameters = z.object({
  consignment: z
    .string()
    .optional()
    .describe(
      "consignment reference; where left out, made from declarant, local reference number and UCR, and for a correction found by its " +
        "local reference number among the consignments on the licences that it names",
    ),
  custodian: z
    .string()
    .optional()
    .describe("register id of the party that has the goods now; the exporter where left out"),
  exporter: z.string().optional().describe("register id of the exporter, where the register does not show it by EORI"),
  route: z
    .string()
    .optional()
    .describe("places in order as UN/LOCODE, joined by commas; the countries of routing where left out"),
  eventTime: z.string().optional().describe("since when the custodian has had the goods; now where left out"),
});

const Balance = z.object({
  authorised: z.string().optional().describe("left out where the quantity is not limited"),
  reserved: z.string(),
  consumed: z.string(),
  available: z.string().optional().describe("left out where the quantity is not limited"),
  unit: z.string(),
});

const Attribution = z
  .object({
    item: z.int(),
    licence: z.string(),
    line: z.int(),
    by: z
      .object({
        consignment: z.string().optional(),
        lrn: z.string().optional(),
        mrn: z.string().optional(),
        ducr: z.string().optional(),
        extract: z.string().optional(),
      })
      .describe("the earlier declaration, by its document, and the consignment that it registered, if it did"),
  })
  .meta({ id: "Attribution" });

const attributedBefore = z
  .array(Attribution)
  .describe("what the declaration says was attributed before (status EA): nothing is counted a second time");

const Reservation = z
  .object({
    consignment: z.string(),
    ucr: z.string(),
    status: z.string(),
    attributedBefore: attributedBefore.optional(),
    lines: z.array(
      z.object({
        item: z.int(),
        licence: z.string(),
        line: z.int(),
        quantity: z.object({ amount: z.string(), unit: z.string() }),
        claimedStatus: z.string().optional(),
        reservation: z.string().describe("id of the reservation on the line"),
        balance: Balance.optional().describe("the line's balance after this reservation"),
      }),
    ),
  })
  .meta({ id: "Reservation" });

const Fields = z.array(z.object({ name: z.string(), type: z.string() }));

const TypedDataSchema = z
  .object({
    domain: z.object({ name: z.string(), version: z.string(), salt: z.string() }),
    types: z.record(z.string(), Fields).describe("the domain's type and the message's"),
    primaryType: z.string(),
    message: z.record(z.string(), z.string()),
  })
  .meta({ id: "TypedData" });

const ok = (description: string, schema: z.ZodType): object => ({
  description,
  content: { [JSON_TYPE]: { schema } },
});

const DECLARATION_ERRORS = [
  "DECLARATION_NOT_READABLE",
  "DECLARATION_NOT_SUPPORTED",
  "DECLARATION_TOO_LARGE",
  "DECLARATION_INCOMPLETE",
  "DECLARATION_WITHOUT_LICENCE",
  "DECLARATION_NOT_ATTRIBUTED",
] as const;

/** Routes that stand for no single transaction. */
export const PLAIN_PATHS = {
  "/v1/declarations": {
    post: {
      operationId: "postDeclaration",
      tags: ["Declarations"],
      summary: "Register or amend a consignment from a customs declaration as it is",
      description:
        "Takes an export declaration of the WCO data model (function 9), its correction (function 13, type COR) or its cancellation " +
        "(function 13, type INV), in whatever envelope. Its licence documents and write-offs are mapped to licence lines, each of which " +
        "is reserved, all or none.",
      requestParams: { query: DeclarationParameters, header: IdempotencyHeader },
      requestBody: { required: true, content: { "application/xml": { schema: z.string() } } },
      responses: {
        "201": ok("Reserved", z.object({ result: Reservation, transaction: TransactionSchema })),
        "200": ok(
          "Amended or cancelled; or, without a transaction, everything was attributed by an earlier declaration",
          z.union([
            z.object({ result: Reservation, transaction: TransactionSchema }),
            z.object({ result: z.object({ ucr: z.string(), attributedBefore }) }),
          ]),
        ),
        ...problemResponses([...EVERY_ERROR, ...WRITE_ERRORS, ...DECLARATION_ERRORS]),
      },
    },
  },
  "/v1/transactions/{id}": {
    get: {
      operationId: "getTransaction",
      tags: ["Ledger"],
      summary: "What the ledger holds under a transaction id",
      requestParams: { path: z.object({ id: Hash }) },
      responses: {
        "200": ok("Recorded, valid or not", TransactionSchema.extend({ validationCode: z.string() })),
        ...problemResponses([...EVERY_ERROR, "NOT_FOUND"]),
      },
    },
  },
  "/v1/commitments": {
    post: {
      operationId: "postCommitment",
      tags: ["Ledger"],
      summary: "Salt and hash confidential content, for signing before it is sent",
      description: "Nothing is kept. Send the same content later as a confidential part, with this salt.",
      requestBody: {
        required: true,
        content: { [JSON_TYPE]: { schema: z.object({ content: z.json(), salt: Salt.optional() }) } },
      },
      responses: {
        "200": ok("Salt and commitment", z.object({ salt: Salt, commitment: Hash })),
        ...problemResponses(["INVALID_INPUT", "UNAUTHENTICATED"]),
      },
    },
  },
  "/v1/typed-data/{act}": {
    post: {
      operationId: "postTypedData",
      tags: ["Ledger"],
      summary: "What a party signs for an act, as a wallet takes it (EIP-712)",
      description:
        "Nothing is kept. The body holds the fields of the act, as the transaction takes them that the signature is sent with. " +
        "`typedData` is the argument of `eth_signTypedData_v4`; its domain has `name` Licet, `version` 1 and as `salt` the SHA-256 over " +
        "channel and chaincode, so that a signature holds on this ledger and on no other. The signature is taken as 65 bytes with v 27 " +
        "or 28 (0 or 1 too), or as 64 bytes (EIP-2098).",
      requestParams: { path: z.object({ act: z.enum(Object.keys(SIGNED_ACTS)) }) },
      requestBody: {
        required: true,
        content: { [JSON_TYPE]: { schema: z.union(Object.values(SIGNED_ACTS).map(({ input }) => input)) } },
      },
      responses: {
        "200": ok(
          "Typed data, and the digest that is signed",
          z.object({ typedData: TypedDataSchema, digest: z.string() }),
        ),
        ...problemResponses([
          "INVALID_INPUT",
          "UNAUTHENTICATED",
          "NOT_FOUND",
          "MALFORMED_BODY",
          "UNSUPPORTED_MEDIA_TYPE",
          "BODY_TOO_LARGE",
        ]),
      },
    },
  },
  "/problems/{code}": {
    get: {
      operationId: "getProblem",
      tags: ["Operations"],
      summary: "What an error code means and what to do next",
      security: [],
      requestParams: { path: z.object({ code: z.string() }) },
      responses: { "200": { description: "The code explained" }, ...problemResponses(["NOT_FOUND"]) },
    },
  },
  "/livez": {
    get: {
      operationId: "live",
      tags: ["Operations"],
      summary: "Whether the gateway runs",
      security: [],
      responses: { "200": { description: "It runs" } },
    },
  },
  "/readyz": {
    get: {
      operationId: "ready",
      tags: ["Operations"],
      summary: "Whether the gateway can do what it is there for, and how far the read model has come",
      security: [],
      responses: { "200": { description: "It can" }, ...problemResponses(["LEDGER_UNAVAILABLE", "NOT_READY"]) },
    },
  },
  "/metrics": {
    get: {
      operationId: "metrics",
      tags: ["Operations"],
      summary: "Counters for Prometheus, to who has the token for them, and without one on the gateway's machine only",
      security: [],
      responses: { "200": { description: "Prometheus text format" }, ...problemResponses(["UNAUTHENTICATED"]) },
    },
  },
} as unknown as ZodOpenApiPathsObject;
