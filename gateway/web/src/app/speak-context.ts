// SPDX-License-Identifier: Apache-2.0
import { createContext } from "react";
import type { Language } from "../words/languages";

/** Has the whole application speak another language, once its words have been fetched. */
export const SpeakContext = createContext<(language: Language) => Promise<void>>(() => Promise.resolve());
