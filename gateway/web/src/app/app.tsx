// SPDX-License-Identifier: Apache-2.0
import { QueryClientProvider } from "@tanstack/react-query";
import { type ReactElement, useCallback, useState } from "react";
import { RouterProvider } from "react-router/dom";
import { newQueryClient } from "../api/query-client";
import type { Language } from "../words/languages";
import { WordsProvider } from "../words/use-words";
import { keepLanguage, speak, spokenLanguage } from "./preferences";
import { newRouter } from "./router";
import { SpeakContext } from "./speak-context";

/** The whole application: what is kept of answers, the language, and the page that the address names. */
export function App(): ReactElement {
  const [queries] = useState(newQueryClient);
  const [router] = useState(newRouter);
  const [language, setLanguage] = useState<Language>(spokenLanguage);
  const change = useCallback(async (wanted: Language): Promise<void> => {
    await speak(wanted);
    keepLanguage(wanted);
    setLanguage(wanted);
  }, []);
  return (
    <QueryClientProvider client={queries}>
      <SpeakContext value={change}>
        <WordsProvider language={language}>
          <RouterProvider router={router} />
        </WordsProvider>
      </SpeakContext>
    </QueryClientProvider>
  );
}
