// SPDX-License-Identifier: Apache-2.0
import { type ReactElement, Suspense, useEffect, useRef } from "react";
import { Outlet, useLocation } from "react-router";
import { useLiveLedger } from "../../api/live";
import { type Session, useSessionOrNone } from "../../api/session";
import { Skeleton } from "../../components/state";
import { useWords } from "../../words/use-words";
import { SessionSheet } from "../sign-in/session-sheet";
import { SignInPage } from "../sign-in/sign-in-page";
import { Banners } from "./banners";
import { DemonstrationTour } from "./demonstration-tour";
import { Masthead } from "./masthead";
import { PrintFoot } from "./print-foot";

/** What stands around every page. Who is not signed in gets the page to sign in at, under the address that they came for. */
export function Frame(): ReactElement {
  const t = useWords();
  return (
    <Suspense fallback={<Skeleton label={t("frame.state.loading")} />}>
      <FrameFor />
    </Suspense>
  );
}

function FrameFor(): ReactElement {
  const t = useWords();
  const session = useSessionOrNone();
  const main = useFocusOnPage();
  useLiveLedger(session?.person);
  return (
    <div className="screen">
      <a className="skip" href="#main">
        {t("frame.skip")}
      </a>
      <Masthead session={session} />
      <Banners session={session} />
      {session !== null && <DemonstrationTour />}
      <main className="page" id="main" tabIndex={-1} ref={main}>
        <PageOrSignIn session={session} />
      </main>
      <PrintFoot session={session} />
      {session !== null && <SessionSheet session={session} />}
    </div>
  );
}

function PageOrSignIn({ session }: { readonly session: Session | null }): ReactElement {
  const t = useWords();
  if (session === null) return <SignInPage />;
  return (
    <Suspense fallback={<Skeleton label={t("frame.state.loading")} />}>
      <Outlet />
    </Suspense>
  );
}

/** After going to another page the keyboard and the screen reader are at its heading, and not where the link was. */
function useFocusOnPage(): React.RefObject<HTMLElement | null> {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    const heading = main.current?.querySelector<HTMLElement>("h1") ?? main.current;
    heading?.setAttribute("tabindex", "-1");
    heading?.focus();
    window.scrollTo(0, 0);
  }, [pathname]);
  return main;
}
