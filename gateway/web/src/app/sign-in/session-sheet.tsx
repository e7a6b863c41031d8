// SPDX-License-Identifier: Apache-2.0
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactElement, useEffect, useRef, useState } from "react";
import { keys } from "../../api/keys";
import { providerAddress, type Session, sessionQuery, signInAs } from "../../api/session";
import { onSessionEvent, type SessionEvent, settleSignIn } from "../../api/session-events";
import { Button, ButtonRow, buttonClass } from "../../components/button";
import { Latin } from "../../components/ref";
import { useWords } from "../../words/use-words";
import { RequestErrorState } from "../../shared/request-error-state";
import { onMaybeSignedIn } from "./other-windows";

/** How old a proof of who one is may be for an act that asks for a young one, in seconds. */
const YOUNG_PROOF_SECONDS = 600;

/**
 * Comes over the page when a request finds that the session has ended, or that an act asks for a younger proof. The page behind stays
 * as it is, and what waited is sent again once the same person is back.
 */
export function SessionSheet({ session }: { readonly session: Session }): ReactElement | null {
  const [event, setEvent] = useState<SessionEvent>();
  useEffect(() => onSessionEvent(setEvent), []);
  if (event === undefined) return null;
  return <Sheet event={event} session={session} onDone={() => setEvent(undefined)} />;
}

interface SheetProps {
  readonly event: SessionEvent;
  readonly session: Session;
  readonly onDone: () => void;
}

function Sheet({ event, session, onDone }: SheetProps): ReactElement {
  const t = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const { back, somebodyElse, error } = useComingBack(session, onDone);
  const leave = (): void => {
    settleSignIn(false);
    location.assign("/");
  };
  const isEnded = event === "ended";
  return (
    <dialog
      className="sheet"
      ref={dialog}
      aria-labelledby="session-sheet"
      onCancel={(cancel) => cancel.preventDefault()}
    >
      <h2 id="session-sheet">{t(isEnded ? "frame.session.ended.title" : "frame.session.stepUp.title")}</h2>
      <p>
        {somebodyElse === undefined
          ? t.with(isEnded ? "frame.session.ended.keeps" : "frame.session.stepUp.why", {
              person: <Latin>{session.person}</Latin>,
            })
          : t.with("frame.session.ended.other", {
              person: <Latin>{somebodyElse}</Latin>,
              before: <Latin>{session.person}</Latin>,
            })}
      </p>
      {error !== null && <RequestErrorState error={error} />}
      <ButtonRow>
        <WayBack event={event} session={session} onBack={back} />
        <Button kind="quiet" onPress={leave}>
          {t("frame.session.ended.leave")}
        </Button>
      </ButtonRow>
    </dialog>
  );
}

interface ComingBack {
  readonly back: () => void;
  readonly somebodyElse: string | undefined;
  readonly error: Error | null;
}

/** Looks who is signed in now, and goes on where it is the same person. */
function useComingBack(before: Session, onDone: () => void): ComingBack {
  const queries = useQueryClient();
  const [somebodyElse, setSomebodyElse] = useState<string>();
  const { mutate, error } = useMutation({
    mutationFn: () => queries.query({ ...sessionQuery, staleTime: 0 }),
    onSuccess: (now) => {
      setSomebodyElse(now === null || now.person === before.person ? undefined : now.person);
      if (now?.person !== before.person) return;
      settleSignIn(true);
      onDone();
      void queries.invalidateQueries({ queryKey: keys.ledger });
    },
  });
  useEffect(() => onMaybeSignedIn(() => mutate()), [mutate]);
  return { back: () => mutate(), somebodyElse, error };
}

interface WayBackProps {
  readonly event: SessionEvent;
  readonly session: Session;
  readonly onBack: () => void;
}

/** One press in the demonstration; else the provider in a window of its own, for this one holds what was typed. */
function WayBack({ event, session, onBack }: WayBackProps): ReactElement {
  const t = useWords();
  const [isOpened, setOpened] = useState(false);
  const { person } = session;
  const { mutate, isPending, error } = useMutation({ mutationFn: () => signInAs(person), onSuccess: onBack });
  if (session.session?.means === "demonstration") {
    return (
      <>
        {error !== null && <RequestErrorState error={error} />}
        <Button kind="main" notReady={isPending} onPress={() => mutate()}>
          {t("frame.signIn.as", { person })}
        </Button>
      </>
    );
  }
  const address = providerAddress("/signed-in", event === "step-up" ? YOUNG_PROOF_SECONDS : undefined);
  return (
    <>
      <a className={buttonClass({ kind: "main" })} href={address} target="_blank" onClick={() => setOpened(true)}>
        {t("frame.signIn.provider")}
      </a>
      {isOpened && <p role="status">{t("frame.session.ended.opened")}</p>}
    </>
  );
}
