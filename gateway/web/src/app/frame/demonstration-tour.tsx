// SPDX-License-Identifier: Apache-2.0
import { lazy, type ReactElement, Suspense } from "react";
import { useIsDemonstration } from "../../api/session";
import { FEATURES } from "../../features";
import { loadWords } from "../../words/dictionary";
import { spokenLanguage } from "../preferences";

const ALONG = FEATURES.flatMap(({ area, alongDemonstration: load }) =>
  load === undefined
    ? []
    : lazy(async () => {
        const [component] = await Promise.all([load(), loadWords(spokenLanguage(), [area])]);
        return { default: component };
      }),
);

/** The tour of the demonstration, where there is one. Pages do not wait for it. */
export function DemonstrationTour(): ReactElement | null {
  const isDemonstration = useIsDemonstration();
  if (!isDemonstration) return null;
  return (
    <Suspense fallback={null}>
      {ALONG.map((Along, at) => (
        <Along key={at} />
      ))}
    </Suspense>
  );
}
