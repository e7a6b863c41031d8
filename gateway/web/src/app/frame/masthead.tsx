// SPDX-License-Identifier: Apache-2.0
import { type ReactElement, useEffect, useId, useRef, useState } from "react";
import { Link, useLocation } from "react-router";
import type { Session } from "../../api/session";
import { Mark } from "../../components/icon";
import { useWords } from "../../words/use-words";
import { FreshnessNow } from "./freshness-now";
import { Navigation } from "./navigation";
import { Settings } from "./settings";
import { Who } from "./who";

/** The head of every page: where one can go, how fresh what is shown is, and who one is. */
export function Masthead({ session }: { readonly session: Session | null }): ReactElement {
  const t = useWords();
  const menu = useId();
  const { isOpen, toggle, head } = useMenu();
  return (
    <header className="top" ref={head}>
      <div className="top-in">
        <Link className="mark" to="/">
          <Mark />
          {t("frame.name")}
        </Link>
        {session !== null && <Navigation role={session.role} />}
        <div className="top-end">
          {session !== null && <FreshnessNow />}
          {session !== null && <Who session={session} />}
        </div>
        <button
          type="button"
          className="btn btn-quiet menu-btn"
          aria-expanded={isOpen}
          aria-controls={menu}
          onClick={toggle}
        >
          {t(isOpen ? "frame.menu.close" : "frame.menu.open")}
        </button>
      </div>
      <div className="menu" id={menu} hidden={!isOpen}>
        {isOpen && session !== null && <Navigation role={session.role} />}
        {isOpen && <Settings session={session} />}
      </div>
    </header>
  );
}

/** A menu that closes with Escape, when something outside of it is pressed, and on the way to another page. */
function useMenu(): { isOpen: boolean; toggle: () => void; head: React.RefObject<HTMLElement | null> } {
  const [isOpen, setOpen] = useState(false);
  const head = useRef<HTMLElement>(null);
  const { key } = useLocation();
  const [openedAt, setOpenedAt] = useState(key);
  useEffect(() => {
    if (!isOpen) return undefined;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== "Escape") return;
      setOpen(false);
      head.current?.querySelector<HTMLElement>(".menu-btn")?.focus();
    };
    const onPress = ({ target }: PointerEvent): void => {
      if (target instanceof Node && head.current?.contains(target) === false) setOpen(false);
    };
    document.addEventListener("keydown", onKey);
    document.addEventListener("pointerdown", onPress);
    return () => {
      document.removeEventListener("keydown", onKey);
      document.removeEventListener("pointerdown", onPress);
    };
  }, [isOpen]);
  const toggle = (): void => {
    setOpenedAt(key);
    setOpen(!isOpen || openedAt !== key);
  };
  return { isOpen: isOpen && openedAt === key, toggle, head };
}
