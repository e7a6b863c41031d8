// SPDX-License-Identifier: Apache-2.0
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { MemoryRouter } from "react-router";
import "../../style/index.css";
import { loadWords } from "../../words/dictionary";
import { isLanguage, LANGUAGES } from "../../words/languages";
import { WordsProvider } from "../../words/use-words";
import { Showcase } from "./showcase";

/** The sheet of all components: `/components.html?language=ar&theme=dark` of the development server. */
const asked = new URLSearchParams(location.search);
const language = asked.get("language");
const spoken = isLanguage(language) ? language : "en";
const theme = asked.get("theme");

document.documentElement.lang = spoken;
document.documentElement.dir = LANGUAGES[spoken].direction;
if (theme !== null) document.documentElement.dataset["theme"] = theme;
await loadWords(spoken, ["components"]);

const app = document.getElementById("app");
if (app !== null) {
  createRoot(app).render(
    <StrictMode>
      <WordsProvider language={spoken}>
        <MemoryRouter>
          <Showcase />
        </MemoryRouter>
      </WordsProvider>
    </StrictMode>,
  );
}
