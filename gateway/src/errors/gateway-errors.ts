// SPDX-License-Identifier: Apache-2.0

/** One row of the gateway's own errors. */
export interface GatewayErrorEntry {
  /** Short title for people, the `title` of problem+json (RFC 9457). */
  readonly title: string;
  /** HTTP status that it is answered with. */
  readonly status: 400 | 401 | 404 | 405 | 408 | 409 | 413 | 415 | 422 | 429 | 431 | 500 | 502 | 503 | 504;
  /** Whether the same request may succeed when it is sent again unchanged. */
  readonly retryable: boolean;
  /** What the reader should do next, one plain sentence. */
  readonly next: string;
}

/** Errors that the gateway answers with by itself, before the ledger is asked or when it gives no verdict. */
export const GATEWAY_ERRORS = {
  UNAUTHENTICATED: {
    title: "You are not signed in",
    status: 401,
    retryable: false,
    next: "Send a current token in the Authorization header, as Bearer TOKEN.",
  },
  ROUTE_NOT_FOUND: {
    title: "There is nothing at this address",
    status: 404,
    retryable: false,
    next: "See /docs for the addresses there are.",
  },
  METHOD_NOT_ALLOWED: {
    title: "This address does not take this method",
    status: 405,
    retryable: false,
    next: "Use one of the methods that the Allow header names.",
  },
  MALFORMED_REQUEST: {
    title: "The request is not HTTP",
    status: 400,
    retryable: false,
    next: "Send a request as HTTP/1.1 describes it.",
  },
  REQUEST_TOO_SLOW: {
    title: "The request did not come in time",
    status: 408,
    retryable: true,
    next: "Send the whole request without long pauses.",
  },
  HEADERS_TOO_LARGE: {
    title: "The request's headers are too large",
    status: 431,
    retryable: false,
    next: "Send fewer or shorter headers, or a shorter address.",
  },
  MALFORMED_BODY: {
    title: "The body cannot be read",
    status: 400,
    retryable: false,
    next: "Send one well-formed JSON object.",
  },
  UNSUPPORTED_MEDIA_TYPE: {
    title: "The body's media type is not accepted here",
    status: 415,
    retryable: false,
    next: "Send the media type that the details name, in the Content-Type header.",
  },
  BODY_TOO_LARGE: {
    title: "The body is too large",
    status: 413,
    retryable: false,
    next: "Send less at a time.",
  },
  TOO_MANY_REQUESTS: {
    title: "Too many requests",
    status: 429,
    retryable: true,
    next: "Wait as long as the Retry-After header says.",
  },
  IDEMPOTENCY_KEY_MISSING: {
    title: "The request needs an idempotency key",
    status: 400,
    retryable: false,
    next: "Send a key of your own, such as a UUID, in the Idempotency-Key header, and the same key when you repeat the request.",
  },
  IDEMPOTENCY_KEY_IN_FLIGHT: {
    title: "A request with this idempotency key is still being worked on",
    status: 409,
    retryable: true,
    next: "Wait a moment and send the same request with the same key again.",
  },
  IDEMPOTENCY_KEY_REUSED: {
    title: "This idempotency key was used for a different request",
    status: 422,
    retryable: false,
    next: "Use a new key for a new request.",
  },
  ALREADY_RECORDED: {
    title: "This was recorded already",
    status: 409,
    retryable: false,
    next: "Nothing is left to do: the transaction that is named holds it. Read the record to see what became of it since.",
  },
  DECLARATION_NOT_READABLE: {
    title: "The customs declaration cannot be read",
    status: 400,
    retryable: false,
    next: "Send a well-formed declaration of the WCO data model without a document type definition, each element once where it stands once, within the limits.",
  },
  DECLARATION_NOT_SUPPORTED: {
    title: "This customs message is not an export declaration that can be registered",
    status: 422,
    retryable: false,
    next: "Send an original export declaration (function 9, type EX or CO), its correction (function 13, type COR) or its cancellation (function 13, type INV).",
  },
  DECLARATION_INCOMPLETE: {
    title: "The customs declaration lacks what a licence check needs, or has it in a form that is not valid",
    status: 422,
    retryable: false,
    next: "Complete the data elements that the details name and declare again.",
  },
  DECLARATION_NOT_ATTRIBUTED: {
    title: "No earlier declaration attributed what this one says was attributed before",
    status: 422,
    retryable: false,
    next: "Declare the quantity with status EE, ES or EP, or under the UCR of the declaration that attributed it.",
  },
  DECLARATION_WITHOUT_LICENCE: {
    title: "The customs declaration names no export licence",
    status: 422,
    retryable: false,
    next: "Nothing is to be reserved; a declaration of goods under licence names document 9104, X002 or another of the licence documents.",
  },
  LEDGER_CONFLICT: {
    title: "Others changed the same record at the same time",
    status: 409,
    retryable: true,
    next: "Nothing was recorded: send the same request again in a moment.",
  },
  LEDGER_REJECTED: {
    title: "The ledger refused the transaction",
    status: 502,
    retryable: false,
    next: "Nothing was recorded: give the transaction id and the code to the operator.",
  },
  LEDGER_UNAVAILABLE: {
    title: "The ledger cannot be reached",
    status: 503,
    retryable: true,
    next: "Nothing was recorded: send the same request again in a moment.",
  },
  LEDGER_CLIENT_UNSUITED: {
    title: "The gateway's ledger client cannot serve this channel",
    status: 503,
    retryable: false,
    next: "Nothing was recorded: the operator sets LEDGER_CLIENT=fabric-gateway and starts the gateway again.",
  },
  LEDGER_TIMEOUT: {
    title: "The ledger did not answer in time",
    status: 504,
    retryable: true,
    next: "Nothing was recorded: send the same request again in a moment.",
  },
  LEDGER_OUTCOME_UNKNOWN: {
    title: "It is not known yet whether the transaction was recorded",
    status: 504,
    retryable: true,
    next: "Send the same request with the same idempotency key again: it asks for this transaction's outcome and sends nothing twice.",
  },
  LEDGER_QUEUE_FULL: {
    title: "Too many changes to this record are waiting",
    status: 503,
    retryable: true,
    next: "Nothing was recorded: send the same request again in a moment.",
  },
  INTERNAL_ERROR: {
    title: "Something went wrong in the gateway",
    status: 500,
    retryable: false,
    next: "Give the request's id to the operator.",
  },
} as const satisfies Readonly<Record<string, GatewayErrorEntry>>;
