// SPDX-License-Identifier: Apache-2.0
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "../style/index.css";
import { App } from "./app";
import { likedLanguage, likedTheme, likesLetters, showTheme, speak, takeLettersAsKeys } from "./preferences";

const place = document.getElementById("app");
if (place === null) throw new Error("The page has no place for the application.");
showTheme(likedTheme());
takeLettersAsKeys(likesLetters());
await speak(likedLanguage());
createRoot(place).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
