// SPDX-License-Identifier: Apache-2.0
import type { Feature } from "../feature";

/** One's own settings: mail, and the session. Language and light are in the menu. */
export const settingsFeature: Feature = {
  area: "settings",
  routes: [{ path: "/settings", load: () => import("./settings-page").then(({ SettingsPage }) => SettingsPage) }],
  nav: [],
  menu: [{ path: "/settings", label: "settings.title" }],
};
