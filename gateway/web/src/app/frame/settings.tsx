// SPDX-License-Identifier: Apache-2.0
import { type ReactElement, use, useId, useState } from "react";
import type { Session } from "../../api/session";
import { Latin } from "../../components/ref";
import { isLanguage, LANGUAGES } from "../../words/languages";
import { useLanguage, useWords } from "../../words/use-words";
import { likedTheme, likesLetters, showTheme, takeLettersAsKeys, THEMES } from "../preferences";
import { MenuPages } from "./menu-pages";
import { SpeakContext } from "../speak-context";
import { SignOutButtons } from "../sign-in/sign-out-buttons";

/** Language, light or dark, and the way out. */
export function Settings({ session }: { readonly session: Session | null }): ReactElement {
  const t = useWords();
  return (
    <section className="settings" aria-label={t("frame.settings")}>
      {session !== null && <p>{t.with("frame.signedInAs", { person: <Latin>{session.person}</Latin> })}</p>}
      {session !== null && <MenuPages />}
      <LanguageChoice />
      <ThemeChoice />
      <LettersChoice />
      {session?.by === "session" && <SignOutButtons />}
    </section>
  );
}

function LanguageChoice(): ReactElement {
  const t = useWords();
  const language = useLanguage();
  const speak = use(SpeakContext);
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{t("frame.language")}</label>
      <select
        id={id}
        className="input"
        value={language}
        onChange={({ target }) => {
          if (isLanguage(target.value)) void speak(target.value);
        }}
      >
        {Object.entries(LANGUAGES).map(([code, { name }]) => (
          <option key={code} value={code} lang={code}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}

function ThemeChoice(): ReactElement {
  const t = useWords();
  const [theme, setTheme] = useState(likedTheme);
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{t("frame.theme")}</label>
      <select
        id={id}
        className="input"
        value={theme}
        onChange={({ target }) => {
          const chosen = THEMES.find((each) => each === target.value) ?? "system";
          showTheme(chosen);
          setTheme(chosen);
        }}
      >
        {THEMES.map((each) => (
          <option key={each} value={each}>
            {t(`frame.theme.${each}`)}
          </option>
        ))}
      </select>
    </div>
  );
}

function LettersChoice(): ReactElement {
  const t = useWords();
  const [on, setOn] = useState(likesLetters);
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{t("frame.letters")}</label>
      <select
        id={id}
        className="input"
        value={on ? "on" : "off"}
        onChange={({ target }) => {
          takeLettersAsKeys(target.value === "on");
          setOn(target.value === "on");
        }}
      >
        <option value="on">{t("frame.letters.on")}</option>
        <option value="off">{t("frame.letters.off")}</option>
      </select>
    </div>
  );
}
