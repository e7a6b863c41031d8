// SPDX-License-Identifier: Apache-2.0
import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { api, contentOf } from "./client";
import { keys } from "./keys";
import type { QueuePage } from "./queues";
import type { components, operations, paths } from "./schema";

/** Largest page that the interface gives. */
const PAGE_MAX = 100;

/** A licence with its balances, and whether it may be used now. */
export type LicenceView = operations["licenceRead"]["responses"]["200"]["content"]["application/json"];
/** A line of a licence with its balance. */
export type LineView = LicenceView["lines"][number];
/** A page of a line's write-off. */
export type EntriesPage = operations["licenceListEntries"]["responses"]["200"]["content"]["application/json"];
/** One entry of a line's write-off. */
export type Entry = EntriesPage["items"][number];
/** A page of reservations that stand. */
export type ReservationsPage = operations["licenceListReservations"]["responses"]["200"]["content"]["application/json"];
/** A page of acts under four eyes. */
export type ActionsPage = operations["licenceListActions"]["responses"]["200"]["content"]["application/json"];
/** An act under four eyes. */
export type LicenceAction = ActionsPage["items"][number];
/** The public record of an application. */
export type Application = operations["licenceReadApplication"]["responses"]["200"]["content"]["application/json"];
/** The public record of an end-use certificate. */
export type Certificate = operations["certificateRead"]["responses"]["200"]["content"]["application/json"];

/** A list that the gateway keeps. */
export type ListName = paths["/v1/lists/{list}"]["get"]["parameters"]["path"]["list"];
/** How a list is asked for. */
export type ListQuestion = NonNullable<paths["/v1/lists/{list}"]["get"]["parameters"]["query"]>;
/** A row of a list or working list: a record with its last two changes and who has the ball. */
export type Row = QueuePage["items"][number];
/** A list with its filters that somebody keeps. */
export type View = components["schemas"]["View"];

/** A licence, its balances and whether it may be used. */
export function useLicence(licence: string): UseQueryResult<LicenceView> {
  return useQuery({
    queryKey: keys.record("licence", licence),
    queryFn: ({ signal }) => contentOf(api.GET("/v1/licences/{licence}", { params: { path: { licence } }, signal })),
  });
}

/** The newest entries of a line's write-off, as many as a page has. */
export function useEntries(licence: string, line: number, bookmark = ""): UseQueryResult<EntriesPage> {
  return useQuery({
    queryKey: keys.record("licence-entries", licence, line, bookmark),
    queryFn: ({ signal }) => {
      const params = { path: { licence, line }, query: { pageSize: PAGE_MAX, bookmark } };
      return contentOf(api.GET("/v1/licences/{licence}/lines/{line}/entries", { params, signal }));
    },
  });
}

/** Reservations on a licence that stand. */
export function useReservations(licence: string): UseQueryResult<ReservationsPage> {
  return useQuery({
    queryKey: keys.record("licence-reservations", licence),
    queryFn: ({ signal }) => {
      const params = { path: { licence }, query: { pageSize: PAGE_MAX } };
      return contentOf(api.GET("/v1/licences/{licence}/reservations", { params, signal }));
    },
  });
}

/** Acts under four eyes on a licence. */
export function useActions(licence: string): UseQueryResult<ActionsPage> {
  return useQuery({
    queryKey: keys.record("licence-actions", licence),
    queryFn: ({ signal }) => {
      const params = { path: { licence }, query: { pageSize: PAGE_MAX } };
      return contentOf(api.GET("/v1/licences/{licence}/actions", { params, signal }));
    },
  });
}

/** The public record of an application. */
export function useApplication(application: string): UseQueryResult<Application> {
  return useQuery({
    queryKey: keys.record("application", application),
    queryFn: ({ signal }) =>
      contentOf(api.GET("/v1/applications/{application}", { params: { path: { application } }, signal })),
  });
}

/** The public record of an end-use certificate; not asked while none is named. */
export function useCertificate(certificate: string | undefined): UseQueryResult<Certificate> {
  return useQuery({
    queryKey: keys.record("certificate", certificate ?? ""),
    queryFn: ({ signal }) =>
      contentOf(
        api.GET("/v1/certificates/{certificate}", { params: { path: { certificate: certificate ?? "" } }, signal }),
      ),
    enabled: certificate !== undefined,
  });
}

/** A page of a list. */
export function useList(list: ListName, question: ListQuestion, enabled = true): UseQueryResult<QueuePage> {
  return useQuery({
    queryKey: keys.list(list, question),
    queryFn: ({ signal }) =>
      contentOf(api.GET("/v1/lists/{list}", { params: { path: { list }, query: question }, signal })),
    enabled,
  });
}

/** Views that one keeps, and that others share. */
export function useViews(): UseQueryResult<{ items: View[] }> {
  return useQuery({
    queryKey: keys.views,
    queryFn: ({ signal }) => contentOf(api.GET("/v1/views", { signal })),
  });
}
