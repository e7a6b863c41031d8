// SPDX-License-Identifier: Apache-2.0
import type { Role } from "@licet/domain/shared/roles";
import { type QueryClient, queryOptions, useQuery, type UseQueryResult, useSuspenseQuery } from "@tanstack/react-query";
import { api, contentOf, takeCsrfToken } from "./client";
import { keys } from "./keys";
import { NoAnswerError, ProblemError } from "./problem";
import type { components } from "./schema";

/** Who is signed in, as the gateway says. */
export type Session = Omit<components["schemas"]["Session"], "role"> & {
  readonly role: Role | null;
  /** When this was read, by this device's clock and by the gateway's, in milliseconds since 1970. */
  readonly readAt: number;
  readonly gatewayTime: number;
};

/** How people sign in at this gateway. */
export type SignInMeans = components["schemas"]["SignInMeans"];

/** Somebody whom one can be in the demonstration. */
export type DemonstrationPerson = components["schemas"]["DemonstrationPerson"];

/** Who is signed in; null where nobody is. Asked without the frame's asking to sign in. */
async function readSession(): Promise<Session | null> {
  const response = await fetch("/v1/session", { headers: { Accept: "application/json" } }).catch((cause: unknown) => {
    throw new NoAnswerError("offline", undefined, { cause });
  });
  if (response.status === 401) {
    takeCsrfToken(null);
    return null;
  }
  if (!response.ok) throw await refusalOf(response);
  const session = (await response.json()) as Omit<Session, "readAt" | "gatewayTime">;
  takeCsrfToken(session.session);
  const readAt = Date.now();
  return { ...session, readAt, gatewayTime: Date.parse(response.headers.get("Date") ?? "") || readAt };
}

async function refusalOf(response: Response): Promise<Error> {
  const problem: unknown = await response.json().catch(() => undefined);
  const requestId = response.headers.get("X-Request-Id") ?? undefined;
  const isProblem = typeof problem === "object" && problem !== null && "code" in problem;
  return isProblem ? new ProblemError(problem as ProblemError["problem"]) : new NoAnswerError("unreadable", requestId);
}

/** The question who is signed in. */
export const sessionQuery = queryOptions({ queryKey: keys.session, queryFn: readSession, staleTime: Infinity });

/** Who is signed in; null where nobody is. For the frame, which deals with it. */
export function useSessionOrNone(): Session | null {
  return useSuspenseQuery(sessionQuery).data;
}

/**
 * Who is signed in, for a page: the frame shows none to anybody else.
 * @throws {Error} where nobody is.
 */
export function useSession(): Session {
  const session = useSessionOrNone();
  if (session === null) throw new Error("A page that asks who is signed in is shown to nobody else.");
  return session;
}

/** Now by the gateway's clock, since a device's own may be wrong. */
export function gatewayNow({ readAt, gatewayTime }: Pick<Session, "readAt" | "gatewayTime">): Date {
  return new Date(Date.now() + gatewayTime - readAt);
}

/** How people sign in here. */
export const signInMeansQuery = queryOptions({
  queryKey: keys.signInMeans,
  queryFn: () => contentOf(api.GET("/auth/means")),
  staleTime: Infinity,
});

/** How people sign in here. */
export function useSignInMeans(): UseQueryResult<SignInMeans> {
  return useQuery(signInMeansQuery);
}

/** Whether this is a demonstration network; not, as long as the gateway has not said so. */
export function useIsDemonstration(): boolean {
  const { data } = useSignInMeans();
  return data !== undefined && data.demonstration !== null;
}

/**
 * Signs in as somebody of the demonstration.
 * @throws {NoAnswerError} where the gateway does not answer.
 * @throws {ProblemError} where it refuses.
 */
export async function signInAs(person: string): Promise<void> {
  const body = new URLSearchParams({ person, return: "/livez" });
  const response = await fetch("/auth/demonstration", { method: "POST", body }).catch((cause: unknown) => {
    throw new NoAnswerError("offline", undefined, { cause });
  });
  if (!response.ok) throw await refusalOf(response);
}

/** Where signing in at the organisation's provider begins, and to which page it leads back. */
export function providerAddress(returnTo: string, maxAgeSeconds?: number): string {
  const age = maxAgeSeconds === undefined ? {} : { "max-age": String(maxAgeSeconds) };
  return `/auth/sign-in?${new URLSearchParams({ return: returnTo, ...age }).toString()}`;
}

/**
 * Ends the session, or all of the person's. What is kept of answers is thrown away.
 * @returns where the provider's own session ends; null where it says no such address
 */
export async function signOut(queries: QueryClient, everywhere: boolean): Promise<string | null> {
  const { providerSignOut } = await contentOf(api.POST(everywhere ? "/auth/sign-out-everywhere" : "/auth/sign-out"));
  takeCsrfToken(null);
  queries.clear();
  queries.setQueryData(keys.session, null);
  return providerSignOut;
}
