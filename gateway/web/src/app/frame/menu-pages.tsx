// SPDX-License-Identifier: Apache-2.0
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { Link } from "react-router";
import { keys } from "../../api/keys";
import { FEATURES } from "../../features";
import { loadWords } from "../../words/dictionary";
import { useLanguage, useWords } from "../../words/use-words";

const SHOWN = FEATURES.filter(({ menu = [] }) => menu.length > 0);
const AREAS = SHOWN.map(({ area }) => area);

/** Pages that everybody has and few go to daily. */
export function MenuPages(): ReactElement | null {
  const t = useWords();
  const language = useLanguage();
  const { isSuccess } = useQuery({
    queryKey: [...keys.navigationWords, language, ...AREAS],
    queryFn: () => loadWords(language, AREAS).then(() => true),
    staleTime: Infinity,
  });
  if (!isSuccess) return null;
  return (
    <nav className="menu-pages" aria-label={t("frame.menu.pages")}>
      {SHOWN.flatMap(({ menu = [] }) =>
        menu.map(({ path, label }) => (
          <Link key={path} to={path}>
            {t(label)}
          </Link>
        )),
      )}
    </nav>
  );
}
