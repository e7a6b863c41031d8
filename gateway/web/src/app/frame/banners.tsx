// SPDX-License-Identifier: Apache-2.0
import { useQueryClient } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { type Freshness, useFreshness } from "../../api/freshness";
import { keys } from "../../api/keys";
import { type Session, useIsDemonstration } from "../../api/session";
import { sessionEnd } from "../../api/session-clock";
import { Banner, type BannerKind, DemonstrationBanner, gravestBanner } from "../../components/banner";
import { Button } from "../../components/button";
import { useNow } from "../../words/use-now";
import { useFormats, useWords } from "../../words/use-words";

const MINUTE_MS = 60_000;
/** How long before its end a session's is told. */
const WARN_MINUTES = 5;
const CHECK_SECONDS = 5;

interface Ending {
  readonly minutes: number;
  /** Whether acting keeps the session open. */
  readonly canGoOn: boolean;
}

/** One banner at a time, the gravest; that this is a demonstration is always told. */
export function Banners({ session }: { readonly session: Session | null }): ReactElement {
  const t = useWords();
  const now = useNow(CHECK_SECONDS);
  const freshness = useFreshness();
  const isDemonstration = useIsDemonstration();
  const ending = endingOf(session, now);
  return (
    <section className="banners" aria-label={t("frame.banners")}>
      {isDemonstration && <DemonstrationBanner>{t("frame.banner.demonstration")}</DemonstrationBanner>}
      {session !== null && (
        <GravestBanner
          kind={gravestBanner(kindsOf(freshness, ending))}
          freshness={freshness}
          ending={ending}
          now={now}
        />
      )}
    </section>
  );
}

function endingOf(session: Session | null, now: Date): Ending | undefined {
  const end = session === null ? undefined : sessionEnd(session);
  if (end === undefined) return undefined;
  const { at, canGoOn } = end;
  const minutes = Math.max(0, Math.ceil((at.getTime() - now.getTime()) / MINUTE_MS));
  return minutes > WARN_MINUTES ? undefined : { minutes, canGoOn };
}

function kindsOf({ state }: Freshness, ending: Ending | undefined): BannerKind[] {
  const told: BannerKind[] = state === "offline" || state === "stale" || state === "outage" ? [state] : [];
  return ending === undefined ? told : [...told, "session"];
}

interface GravestProps {
  readonly kind: BannerKind | undefined;
  readonly freshness: Freshness;
  readonly ending: Ending | undefined;
  readonly now: Date;
}

function GravestBanner({ kind, freshness, ending, now }: GravestProps): ReactElement | null {
  const t = useWords();
  const { ago } = useFormats();
  const { confirmedAt } = freshness;
  if (kind === undefined) return null;
  if (kind === "session") return ending === undefined ? null : <SessionBanner ending={ending} />;
  const age = confirmedAt === undefined ? t("frame.fresh.ageUnknown") : ago(confirmedAt, now);
  return (
    <Banner kind={kind} title={t(`frame.banner.${kind}.title`, { age })} action={<AskAgain />}>
      {t(`frame.banner.${kind}.keeps`)}
    </Banner>
  );
}

function SessionBanner({ ending: { minutes, canGoOn } }: { readonly ending: Ending }): ReactElement {
  const t = useWords();
  const queries = useQueryClient();
  const keepOpen = (
    <Button kind="quiet" onPress={() => void queries.invalidateQueries({ queryKey: keys.session })}>
      {t("frame.session.keep")}
    </Button>
  );
  return (
    <Banner kind="session" title={t("frame.banner.session.title", { minutes })} action={canGoOn ? keepOpen : undefined}>
      {t(canGoOn ? "frame.banner.session.keeps" : "frame.banner.session.most")}
    </Banner>
  );
}

function AskAgain(): ReactElement {
  const t = useWords();
  const queries = useQueryClient();
  return (
    <Button kind="quiet" onPress={() => void queries.invalidateQueries()}>
      {t("frame.state.again")}
    </Button>
  );
}
