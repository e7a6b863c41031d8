// SPDX-License-Identifier: Apache-2.0

/** One row of the gateway's own errors. */
export interface GatewayErrorEntry {
  /** Short title for people, the `title` of problem+json (RFC 9457). */
  readonly title: string;
  /** HTTP status that it is answered with. */
  readonly status: 400 | 401 | 403 | 404 | 405 | 408 | 409 | 410 | 413 | 415 | 422 | 429 | 431 | 500 | 502 | 503 | 504;
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
  SESSION_EXPIRED: {
    title: "Your session has ended",
    status: 401,
    retryable: false,
    next: "Sign in again at the address in the details. What you were writing is kept where you wrote it; send it again afterwards.",
  },
  STEP_UP_NEEDED: {
    title: "Prove again who you are",
    status: 401,
    retryable: false,
    next: "Sign in again at the address in the details, and then send the request again. Nothing was changed.",
  },
  CROSS_SITE_REFUSED: {
    title: "The request does not come from a page of this gateway",
    status: 403,
    retryable: false,
    next: "Send it from a page of this gateway, with the token that /v1/session gives in the X-CSRF-Token header. Systems use a bearer token, and need none.",
  },
  SIGN_IN_NOT_SET_UP: {
    title: "Nobody can sign in here",
    status: 404,
    retryable: false,
    next: "Use a token, or ask the operator to set the provider that people sign in at (LICET_OIDC_ISSUER).",
  },
  SIGN_IN_REFUSED: {
    title: "You could not be signed in",
    status: 401,
    retryable: false,
    next: "Begin again at /auth/sign-in. Where it happens again, give the operator the reason in the details.",
  },
  LOGOUT_TOKEN_REFUSED: {
    title: "The logout token does not hold",
    status: 400,
    retryable: false,
    next: "Send a fresh logout token of the provider that is set, for this gateway. No session was ended.",
  },
  SUBJECT_UNKNOWN: {
    title: "You have no enrolment here",
    status: 403,
    retryable: false,
    next: "Give the operator the subject in the details; it is entered in the table of subjects beside your enrolment.",
  },
  IDENTITY_PROVIDER_UNAVAILABLE: {
    title: "The provider that people sign in at cannot be reached",
    status: 503,
    retryable: true,
    next: "Try again in a moment. Nothing was changed, and sessions that are open go on.",
  },
  CLIENT_CERTIFICATE_REFUSED: {
    title: "The client's certificate is not accepted",
    status: 401,
    retryable: false,
    next: "Show a certificate in force of an authority that the operator names, or the one that the token is bound to.",
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
    next: "Send less at a time; where it cannot be less, whoever runs the gateway can raise the limit.",
  },
  TOO_MANY_REQUESTS: {
    title: "Too many requests",
    status: 429,
    retryable: true,
    next: "Wait as long as the Retry-After header says.",
  },
  TOO_MANY_CONNECTIONS: {
    title: "Too many connections are open from this address",
    status: 503,
    retryable: true,
    next: "Use the connections that are open, or close some. Where many people share an address, whoever runs the gateway can raise the limit.",
  },
  OVERLOADED: {
    title: "More is asked than can be answered in time",
    status: 503,
    retryable: true,
    next: "Nothing was changed: send the same request again after as many seconds as the Retry-After header says.",
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
  DECLARATION_TOO_LARGE: {
    title: "The customs declaration holds more than one consignment can",
    status: 422,
    retryable: false,
    next: "Declare the rest of the goods under another part of the UCR (PreviousDocument of type DCS).",
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
  DOCUMENT_NOT_AS_DECLARED: {
    title: "The file is not what it is declared as",
    status: 422,
    retryable: false,
    next: "Send the file unchanged, with the media type that it has.",
  },
  DOCUMENT_CONTENT_REFUSED: {
    title: "The file holds what programs would run, or is of two types at once",
    status: 422,
    retryable: false,
    next: "Save the document as PDF or as a picture and send that.",
  },
  DOCUMENT_MALWARE_FOUND: {
    title: "The scanner found malware in the file",
    status: 422,
    retryable: false,
    next: "Do not open the file; tell whoever you have it from, and your operator.",
  },
  DOCUMENT_SCAN_TOO_LARGE: {
    title: "The file is larger than the malware scanner takes",
    status: 413,
    retryable: false,
    next: "Nothing was kept: send a smaller file, or ask the operator to raise the scanner's StreamMaxLength.",
  },
  DOCUMENT_SCAN_UNAVAILABLE: {
    title: "The malware scanner does not answer, and no file is taken without it",
    status: 503,
    retryable: true,
    next: "Nothing was kept: send the file again in a moment.",
  },
  DOCUMENT_STORE_UNAVAILABLE: {
    title: "Files cannot be written or read at the moment",
    status: 503,
    retryable: true,
    next: "Nothing was changed: send the same request again in a moment; where that does not help, tell the operator.",
  },
  DOCUMENT_DAMAGED: {
    title: "The stored file is not what was stored",
    status: 500,
    retryable: false,
    next: "Nothing of it was served: ask the operator for the backup, or whoever else holds the file to send it again.",
  },
  DOCUMENT_CONTENT_GONE: {
    title: "The file's content was deleted",
    status: 410,
    retryable: false,
    next: "Its hash and its history are kept; who has the file may send it again.",
  },
  DOCUMENT_KIND_NOT_TAKEN: {
    title: "A file of this kind does not belong to what carriers read",
    status: 422,
    retryable: false,
    next: "File it under the part that states and holders read, such as a consignment's goods.",
  },
  DOCUMENT_KEPT_AS_ANOTHER: {
    title: "This file is kept already, as another kind of document",
    status: 409,
    retryable: false,
    next: "Send it as the kind that the details name, or withdraw the one that is kept.",
  },
  DOCUMENT_PRESERVED: {
    title: "The document is preserved and cannot be deleted",
    status: 409,
    retryable: false,
    next: "See in the document's log who preserves it and why; an officer ends the preservation.",
  },
  DOCUMENT_RETENTION_RUNS: {
    title: "The document is named on the ledger and must be kept until the date that is given",
    status: 409,
    retryable: false,
    next: "Wait for the date, or withdraw it as an officer with another reason than the end of its retention.",
  },
  DOCUMENT_RECEIVER_WITHOUT_PART: {
    title: "The other organisation does not hold the part that the document belongs to",
    status: 409,
    retryable: false,
    next: "Share the part on the ledger first (POST /v1/shares), then the document.",
  },
  DOCUMENT_RECEIVER_ELSEWHERE: {
    title: "The other organisation keeps its files at a gateway of its own",
    status: 422,
    retryable: false,
    next: "Hand the file over outside this gateway; its hash in the shared part proves which one it is.",
  },
  BOOKMARK_NOT_VALID: {
    title: "The bookmark does not belong to this question",
    status: 400,
    retryable: false,
    next: "Ask for the first page again, without a bookmark, and go on with the bookmarks of its answers.",
  },
  READ_MODEL_BEHIND: {
    title: "The read model has not come as far as the block that is asked for",
    status: 409,
    retryable: true,
    next: "Ask again in a moment, or leave out minBlock and see from the answer how recent it is.",
  },
  DRAFT_CHANGED: {
    title: "The draft was changed elsewhere",
    status: 409,
    retryable: false,
    next: "Read the draft as it is now, and keep your changes with the version that it has.",
  },
  TOO_MANY_KEPT: {
    title: "No more of these are kept for you",
    status: 409,
    retryable: false,
    next: "Delete one that you do not need any more, and keep this one then.",
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
  NOT_READY: {
    title: "The gateway is not ready",
    status: 503,
    retryable: true,
    next: "Each finding in the details says what is to be done. Requests are answered as far as they can be meanwhile.",
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
  TOO_MANY_STREAMS: {
    title: "Too many streams of events are open",
    status: 429,
    retryable: true,
    next: "Close a stream that you no longer need, and connect again.",
  },
  WEBHOOK_ADDRESS_REFUSED: {
    title: "Events are not sent to this address",
    status: 422,
    retryable: false,
    next: "Give an https address that the whole internet can reach, or ask the gateway's operator to allow the host.",
  },
  TOO_MANY_WEBHOOKS: {
    title: "Your organisation has as many webhooks as it may have",
    status: 409,
    retryable: false,
    next: "Delete a webhook that you no longer need.",
  },
  INTERNAL_ERROR: {
    title: "Something went wrong in the gateway",
    status: 500,
    retryable: false,
    next: "Give the request's id to the operator.",
  },
} as const satisfies Readonly<Record<string, GatewayErrorEntry>>;
