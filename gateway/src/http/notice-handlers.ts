// SPDX-License-Identifier: Apache-2.0
import { LicetError } from "@licet/domain";
import type { RequestHandler, Response } from "express";
import { z } from "zod";
import { issuesOf } from "../application/checked-input.js";
import {
  type KeptNotice,
  NOTICE_KINDS,
  NOTICE_LANGUAGES,
  type NoticeReader,
  type NoticeSetting,
  type NoticeStore,
} from "../ports/notices.js";
import { callerOf } from "./context.js";
import { sendJson } from "./respond.js";

/** Notices of one's own that are shown. */
const SHOWN_MAX = 100;
/** Longest address that a mail goes to (RFC 5321, section 4.5.3.1.3, without the brackets). */
const ADDRESS_LENGTH_MAX = 254;
/** What stands before the @ has 64 characters at most (RFC 5321, section 4.5.3.1.1). */
const LOCAL_PART = /^[^@]{1,64}@/;

/** How one wants to be told. */
export const NoticeSettingSchema = z.strictObject({
  address: z
    .email()
    .regex(LOCAL_PART)
    .max(ADDRESS_LENGTH_MAX)
    .nullable()
    .describe("where mails go; null to get none and to forget the address"),
  language: z.enum(NOTICE_LANGUAGES).default("en"),
  muted: z
    .array(z.enum(NOTICE_KINDS))
    .max(NOTICE_KINDS.length)
    .default([])
    .describe("kinds that one does not want to be told of"),
});

/** One's own setting, with what there is to choose from. */
export const NoticeSettingView = z
  .object({
    address: z.string().nullable(),
    language: z.enum(NOTICE_LANGUAGES),
    muted: z.array(z.enum(NOTICE_KINDS)),
    kinds: z.array(z.enum(NOTICE_KINDS)).describe("every kind of notice that there is"),
    languages: z.array(z.enum(NOTICE_LANGUAGES)),
    sending: z.boolean().describe("whether this gateway has a mail server to send by"),
  })
  .meta({ id: "NoticeSetting" });

/** One's newest notices. */
export const NoticeList = z
  .object({
    notices: z.array(
      z.object({
        id: z.uuid(),
        kind: z.enum(NOTICE_KINDS),
        state: z.enum(["waiting", "sent", "unwanted", "dead"]).describe("dead: given up after all attempts"),
        createdAt: z.iso.datetime(),
        attempts: z.int(),
        lastError: z.string().nullable().describe("code of the last attempt that failed"),
      }),
    ),
  })
  .meta({ id: "NoticeList" });

/** What the handlers work with. */
export interface NoticeServices {
  readonly store: NoticeStore;
  /** Whether there is a mail server to send by. */
  readonly sending: boolean;
}

/** The handlers of one's own notices: nobody reads or sets anybody else's. */
export function noticeHandlers({
  store,
  sending,
}: NoticeServices): Readonly<Record<"read" | "set" | "list" | "resend", RequestHandler>> {
  const view = (setting: NoticeSetting | undefined): z.input<typeof NoticeSettingView> => ({
    address: setting?.address ?? null,
    language: setting?.language ?? "en",
    muted: [...(setting?.muted ?? [])],
    kinds: [...NOTICE_KINDS],
    languages: [...NOTICE_LANGUAGES],
    sending,
  });
  return {
    read: async (_request, response) => {
      sendJson(response, 200, view(await store.settingOf(readerOf(response))));
    },
    set: async (request, response) => {
      const setting = settingIn(request.body);
      await store.set(readerOf(response), setting);
      sendJson(response, 200, view(setting));
    },
    list: async (_request, response) => {
      const notices = await store.newestOf(readerOf(response), SHOWN_MAX);
      sendJson(response, 200, { notices: notices.map(shown) });
    },
    resend: async (request, response) => {
      const id = z.uuid().safeParse(request.params["id"]);
      if (!id.success)
        throw new LicetError("INVALID_INPUT", "A notice's id is a UUID.", { issues: issuesOf(id.error) });
      if (!(await store.revive(readerOf(response), id.data, new Date()))) {
        throw new LicetError("NOT_FOUND", "You have no notice of this id that was given up.", { id: id.data });
      }
      sendJson(response, 200, { resent: id.data });
    },
  };
}

function readerOf(response: Response): NoticeReader {
  const { label, mspId } = callerOf(response);
  return { person: label, organisation: mspId };
}

function settingIn(body: unknown): NoticeSetting | undefined {
  const parsed = NoticeSettingSchema.safeParse(body);
  if (!parsed.success) {
    throw new LicetError("INVALID_INPUT", "The body says how you want to be told: address, language, muted.", {
      issues: issuesOf(parsed.error),
    });
  }
  const { address, language, muted } = parsed.data;
  return address === null ? undefined : { address, language, muted: [...new Set(muted)] };
}

function shown({
  id,
  kind,
  state,
  createdAt,
  attempts,
  lastError,
}: KeptNotice): z.input<typeof NoticeList>["notices"][number] {
  return { id, kind, state, createdAt: createdAt.toISOString(), attempts, lastError: lastError ?? null };
}
