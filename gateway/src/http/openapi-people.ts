// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import type { AnswerCode } from "../errors/answers.js";
import { NoticeList, NoticeSettingSchema, NoticeSettingView } from "./notice-handlers.js";
import { CALLER_ERRORS, problemResponses } from "./openapi-schemas.js";
import { SignInMeansView } from "./sign-in-means.js";
import { SessionView } from "./session-handler.js";

const JSON_TYPE = "application/json";
const FORM_TYPE = "application/x-www-form-urlencoded";
const SIGN_IN = ["Sign-in"];
const NOTICES = ["Notices"];

const ok = (description: string, schema: z.ZodType): object => ({
  description,
  content: { [JSON_TYPE]: { schema } },
});
const json = (schema: z.ZodType): object => ({ required: true, content: { [JSON_TYPE]: { schema } } });
const form = (schema: z.ZodType): object => ({ required: true, content: { [FORM_TYPE]: { schema } } });
const onward = (description: string): object => ({ description });

const returnTo = z
  .string()
  .max(2_000)
  .optional()
  .describe("address of this gateway to go to afterwards; / where left out");
const SignedOut = z.object({
  signedOut: z.literal(true),
  providerSignOut: z
    .string()
    .nullable()
    .describe("where the provider's own session ends; null where it says no such address"),
});
const SIGN_OUT_ERRORS: readonly AnswerCode[] = [
  "UNAUTHENTICATED",
  "CLIENT_CERTIFICATE_REFUSED",
  "CROSS_SITE_REFUSED",
  "TOO_MANY_REQUESTS",
];
const BODY_ERRORS: readonly AnswerCode[] = [
  "INVALID_INPUT",
  "MALFORMED_BODY",
  "UNSUPPORTED_MEDIA_TYPE",
  "BODY_TOO_LARGE",
];

/** Routes of people: signing in and out, who one is, and how one is told. */
export const PEOPLE_PATHS = {
  "/v1/session": {
    get: {
      operationId: "getSession",
      tags: SIGN_IN,
      summary: "Who one is to this gateway, when the session ends, and the token that changes carry",
      responses: { "200": ok("Who one is", SessionView), ...problemResponses(CALLER_ERRORS) },
    },
  },
  "/v1/mail-settings": {
    get: {
      operationId: "getMailSettings",
      tags: NOTICES,
      summary: "How one is told of what waits",
      responses: { "200": ok("One's own setting", NoticeSettingView), ...problemResponses(CALLER_ERRORS) },
    },
    post: {
      operationId: "postMailSettings",
      tags: NOTICES,
      summary: "Say how one wants to be told: by mail, where, in which language, of what not",
      requestBody: json(NoticeSettingSchema),
      responses: {
        "200": ok("As it is now", NoticeSettingView),
        ...problemResponses([...CALLER_ERRORS, ...BODY_ERRORS]),
      },
    },
  },
  "/v1/mails": {
    get: {
      operationId: "getMails",
      tags: NOTICES,
      summary: "One's newest notices, and which of them could not be sent",
      responses: { "200": ok("At most a hundred, the newest first", NoticeList), ...problemResponses(CALLER_ERRORS) },
    },
  },
  "/v1/mails/{id}/resend": {
    post: {
      operationId: "postMailResend",
      tags: NOTICES,
      summary: "Send a notice once more that was given up",
      requestParams: { path: z.object({ id: z.uuid() }) },
      responses: {
        "200": ok("It waits to be sent", z.object({ resent: z.uuid() })),
        ...problemResponses([...CALLER_ERRORS, "INVALID_INPUT", "NOT_FOUND", "MALFORMED_BODY"]),
      },
    },
  },
  "/auth/means": {
    get: {
      operationId: "getSignInMeans",
      tags: SIGN_IN,
      summary: "How people sign in at this gateway",
      security: [],
      responses: { "200": ok("The ways in", SignInMeansView), ...problemResponses(["TOO_MANY_REQUESTS"]) },
    },
  },
  "/auth/sign-in": {
    get: {
      operationId: "signIn",
      tags: SIGN_IN,
      summary: "Sign in, in a browser",
      description:
        "Leads to the provider, or in the demonstration to its page. With `max-age` the person proves anew who they are, for acts that " +
        "answered STEP_UP_NEEDED.",
      security: [],
      requestParams: {
        query: z.object({ return: returnTo, "max-age": z.int().min(1).max(86_400).optional().describe("seconds") }),
      },
      responses: {
        "303": onward("On the way to where one signs in"),
        ...problemResponses([
          "INVALID_INPUT",
          "SIGN_IN_NOT_SET_UP",
          "IDENTITY_PROVIDER_UNAVAILABLE",
          "TOO_MANY_REQUESTS",
        ]),
      },
    },
  },
  "/auth/callback": {
    get: {
      operationId: "signInCallback",
      tags: SIGN_IN,
      summary: "Where the provider sends the browser back to",
      security: [],
      requestParams: {
        query: z.object({ code: z.string().optional(), state: z.string().optional(), iss: z.string().optional() }),
      },
      responses: {
        "303": onward("Signed in, with a session in a cookie"),
        ...problemResponses([
          "SIGN_IN_REFUSED",
          "SUBJECT_UNKNOWN",
          "SIGN_IN_NOT_SET_UP",
          "IDENTITY_PROVIDER_UNAVAILABLE",
          "TOO_MANY_REQUESTS",
        ]),
      },
    },
  },
  "/auth/sign-out": {
    post: {
      operationId: "signOut",
      tags: SIGN_IN,
      summary: "End this session",
      security: [{ session: [] }],
      responses: { "200": ok("Ended", SignedOut), ...problemResponses(SIGN_OUT_ERRORS) },
    },
  },
  "/auth/sign-out-everywhere": {
    post: {
      operationId: "signOutEverywhere",
      tags: SIGN_IN,
      summary: "End all one's sessions",
      security: [{ session: [] }],
      responses: { "200": ok("Ended", SignedOut), ...problemResponses(SIGN_OUT_ERRORS) },
    },
  },
  "/auth/back-channel-logout": {
    post: {
      operationId: "backChannelLogout",
      tags: SIGN_IN,
      summary: "The provider tells that somebody has signed out there (OpenID Connect Back-Channel Logout 1.0)",
      security: [],
      requestBody: form(z.object({ logout_token: z.string() })),
      responses: {
        "200": { description: "Their sessions here have ended" },
        ...problemResponses([
          "LOGOUT_TOKEN_REFUSED",
          "MALFORMED_BODY",
          "UNSUPPORTED_MEDIA_TYPE",
          "BODY_TOO_LARGE",
          "SIGN_IN_NOT_SET_UP",
          "IDENTITY_PROVIDER_UNAVAILABLE",
          "TOO_MANY_REQUESTS",
        ]),
      },
    },
  },
} as unknown as ZodOpenApiPathsObject;
