// SPDX-License-Identifier: Apache-2.0
import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { api, contentOf } from "../../api/client";
import type { components } from "../../api/schema";

/** How one wants to be told by mail. */
export type MailSettings = components["schemas"]["NoticeSetting"];
/** Mails to oneself. */
export type Mails = components["schemas"]["NoticeList"];

/** Keys of what the gateway keeps for oneself. */
export const MAIL_SETTINGS_KEY = ["kept", "mail-settings"] as const;
export const MAILS_KEY = ["ledger", "mails"] as const;

/** How one wants to be told by mail. */
export function useMailSettings(): UseQueryResult<MailSettings> {
  return useQuery({
    queryKey: MAIL_SETTINGS_KEY,
    queryFn: ({ signal }) => contentOf(api.GET("/v1/mail-settings", { signal })),
  });
}

/** One's newest mails. */
export function useMails(): UseQueryResult<Mails> {
  return useQuery({ queryKey: MAILS_KEY, queryFn: ({ signal }) => contentOf(api.GET("/v1/mails", { signal })) });
}
