// SPDX-License-Identifier: Apache-2.0
import type { Role } from "@licet/domain/shared/roles";
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { Link, useLocation } from "react-router";
import { keys } from "../../api/keys";
import { FEATURES } from "../../features";
import type { Feature, NavEntry } from "../../features/feature";
import { loadWords } from "../../words/dictionary";
import { useLanguage, useWords } from "../../words/use-words";

/** The places that a role has. */
export function Navigation({ role }: { readonly role: Role | null }): ReactElement | null {
  const t = useWords();
  const language = useLanguage();
  const { pathname } = useLocation();
  const shown = FEATURES.map((feature) => ({ feature, entries: entriesOf(feature, role) })).filter(
    ({ entries }) => entries.length > 0,
  );
  const areas = shown.map(({ feature }) => feature.area);
  const { isSuccess } = useQuery({
    queryKey: [...keys.navigationWords, language, ...areas],
    queryFn: () => loadWords(language, areas).then(() => true),
    staleTime: Infinity,
  });
  if (!isSuccess) return null;
  const entries = shown.flatMap(({ entries: own }) => own);
  const current = currentOf(entries, pathname);
  return (
    <nav aria-label={t("frame.navigation")}>
      {entries.map((entry) => (
        <Link key={entry.path} to={entry.path} aria-current={entry === current ? "page" : undefined}>
          {t((role !== null && entry.labelFor?.[role]) || entry.label)}
        </Link>
      ))}
    </nav>
  );
}

function entriesOf({ nav }: Feature, role: Role | null): readonly NavEntry[] {
  return role === null ? [] : nav.filter(({ roles }) => roles.includes(role));
}

/** The entry whose address the page's begins with, the longest one. */
function currentOf(entries: readonly NavEntry[], pathname: string): NavEntry | undefined {
  return entries
    .filter(({ path }) => pathname === path || (path !== "/" && pathname.startsWith(`${path}/`)))
    .sort((left, right) => right.path.length - left.path.length)[0];
}
